import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../scripts/output/field.mts';
import { OPERATIONS, PARTS, TRIGGERS } from '../../scripts/output/outputs.mts';
import { outputPage } from '../../scripts/output/page.mts';
import { readTypes } from '../../scripts/output/readTypes.mts';
import { schemas } from '../../scripts/output/schema.mts';
import type { SeenFields } from '../../scripts/servers/fields.mts';
import { node, nodes } from './support/compiled.mts';

const seen = JSON.parse(readFileSync('scripts/output/seen.json', 'utf8')) as SeenFields;
const parts = readTypes(PARTS.map(({ source }) => source));
const made = schemas(parts);
const page = outputPage(
	nodes.map(({ description }) => description),
	parts,
	seen,
);

// Prettier pads tables and breaks lines; what is said is the same.
const words = (text: string) => text.replace(/-{3,}/g, '---').split(/\s+/).filter(Boolean);

test('docs/output.md is what the source says (else run: npm run docs)', () => {
	expect(words(readFileSync('docs/output.md', 'utf8'))).toEqual(words(page));
});

test.each([...made])('%s is what the source says (else run: npm run docs)', (file, schema) => {
	expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
});

test('there is no other schema', () => {
	const folders = readdirSync('nodes').map((name) => path.join('nodes', name, '__schema__'));
	const files = folders
		.filter((folder) => existsSync(folder))
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true }).map((file) => path.join(folder, String(file))),
		);
	const schemaFiles = files.filter((file) => file.endsWith('.json'));
	expect(schemaFiles.sort()).toEqual([...made.keys()].map(path.normalize).sort());
});

test('each operation and each trigger has its output', () => {
	const selectors = node.description.properties.filter(({ name }) => name === 'operation');
	const operations = selectors.flatMap(({ options = [], displayOptions }) =>
		(options as INodePropertyOptions[]).map(
			({ value }) => `${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
		),
	);
	expect(Object.keys(OPERATIONS).sort()).toEqual(operations.sort());
	const triggers = nodes
		.map(({ description }) => description)
		.filter(({ group }) => group[0] === 'trigger');
	expect(Object.keys(TRIGGERS).sort()).toEqual(triggers.map(({ name }) => name).sort());
});

const within = (fields: readonly Field[]): Field[] =>
	fields.flatMap((field) => [field, ...within(field.shape.fields ?? [])]);
const all = [...parts.values()].flatMap(within);

test.each(all)('the field $name has a sentence, and a shape', ({ text, unit, shape }) => {
	expect(text).toMatch(/^[A-Z0].*\.$/);
	expect(`${text} ${unit}`).not.toMatch(/[|@{}\n]/);
	expect(shape.types.length).toBeGreaterThan(0);
});

test('fields of the source have their types, units and conditions', () => {
	const [video, file] = PARTS.map(({ source }) => within(parts.get(source)!));
	const named = (fields: Field[], name: string) => fields.find((field) => field.name === name);
	expect(named(video, 'status')?.shape.values).toEqual([
		...['completed', 'failed', 'in_progress', 'queued'],
	]);
	expect(named(video, 'cost')).toMatchObject({ shape: { types: ['number'], mayBeNull: false } });
	expect(named(video, 'urls')).toMatchObject({
		isOptional: true,
		when: expect.stringContaining('several files'),
		shape: { types: ['array'], entries: { types: ['string'], mayBeNull: true } },
	});
	expect(named(file, 'bytes')).toMatchObject({ unit: 'bytes', isOptional: false });
	expect(named(file, 'width')).toMatchObject({ unit: 'pixels', isOptional: true });
});

test('the servers of the page are those that the tests know', () => {
	expect(page).toMatch(/\| vLLM-Omni \|.*●/);
	expect(page).toMatch(/\| Together \|.*○/);
});
