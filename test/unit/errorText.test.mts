import fc from 'fast-check';
import { isHtml, readErrorText } from '../../protocol/reading/errorText';
import { anyBody, expectQuick, HOSTILE_TEXTS, nested, ANSWERS } from './support/fuzz.mts';

test.each<[string, unknown, string]>([
	[
		'the reference',
		{ error: { message: 'No such model', type: 'invalid_request_error', code: 'no_model' } },
		'No such model',
	],
	['a code that is a number', { error: { message: 'Slow down', code: 429 } }, 'Slow down'],
	['a code alone', { error: { code: 'busy' } }, 'busy'],
	['an error that is a text', { error: 'model not loaded' }, 'model not loaded'],
	['an error within an error', { error: { error: { message: 'No key' } } }, 'No key'],
	['FastAPI, a text', { detail: 'Video not found' }, 'Video not found'],
	[
		'FastAPI, a list',
		{ detail: [{ type: 'missing', loc: ['body', 'prompt'], msg: 'Field required' }] },
		'prompt: Field required',
	],
	[
		'FastAPI, a longer list',
		{
			detail: [
				{ loc: ['body', 'input', 0, 'url'], msg: 'Not a URL' },
				{ loc: ['query', 'limit'], msg: 'Too large' },
			],
		},
		'input.0.url: Not a URL; query.limit: Too large',
	],
	['FastAPI, an object', { detail: { message: 'Busy', code: 'busy' } }, 'Busy'],
	['FastAPI, an envelope', { detail: { error: { message: 'Busy' } } }, 'Busy'],
	['code and message', { code: 'rate_limited', message: 'Slow down' }, 'Slow down'],
	['status and message', { status: 'error', message: 'Slow down' }, 'Slow down'],
	[
		'a problem (RFC 9457)',
		{ type: 'about:blank', title: 'Conflict', status: 409, detail: 'It is being deleted' },
		'It is being deleted',
	],
	['a problem with a title only', { type: 'about:blank', title: 'Conflict' }, 'Conflict'],
	['a JSON text', 'no credit left', 'no credit left'],
	['an unknown object', { ok: false, why: 7 }, '{"ok":false,"why":7}'],
])('%s: the message is found', (_, answer, message) => {
	expect(readErrorText(JSON.stringify(answer))).toBe(message);
});

test('plain text is its own message, on one line', () => {
	expect(readErrorText('upstream connect error\n\n  or disconnect')).toBe(
		'upstream connect error or disconnect',
	);
});

test('a cut-off JSON answer is told as it came', () => {
	expect(readErrorText('{"error":{"message":"No su')).toBe('{"error":{"message":"No su');
});

test.each(['', ' \r\n', '\uFEFF'])('an empty body (%j) says nothing', (body) => {
	expect(readErrorText(body)).toBeUndefined();
});

test.each([
	'<!DOCTYPE html><html><body>Not found</body></html>',
	'\n <html lang="en">',
	'<HEAD><title>502</title></HEAD>',
	'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
])('the web page %j says nothing', (body) => {
	expect(isHtml(body)).toBe(true);
	expect(readErrorText(body)).toBeUndefined();
});

test.each(['<Error><Code>AccessDenied</Code></Error>', '{"html":"<html>"}', 'a < b', '<3'])(
	'%j is no web page',
	(body) => expect(isHtml(body)).toBe(false),
);

test('a place that is no text is left out', () => {
	const body = '{"detail":[{"loc":["body",{"toString":"x"},"prompt"],"msg":"Field required"}]}';
	expect(readErrorText(body)).toBe('prompt: Field required');
});

test('a huge message is cut', () => {
	const text = readErrorText(JSON.stringify({ error: 'word '.repeat(5000) }))!;
	expect(text.length).toBeLessThanOrEqual(10_001);
	expect(text.endsWith('…')).toBe(true);
});

test('whatever a server answers, its message is one line or nothing', () => {
	fc.assert(
		fc.property(anyBody, (body) => {
			const text = readErrorText(body);
			if (text === undefined) return;
			expect(text).not.toBe('');
			expect(text).not.toMatch(/[\r\n\t]/);
			expect(text.length).toBeLessThanOrEqual(10_001);
		}),
		{ numRuns: ANSWERS },
	);
});

const deepBody = (field: string) =>
	field === ''
		? `${'['.repeat(20_000)}${']'.repeat(20_000)}`
		: `${`{"${field}":`.repeat(20_000)}"x"${'}'.repeat(20_000)}`;

test.each(['error', 'detail', 'message', 'data', ''])(
	'very deep nesting of "%s" does not end in a crash',
	(field) => {
		expect(() => readErrorText(deepBody(field))).not.toThrow();
		expect(() => readErrorText(`{"detail":${deepBody(field)}}`)).not.toThrow();
	},
);

test('error and detail within each other, very deep, do not end in a crash', () => {
	const pair = JSON.stringify(nested(200, 'detail', { error: 'x' }));
	expect(readErrorText(pair)).toBeDefined();
	const body = `${'{"error":{"detail":'.repeat(10_000)}"x"${'}}'.repeat(10_000)}`;
	expect(() => readErrorText(body)).not.toThrow();
});

test.each(HOSTILE_TEXTS)('%s is read in a moment', (_, body) => {
	expectQuick(() => readErrorText(body));
});
