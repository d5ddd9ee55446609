import { InputError } from '../../client/errors';
import fc from 'fast-check';
import {
	checkCallbackUrl,
	checkExtraBody,
	checkNumber,
	checkPrompt,
	checkSeconds,
	checkSize,
} from '../../nodes/shared/validate';
import { isRecord } from '../../protocol/reading/json';
import { anyJson, anyText, RUNS } from './support/fuzz.mts';

describe('the prompt', () => {
	test('goes out as it was typed', () => {
		const prompt = '  A cat,\n"calico", plays a piano \uD83D\uDE00 ';
		expect(checkPrompt(prompt)).toBe(prompt);
		expect(checkPrompt(42)).toBe('42');
	});

	test('may have 32 000 characters, an emoji counting as one', () => {
		expect(checkPrompt('x'.repeat(32_000))).toHaveLength(32_000);
		expect(checkPrompt('\uD83D\uDE00'.repeat(32_000))).toHaveLength(64_000);
		expect(() => checkPrompt('x'.repeat(32_001))).toThrow('32001 characters');
	});

	test.each([undefined, null, '', ' \n'])('that is empty (%j) is refused', (prompt) => {
		expect(() => checkPrompt(prompt)).toThrow(new InputError('The prompt is empty'));
	});

	test.each([{}, { text: 'A cat' }, [{ text: 'A cat' }]])(
		'that is no text (%j) is refused before it is paid for',
		(prompt) => expect(() => checkPrompt(prompt)).toThrow(InputError),
	);
});

describe('the length', () => {
	test.each([
		['8', '8'],
		[8, '8'],
		[' 12 ', '12'],
		[2.5, '2.5'],
		['8s', '8'],
		['8 s', '8'],
		['8 sec.', '8'],
		['2.5 Seconds', '2.5'],
		['', ''],
		[null, ''],
		[undefined, ''],
	])('%j goes out as %j', (typed, sent) => expect(checkSeconds(typed)).toBe(sent));

	test.each([
		...['-4', '0', '0.0', 'eight', '4,5', '1e3', '8 m', 's', '8 s s', '8-12', '00:08'],
		...[NaN, Infinity, -1, {}, [8], true],
	])('%j is refused', (typed) => expect(() => checkSeconds(typed)).toThrow(InputError));
});

describe('the size', () => {
	test.each([
		['1280x720', '1280x720'],
		[' 720x1280 ', '720x1280'],
		['1280X720', '1280x720'],
		['1280*720', '1280x720'],
		['1280×720', '1280x720'],
		[' 1280  x 720 ', '1280x720'],
		['1280 × 720', '1280x720'],
		['１２８０ｘ７２０', '1280x720'],
		['1280\u00a0x\u00a0720', '1280x720'],
		['1280\u0445720', '1280x720'],
		['720p', '720p'],
		['720P', '720P'],
		['4K', '4K'],
		['16 : 9', '16:9'],
		['720p  16:9', '720p 16:9'],
		['', ''],
		[null, ''],
		[undefined, ''],
	])('%j goes out as %j', (typed, sent) => expect(checkSize(typed)).toBe(sent));

	test.each([
		'1280',
		'1280xx720',
		'1280 by 720',
		'1280x720x24',
		[1280, 720],
		'0x720',
		'1280x',
		'123456x1',
		'0p',
		'16:0',
		'HD',
		{},
		1280,
	])('%j is refused', (typed) => expect(() => checkSize(typed)).toThrow(InputError));
});

test.each([
	[checkSeconds, '8,5', 'Write 8.5 with a point.'],
	[checkSeconds, '8,5 s', 'Write 8.5 with a point.'],
	[(typed: unknown) => checkNumber('Guidance', typed), '7,5', 'Write 7.5 with a point.'],
])('a decimal comma is refused, and the hint says how to write it', (check, typed, hint) => {
	expect(() => check(typed)).toThrow(
		expect.objectContaining({ details: expect.objectContaining({ hint }) }),
	);
});

describe('a number', () => {
	test.each([
		[8, 8],
		['8', 8],
		[' 8.5 ', 8.5],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%j is %j', (typed, number) => expect(checkNumber('Steps', typed)).toBe(number));

	test.each(['8 s', 'many', NaN, Infinity, true, {}, [8], '{{ $json.steps }}'])(
		'%j is refused, naming the field',
		(typed) =>
			expect(() => checkNumber('Steps', typed)).toThrow(
				expect.objectContaining({ kind: 'input', message: expect.stringContaining('Steps') }),
			),
	);
});

describe('the extra body fields', () => {
	test.each([
		['{"seed": 42}', { seed: 42 }],
		[{ seed: 42 }, { seed: 42 }],
		['{}', {}],
		['', {}],
		['  ', {}],
		[null, {}],
		[undefined, {}],
	])('%j are %j', (typed, fields) => expect(checkExtraBody(typed)).toEqual(fields));

	test.each([
		'{"style": "[object Object]"}',
		{ style: { names: ['a', 'of [object Object]'] } },
		'{"style": {{ $json.style }}}',
		'{"style": "{{ $json.style }}"}',
		{ style: ['={{ $json.style }}'] },
	])('%j has no text of its own in it', (typed) => {
		expect(() => checkExtraBody(typed)).toThrow(/^The expression in Extra Body Fields /);
	});

	test.each(['{seed: 42}', '{"seed": 42', '[1]', 'null', '42', '"x"', [1], 42, true])(
		'%j is refused',
		(typed) => expect(() => checkExtraBody(typed)).toThrow(InputError),
	);
});

test('whatever an expression gives is sent as promised or refused in words', () => {
	const promises: Array<[(value: unknown) => unknown, (sent: unknown) => boolean]> = [
		[checkPrompt, (sent) => typeof sent === 'string' && sent.trim() !== ''],
		[checkSeconds, (sent) => sent === '' || Number(sent) > 0],
		[
			checkSize,
			(sent) => sent === '' || /^(\d+x\d+|\d+[pk]|(\d+[pk] )?\d+:\d+)$/i.test(String(sent)),
		],
		[checkExtraBody, isRecord],
	];
	fc.assert(
		fc.property(fc.oneof(anyJson, anyText), (value) => {
			for (const [check, promise] of promises) {
				let sent: unknown;
				try {
					sent = check(value);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					continue;
				}
				expect(promise(sent)).toBe(true);
			}
		}),
		{ numRuns: RUNS },
	);
});

describe('the callback URL', () => {
	test.each([
		['https://n8n.example.com/webhook/a/webhook', 'https://n8n.example.com/webhook/a/webhook'],
		[' http://127.0.0.1:5678/webhook/a ', 'http://127.0.0.1:5678/webhook/a'],
		['', ''],
		[undefined, ''],
	])('%j goes out as %j', (typed, sent) => expect(checkCallbackUrl(typed)).toBe(sent));

	test.each([
		'n8n.example.com/webhook',
		'ftp://a',
		'https://',
		'https://a b',
		'javascript:1',
		{},
		1,
	])('%j is refused before anything is paid for', (typed) =>
		expect(() => checkCallbackUrl(typed)).toThrow(InputError),
	);
});
