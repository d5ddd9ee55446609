const { default: Sequencer } = require('@jest/test-sequencer');

// Jest knows only what has run before: in a fresh clone it would begin these last, and one worker would wait for the other.
const LONG = /(oddAnswers|dialects|webhookFlood|faults\/size)\.test\.mts$/;

module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		const isLong = ({ path }) => LONG.test(path);
		return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
	}
};
