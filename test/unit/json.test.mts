import fc from 'fast-check';
import { isRecord, parseJson, textOf } from '../../protocol/reading/json';
import { anyBody, anyJson, ANSWERS } from './support/fuzz.mts';

test.each([
	['{"id":"a"}', { id: 'a' }],
	['\uFEFF{"id":"a"}', { id: 'a' }],
	[' [1]\n', [1]],
	['null', null],
])('%j is JSON', (text, value) => expect(parseJson(text)).toEqual(value));

test.each(['', ' ', '<html>', '{"id":', "{'id': 1}", 'undefined', 'NaN'])('%j is none', (text) => {
	expect(parseJson(text)).toBeUndefined();
});

test('only an object is an object', () => {
	expect(isRecord({})).toBe(true);
	for (const other of [null, undefined, [], 'a', 1, true]) expect(isRecord(other)).toBe(false);
});

test.each([
	['a', 'a'],
	[' a ', ' a '],
	[0, '0'],
	[1.5, '1.5'],
	['', undefined],
	[' \n', undefined],
	// `1e999` in JSON.
	[Infinity, undefined],
	[null, undefined],
	[true, undefined],
	[['a'], undefined],
])('%j says %j', (value, text) => expect(textOf(value)).toBe(text));

test('any body can be parsed or is no JSON, and any value says something or nothing', () => {
	fc.assert(
		fc.property(anyBody, anyJson, (body, value) => {
			expect(() => parseJson(body)).not.toThrow();
			const text = textOf(value);
			if (text !== undefined) expect(text.trim()).not.toBe('');
		}),
		{ numRuns: ANSWERS },
	);
});
