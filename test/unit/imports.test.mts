import { cyclesIn, readSources, specifiersIn, type Source } from './support/imports.mts';

const sources = readSources();
const below = (folder: string) => sources.filter(({ file }) => file.startsWith(folder));

// From the top to the bottom: a file imports from its own layer and those below it. The first pattern that matches decides.
const LAYERS: Array<[name: string, pattern: RegExp]> = [
	['the credentials', /^credentials\//],
	['the description', /^nodes\/VideoGeneration\/VideoGeneration\.node\.ts$/],
	['the resources', /^nodes\/VideoGeneration\/resources\//],
	['the parts of the node', /^nodes\/VideoGeneration\//],
	['a trigger', /^nodes\/(VideoGenerationTrigger|VideoGenerationWebhookTrigger)\//],
	['nodes/shared', /^nodes\/shared\//],
	['client', /^client\//],
	['protocol', /^protocol\//],
];

function layerOf(file: string): number {
	return LAYERS.findIndex(([, pattern]) => pattern.test(file));
}

function importsOf(from: Source[], isWrong: (file: string, imported: string) => boolean): string[] {
	return from.flatMap(({ file, files }) =>
		files
			.filter((imported) => isWrong(file, imported))
			.map((imported) => `${file} imports ${imported}`),
	);
}

test('all forms of an import are seen', () => {
	const text = `
		import a from 'a'; import type { B } from './b'; export * from './c'; export type { D } from './d';
		import e = require('./e'); type F = import('./f').F; const g = require('g'); await import('./h');
		import './i';`;
	expect(specifiersIn(text).sort()).toEqual([
		...['./b', './c', './d', './e', './f', './h', './i', 'a', 'g'],
	]);
});

test('cycles are found', () => {
	const imports = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['e'], f: ['a'] };
	const example = Object.entries(imports).map(([file, files]) => ({ file, files, packages: [] }));
	expect(cyclesIn(example)).toEqual([['e'], ['a', 'b', 'c']]);
});

test('every file belongs to a layer, and no layer is empty', () => {
	expect(sources.filter(({ file }) => layerOf(file) === -1)).toEqual([]);
	const files = LAYERS.map((_, layer) => sources.filter(({ file }) => layerOf(file) === layer));
	expect(files.filter(({ length }) => length === 0)).toEqual([]);
});

test('imports point one way, types included', () => {
	expect(importsOf(sources, (file, imported) => layerOf(imported) < layerOf(file))).toEqual([]);
});

test('there is no cycle, types included', () => {
	expect(cyclesIn(sources)).toEqual([]);
});

test('a node, or a credential, imports nothing of a node beside it', () => {
	const folderOf = (file: string) => /^(nodes\/\w+|\w+)\//.exec(file)?.[1] ?? '';
	const common = ['nodes/shared', 'client', 'protocol'];
	const isForeign = (file: string, imported: string) =>
		![folderOf(file), ...common].includes(folderOf(imported));
	expect(importsOf(sources, isForeign)).toEqual([]);
});

test.each(['client/', 'protocol/'])('%s imports no package of n8n', (folder) => {
	const packages = new Set(below(folder).flatMap((source) => source.packages));
	expect([...packages].filter((name) => name !== 'crypto')).toEqual([]);
});
