import fc from 'fast-check';
import { helpText, parseBytes, readOptions } from '../../sandbox/options.mts';
import { wrapText } from '../../sandbox/wrap-text.mts';
import { startSandbox } from '../support/sandbox.mts';

test('the command line comes before the environment, and that before the defaults', () => {
	const env = { SANDBOX_PORT: '9000', SANDBOX_RENDER_TIME: '60', SANDBOX_REDIRECT: 'true' };
	const args = ['--port', '9001', '--file-size', '40MB', '--log'];
	expect(readOptions(args, env)).toEqual({
		dialect: expect.objectContaining({ name: 'openai' }),
		settings: {
			key: 'sk-sandbox',
			renderSeconds: 60,
			queueSeconds: 0,
			fileBytes: 40_000_000,
			expiresAfterSeconds: 3600,
			pollAfterMs: null,
			redirectContent: true,
			storageStatus: null,
			pageSize: null,
			delivered: null,
			jobsAtOnce: null,
			webhookUrl: null,
			webhookSecret: expect.stringMatching(/^whsec_/),
			webhookRetrySeconds: [0.2, 0.5, 1, 2, 4],
		},
		port: 9001,
		storagePort: 0,
		log: true,
		help: false,
	});
});

test.each([
	['500', 500],
	['500kB', 500_000],
	['1.5 MB', 1_500_000],
	['1MiB', 1_048_576],
	['1gb', 1_000_000_000],
])('%s is %d bytes', (text, bytes) => {
	expect(parseBytes(text)).toBe(bytes);
});

test.each([
	['--file-size', '5GB'],
	['--file-size', 'big'],
	['--render-time', 'x'],
	['--port', ''],
	['--webhook-url', 'https://example.com/hook'],
	['--webhook-retry', '1,soon'],
	['--nonsense', '1'],
])('%s %s is refused', (name, value) => {
	expect(() => readOptions([name, value], {})).toThrow(name);
});

test('every option stands in the help', () => {
	for (const name of ['port', 'key', 'render-time', 'file-size', 'queue-time', 'expires-after']) {
		expect(helpText()).toContain(`--${name}`);
	}
});

test('a port that is taken: the client says what the sandbox said', async () => {
	const sandbox = await startSandbox();
	const port = Number(new URL(sandbox.origin).port);
	await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
	await sandbox.stop();
	await expect(fetch(sandbox.origin)).rejects.toThrow('fetch failed');
});

test('wrapped text fits, ends with … when cut, and loses no word otherwise', () => {
	const texts = fc.array(fc.string({ minLength: 1 })).map((words) => words.join(' '));
	fc.assert(
		fc.property(texts, fc.integer({ min: 4, max: 30 }), (text, wide) => {
			const fits = (line: string) => line.length <= wide;
			const all = wrapText(text, Infinity, fits);
			expect(all.every(fits)).toBe(true);
			expect(all.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
			const some = wrapText(text, 2, fits);
			expect(some.length).toBeLessThanOrEqual(2);
			expect(some.every(fits)).toBe(true);
			if (all.length > 2) expect(some.at(-1)).toMatch(/…$/);
		}),
	);
});

test('a dialect that nobody knows is refused with a list of those that are known', () => {
	expect(() => readOptions(['--dialect', 'sora'], {})).toThrow(
		/--dialect needs one of openai, vllm-omni, .*, bifrost, .*, but got 'sora'/,
	);
	expect(readOptions([], { SANDBOX_DIALECT: 'new-api' }).dialect.name).toBe('new-api');
});
