import fc from 'fast-check';
import { InputError } from '../../client/errors';
import { checkTextsIn, expressionIn, fieldText, fieldTexts } from '../../nodes/shared/fieldText';
import { anyJson, anyText, expectQuick, HOSTILE_TEXTS, RUNS } from './support/fuzz.mts';

test.each([
	['A cat ', 'A cat '],
	[8, '8'],
	[true, 'true'],
	[null, ''],
	[undefined, ''],
	[new Date(0), '1970-01-01T00:00:00.000Z'],
	[new Date(NaN), ''],
	// As Luxon's, which n8n gives for $now.
	[{ toISO: () => '2026-11-26', toString: () => '2026-11-26' }, '2026-11-26'],
])('%j is the text %j', (value, text) => expect(fieldText('Prompt', value)).toBe(text));

test.each([
	[{ name: 'x' }, 'The expression in Model gives an object, not text'],
	[{}, 'The expression in Model gives an object, not text'],
	[['sora-2'], 'The expression in Model gives a list, not text'],
	[[], 'The expression in Model gives a list, not text'],
	[() => 1, 'The expression in Model gives an object, not text'],
	['[object Object]', 'The expression in Model makes the text [object Object] of an object'],
	['a,[object Object]', 'The expression in Model makes the text [object Object] of an object'],
	['{{ $json.m }}', 'The expression in Model was not evaluated: {{ $json.m }}'],
	['={{ $json.m }}', 'The expression in Model was not evaluated: {{ $json.m }}'],
])('%j is refused in words, and the hint says what to do', (value, message) => {
	expect(() => fieldText('Model', value)).toThrow(
		expect.objectContaining({
			kind: 'input',
			message,
			details: expect.objectContaining({
				hint: expect.stringMatching(/Point the expression to a text field|field to Expression/),
			}),
		}),
	);
});

test.each([
	'{{ $json.topic }}',
	'A film of {{$json.topic}}, at night',
	'{{ $json["the topic"] }}',
	"{{ $('Edit Fields').item.json.topic }}",
	'{{ $node["Set"].json.topic }}',
	'{{ $input.first().json.a }}',
	'{{ $now }}',
	'{{ $now.toFormat("yyyy") }}',
	'{{ $fromAI("prompt") }}',
	'{{ $topic }}',
	'{{ "A film of " + $json.topic }}',
	'{{ JSON.stringify($json) }}',
	'{{ json.topic }}',
	'{{ name }} and {{\n$json.topic\n}}',
	"{{ $if($json.a, 'b', 'c') }}",
])('%s is an expression', (text) => expect(expressionIn(text)).toBeDefined());

test.each([
	'A cat',
	'',
	'{{',
	'}} {{',
	'{{ $json.topic',
	'$json.topic',
	'{ $json.topic }',
	'A film of {{ topic }}',
	'{{ user.name }} waves',
	'A neon sign that says {{OPEN}}',
	'a price tag {{ $5 }}',
	'{{ it costs $20 and $30 }}',
	'{{ 5 US$ }}',
	'{{ pay $money }}',
	'the words "json" in {{ curly braces }}',
])('%s is text', (text) => {
	expect(expressionIn(text)).toBeUndefined();
	expect(fieldText('Prompt', text)).toBe(text);
});

test('a long expression is shortened in the message', () => {
	expect(() => fieldText('Prompt', `{{ $json.a${' + 1'.repeat(1000)} }}`)).toThrow(
		expect.objectContaining({ message: expect.stringMatching(/^.{1,120}…$/) }),
	);
});

test.each([
	['a, b,,c ', ['a', 'b', 'c']],
	[
		['a', ' b ', ''],
		['a', 'b'],
	],
	['', []],
	[null, []],
	[7, ['7']],
])('%j are the texts %j', (value, list) => expect(fieldTexts('Models', value)).toEqual(list));

test.each([[[{ id: 'a' }]], [['a', ['b']]], [{ id: 'a' }]])('%j are no texts', (value) => {
	expect(() => fieldTexts('Models', value)).toThrow(InputError);
});

test('text is the value itself, or an error in words', () => {
	fc.assert(
		fc.property(fc.oneof(anyJson, anyText), (value) => {
			let text: string;
			try {
				text = fieldText('Prompt', value);
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
				expect((error as InputError).details.hint).not.toBe('');
				return;
			}
			expect(typeof value === 'object' && value !== null).toBe(false);
			expect(text).toBe(value === null || value === undefined ? '' : String(value));
			expect(text).not.toContain('[object Object]');
		}),
		{ numRuns: RUNS },
	);
});

test('a text is found wherever it is in an object', () => {
	fc.assert(
		fc.property(
			fc.object({ maxDepth: 6 }),
			fc.array(fc.string(), { maxLength: 6 }),
			(rest, path) => {
				let value: unknown = { ...rest, z: 'of [object Object]' };
				for (const key of path) value = key === '' ? [value] : { [`a${key}`]: value };
				expect(() => checkTextsIn('Extra Body Fields', value)).toThrow(InputError);
			},
		),
		{ numRuns: RUNS },
	);
});

test.each([
	...HOSTILE_TEXTS,
	['20 000 times "{{ $"', '{{ $'.repeat(20_000)],
	['}}', '{{}}'.repeat(20_000)],
])('%s is quick', (_, text) => expectQuick(() => expressionIn(text)));
