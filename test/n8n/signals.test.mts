import { execFileSync } from 'node:child_process';
import { nodeBinary, root } from '../../host/paths.mts';

// In the Node that n8n runs on: an older one frees them anyhow.
const script = `
const v8 = require('node:v8');
const { anySignal, startTimeout } = require('./dist/client/signals.js');
const count = () => v8.queryObjects(AbortSignal, { format: 'count' });
(async () => {
	const before = count();
	for (let n = 0; n < 1000; n += 1) {
		const { signal, clear } = startTimeout(60_000);
		const both = anySignal(anySignal(new AbortController().signal, signal), new AbortController().signal);
		const listener = () => {};
		both.addEventListener('abort', listener);
		both.removeEventListener('abort', listener);
		clear();
	}
	// What goes with a signal goes in a later turn.
	for (let n = 0; n < 3; n += 1) {
		gc();
		await new Promise(setImmediate);
	}
	console.log(count() - before);
	process.exit();
})();
`;

test('nothing is left of a timeout that is cleared', () => {
	const output = execFileSync(nodeBinary, ['--expose-gc', '--no-warnings', '--eval', script], {
		cwd: root,
		encoding: 'utf8',
	});
	expect(Number(output)).toBeLessThan(10);
});
