import { readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import { FIELD_NAMES } from '../../nodes/shared/fieldNames';
import {
	collection,
	Fields,
	flag,
	json,
	number,
	ofItem,
	text,
	texts,
	type ParameterContext,
} from '../../nodes/shared/parameters';
import { nodes, walk } from './support/compiled.mts';
import { readSources } from './support/imports.mts';

function contextOf(values: Record<string, unknown>): ParameterContext {
	const getNodeParameter = (name: string, fallback: unknown) =>
		name in values ? values[name] : fallback;
	return { getNodeParameter } as ParameterContext;
}

const written = nodes.flatMap(({ description: { name, properties } }) =>
	walk(properties, `${name}: `),
);
const TYPES: Array<INodeProperties['type']> = ['string', 'number', 'json', 'resourceLocator'];
// The rows of a name/value list are named by the list.
const rows = ['name', 'value'];

test('every field for text or a number has its name in the table, as the editor shows it', () => {
	const named = Object.entries(FIELD_NAMES).map(([name, shown]) => `${name}: ${shown}`);
	const missing = written
		.filter(({ field }) => TYPES.includes(field.type) && !rows.includes(field.name))
		.map(({ field }) => `${field.name}: ${field.displayName.replace(/ \(.*\)$/, '')}`)
		.filter((entry) => !named.includes(entry));
	expect([...new Set(missing)]).toEqual([]);
});

test('the table names no field that does not exist, and none by a wrong name', () => {
	const shown = written.map(
		({ field }) => `${field.name}: ${field.displayName.replace(/ \(.*\)$/, '')}`,
	);
	const named = Object.entries(FIELD_NAMES).map(([name, title]) => `${name}: ${title}`);
	expect(named.filter((entry) => !shown.includes(entry))).toEqual([]);
});

test('no parameter is read but in parameters.ts, where no object becomes text', () => {
	const files = readSources().map(({ file }) => file);
	const readers = files.filter((file) => /\bgetNodeParameter\b/.test(readFileSync(file, 'utf8')));
	expect(readers).toEqual(['nodes/shared/parameters.ts']);
	// What the editor's lists read is compared, and never sent.
	const currents = files.filter((file) => readFileSync(file, 'utf8').includes('getCurrentNodeP'));
	expect(currents.sort()).toEqual([
		'nodes/VideoGeneration/listSearch/askServer.ts',
		'nodes/VideoGeneration/listSearch/searchChoices.ts',
	]);
});

test("only the files listed here convert a value to text on their own, and none of them a user's field", () => {
	const makers = readSources()
		.filter(({ file }) => file.startsWith('nodes/'))
		.filter(({ file }) => /\bString\(/.test(readFileSync(file, 'utf8')))
		.map(({ file }) => file);
	expect(makers.sort()).toEqual([
		// What the trigger remembers.
		'nodes/VideoGenerationTrigger/cursor/cursor.ts',
		// Secrets, to take them out of what is shown.
		'nodes/shared/credential.ts',
		'nodes/shared/fieldText.ts',
		// Their rows come as text out of Fields.
		'nodes/shared/headers.ts',
		// Errors.
		'nodes/shared/hostRefusal.ts',
		'nodes/shared/nodeError.ts',
		'nodes/shared/transportError.ts',
	]);
});

describe('fields', () => {
	const fields = new Fields({
		model: ' sora-2 ',
		steps: '30',
		characters: 'a, b',
		models: ['a', 'b'],
		isOn: true,
		isText: 'true',
		negativePrompt: { a: 1 },
		extraHeaders: {
			parameters: [{ name: ' X-A ', value: ' a ' }, { name: '', value: 'b' }, { name: 'X-N' }, 7],
		},
		extraQuery: { parameters: [{ name: 'a', value: { b: 1 } }] },
	});

	test('give what somebody filled in', () => {
		expect(fields.text('model')).toBe('sora-2');
		expect(fields.text('size')).toBe('');
		expect(fields.number('steps', { whole: true })).toBe(30);
		expect(fields.number('seed')).toBeUndefined();
		expect(fields.texts('characters')).toEqual(['a', 'b']);
		expect(fields.texts('models')).toEqual(['a', 'b']);
		expect([fields.flag('isOn'), fields.flag('isText'), fields.flag('none')]).toEqual([
			...[true, undefined, undefined],
		]);
		expect(fields.pairs('extraHeaders')).toEqual({ 'X-A': ' a ', 'X-N': '' });
	});

	test.each([
		['Negative Prompt', () => fields.text('negativePrompt')],
		['Negative Prompt', () => fields.number('negativePrompt')],
		['Negative Prompt', () => fields.texts('negativePrompt')],
		['Extra Query Parameters', () => fields.pairs('extraQuery')],
	])('refuse an object, naming the field %s', (name, read) => {
		expect(read).toThrow(InputError);
		expect(read).toThrow(`The expression in ${name} gives an object, not `);
	});

	test('are the same after a way through the database', () => {
		const again = new Fields(JSON.parse(JSON.stringify(fields)) as Record<string, unknown>);
		expect(again.toJSON()).toEqual(fields.toJSON());
	});
});

test('parameters are read by their names, with what holds where there are none', () => {
	const context = contextOf({
		video: ' video_1 ',
		limit: '7',
		events: ['completed'],
		simplify: false,
		options: { model: 'a' },
		suspension: '{"until": 1}',
		variant: null,
	});
	expect(text(context, 'video')).toBe('video_1');
	expect([text(context, 'variant'), text(context, 'size')]).toEqual(['', '']);
	expect(number(context, 'limit')).toBe(7);
	expect(texts(context, 'events')).toEqual(['completed']);
	expect([flag(context, 'simplify', true), flag(context, 'returnAll', true)]).toEqual([
		...[false, true],
	]);
	expect(collection(context, 'options').text('model')).toBe('a');
	expect(collection(context, 'waiting').toJSON()).toEqual({});
	expect(json(context, 'suspension')).toEqual({ until: 1 });
});

test('those of a whole node are read for one of its items', () => {
	const context = { getNodeParameter: (name: string, item: number) => `${name} of ${item}` };
	expect(text(ofItem(context as never, 2), 'video')).toBe('video of 2');
});
