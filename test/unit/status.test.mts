import fc from 'fast-check';
import { hasEnded, isKnownStatus, normalizeStatus } from '../../protocol/reading/status';
import { anyJson, anyText, ANSWERS } from './support/fuzz.mts';

const WORDS = {
	queued: [
		...['queued', 'pending', 'submitted', 'not_start', 'notstarted', 'created', 'queueing'],
		...['throttled', 'waiting'],
	],
	in_progress: [
		...['in_progress', 'starting', 'preparing', 'processing', 'running', 'generating'],
		...[
			'postprocessing',
			'preprocessing',
			'cancelling',
			'unknown',
			'a word nobody has seen yet',
			'',
		],
	],
	completed: ['completed', 'complete', 'success', 'succeeded', 'finished', 'done', 'succeed'],
	failed: [
		...['failed', 'failure', 'fail', 'error', 'cancelled', 'canceled', 'expired', 'rejected'],
		...['deleted', 'dead', 'timed_out', 'aborted'],
	],
};

describe.each(Object.entries(WORDS))('a video is %s', (status, words) => {
	test.each(words)('when a server says "%s"', (word) => {
		expect(normalizeStatus(word)).toBe(status);
		expect(normalizeStatus(word.toUpperCase())).toBe(status);
		expect(normalizeStatus(` ${word}\n`)).toBe(status);
	});
});

test('a word that nobody has seen yet is known as that', () => {
	expect(isKnownStatus('reviewing')).toBe(false);
	expect(isKnownStatus(' Postprocessing ')).toBe(true);
});

test.each([undefined, null, 3, true, {}, ['completed'], { status: 'completed' }])(
	'a status that is no word (%j) does not end a wait',
	(value) => expect(normalizeStatus(value)).toBe('in_progress'),
);

test('a word that only contains a known one is not that one', () => {
	for (const word of ['not completed', 'failed_over', 'undone', 'almost done', 'error-free']) {
		expect(normalizeStatus(word)).toBe('in_progress');
	}
});

test('only completed and failed end a wait', () => {
	expect(Object.keys(WORDS).map((status) => hasEnded(normalizeStatus(status)))).toEqual([
		false,
		false,
		true,
		true,
	]);
});

test('whatever a server says is one of four states', () => {
	fc.assert(
		fc.property(fc.oneof(anyJson, anyText), (word) => {
			expect(Object.keys(WORDS)).toContain(normalizeStatus(word));
		}),
		{ numRuns: ANSWERS },
	);
});
