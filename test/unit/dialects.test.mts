import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DIALECTS, dialectFor } from '../../protocol/dialects';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { writeInputs } from '../../protocol/dialects/write';

const folder = path.join(process.cwd(), 'protocol/dialects/servers');
const files = readdirSync(folder);

test.each(files)('%s is a table with its source, in under 60 lines', (file) => {
	const text = readFileSync(path.join(folder, file), 'utf8');
	expect(text.trimEnd().split('\n').length).toBeLessThan(60);
	expect(text).toMatch(/Source:/);
	expect(text).not.toMatch(/\bif \(|\bswitch \(|\?\s/);
});

test('every file is a dialect of the list, under a name of its own', () => {
	expect(DIALECTS).toHaveLength(files.length);
	expect(new Set(DIALECTS.map(({ name }) => name)).size).toBe(files.length);
});

test('no branch on the name of a server stands outside of the dialects', () => {
	const names = DIALECTS.map(({ name }) => name).join('|');
	const named = new RegExp(`['"](${names})['"]`);
	const sources = ['client', 'nodes', 'protocol', 'credentials'].flatMap((place) =>
		readdirSync(place, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => path.join(place, file)),
	);
	const others = sources.filter((file) => path.join(process.cwd(), path.dirname(file)) !== folder);
	expect(others.length).toBeGreaterThan(60);
	expect(others.filter((file) => named.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('no other file lists the servers: a list that is written by hand is out of date with the next server', () => {
	const generated = /^docs\/(servers|output|reliability)\.md$|^docs\/operations\//;
	const kept = ['client', 'nodes', 'protocol', 'credentials', 'docs', 'scripts', 'examples'];
	const places = kept.flatMap((place) =>
		readdirSync(place, { recursive: true, encoding: 'utf8' }).map((file) => path.join(place, file)),
	);
	const texts = [...places, 'README.md', 'CONTRIBUTING.md', 'SECURITY.md']
		.filter((file) => /\.(ts|mts|md)$/.test(file) && !generated.test(file))
		.filter((file) => !file.includes('node_modules'));
	const listed = texts.filter((file) =>
		readFileSync(file, 'utf8')
			.split(/\n\s*\n/)
			.filter((paragraph) => !/Sources?:/.test(paragraph))
			.some((paragraph) => {
				const named = DIALECTS.filter(({ displayName }) => paragraph.includes(displayName));
				return named.length > 4;
			}),
	);
	expect(texts.length).toBeGreaterThan(100);
	expect(listed).toEqual([]);
});

test.each([
	['automatic', 'https://openrouter.ai/api/v1', 'openrouter'],
	['automatic', 'https://my-resource.openai.azure.com/openai/v1', 'azure'],
	['automatic', 'https://my-resource.cognitiveservices.azure.com/openai/v1', 'azure'],
	['automatic', 'https://api.together.ai/v2', 'together'],
	['automatic', 'https://api.inworld.ai/v1', 'inworld'],
	['automatic', 'https://api-gateway.merge.dev/v1', 'merge'],
	['automatic', 'https://api.eu.edenai.run/v3', 'edenai'],
	['automatic', 'https://openrouter.ai.example.com/v1', 'openai'],
	['automatic', 'http://127.0.0.1:8000/v1', 'openai'],
	['automatic', 'no url', 'openai'],
	['sandbox', 'http://127.0.0.1:8085/v1', 'openai'],
	['sglang', 'https://openrouter.ai/api/v1', 'sglang'],
	[undefined, undefined, 'openai'],
])('Server %s at %s speaks %s', (server, baseUrl, name) => {
	expect(dialectFor(server, baseUrl).name).toBe(name);
});

test.each(DIALECTS.map((dialect) => [dialect.displayName, dialect] as const))(
	'%s: a prompt alone is written as a prompt, and what it does not take is refused by name',
	(_, dialect) => {
		const written = writeInputs(dialect, { prompt: 'a lake' }, dialect.forms[0]);
		expect(written).toEqual({ fields: { ...dialect.always, prompt: 'a lake' }, files: {} });
		const media = { url: 'https://a/b' };
		const values = {
			...{ seed: 1, frames: 1, count: 1, firstFrame: media, lastFrame: media },
			...{ referenceImages: [media], referenceVideos: [media], referenceAudio: [media] },
		};
		const lacks = Object.entries(values).filter(
			([name]) => dialect.fields[name as keyof CreateInputs] === undefined,
		);
		for (const [name, value] of lacks) {
			const inputs = { prompt: 'a', [name]: value };
			const refused = writeInputs(dialect, inputs, dialect.forms[0]);
			expect(refused).toEqual({ input: name, way: expect.any(String) });
		}
	},
);
