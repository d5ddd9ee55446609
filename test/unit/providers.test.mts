import type { CreateInputs, Media } from '../../protocol/dialects/inputs';
import { dependsOnProvider } from '../../protocol/dialects/providers';
import { litellm } from '../../protocol/dialects/servers/litellm';
import { openai } from '../../protocol/dialects/servers/openai';
import { writeInputs } from '../../protocol/dialects/write';
import { readProvider } from '../../protocol/reading/providers';

const entry = (model_name: string, model: string, more = {}) => ({
	model_name,
	litellm_params: { model, ...more },
});

describe('whose a model is', () => {
	test.each<[string, unknown, string | undefined]>([
		['is what stands before the first slash', [entry('m', 'fal_ai/bytedance/x')], 'fal_ai'],
		['is said', [entry('m', 'veo', { custom_llm_provider: 'gemini' })], 'gemini'],
		['is known of several that agree', [entry('m', 'azure/a'), entry('m', 'azure/b')], 'azure'],
		['is not known of several', [entry('m', 'azure/a'), entry('m', 'openai/b')], undefined],
		['is not known of one without', [entry('m', 'sora-2')], undefined],
		['is not known of another', [entry('n', 'azure/a')], undefined],
		['is not known of nonsense', [{ model_name: 'm', litellm_params: null }, 3, null], undefined],
	])('%s', (_, data, provider) => {
		expect(readProvider({ data }, 'm')).toBe(provider);
	});

	test('may stand in its name, where the list does not have it or cannot be had', () => {
		expect(readProvider({ data: [] }, 'runwayml/gen4_turbo')).toBe('runwayml');
		expect(readProvider(undefined, 'runwayml/gen4_turbo')).toBe('runwayml');
		expect(readProvider(undefined, '/x')).toBeUndefined();
	});
});

describe('it matters', () => {
	const base = { prompt: 'a lake', model: 'm' };
	test.each<[CreateInputs, boolean]>([
		[base, false],
		[{ ...base, seconds: '4', size: '1280x720', lastFrame: undefined, negativePrompt: '' }, false],
		[{ ...base, seconds: '2.5' }, true],
		[{ ...base, size: '720p 16:9' }, true],
		[{ ...base, seed: 1 }, true],
		[{ ...base, firstFrame: { url: 'https://a.example/b.png' } }, true],
	])('for %j: %s', (inputs, matters) => {
		expect(dependsOnProvider(litellm, inputs)).toBe(matters);
		expect(dependsOnProvider(openai, inputs)).toBe(false);
	});
});

const FILE: Media = { file: { fileName: 'a.png', mimeType: 'image/png', bytes: Buffer.from('a') } };
const DATA = 'data:image/png;base64,YQ==';
const URL: Media = { url: 'https://a.example/b.png' };
const { table } = litellm.providers!;

function written(name: string, firstFrame: Media, form: 'json' | 'multipart') {
	return writeInputs({ ...litellm, ...table[name] }, { prompt: 'a', firstFrame }, form);
}

describe('an image', () => {
	test.each(Object.keys(table))('for %s goes out from a file', (name) => {
		const bodies = (['json', 'multipart'] as const).map((form) => written(name, FILE, form));
		expect(bodies.some((body) => 'fields' in body)).toBe(true);
	});

	test.each(['gemini', 'vertex_ai'])(
		'for %s must be there itself: a file or a data URL',
		(name) => {
			const bytes = { bytesBase64Encoded: 'YQ==', mimeType: 'image/png' };
			for (const source of [FILE, { url: DATA }]) {
				expect(written(name, source, 'json')).toMatchObject({ fields: { input_reference: bytes } });
			}
			expect(written(name, URL, 'json')).toEqual({ input: 'firstFrame', way: 'by URL' });
		},
	);

	test.each(['dashscope', 'fal_ai', 'runwayml'])('for %s is a text', (name) => {
		expect(written(name, URL, 'json')).toMatchObject({ fields: { input_reference: URL.url } });
		expect(written(name, FILE, 'json')).toMatchObject({ fields: { input_reference: DATA } });
		expect(written(name, URL, 'multipart')).toHaveProperty('way', 'with Body Format Multipart');
		const fileId = { fileId: 'file-1' };
		expect(written(name, fileId, 'json')).toEqual({ input: 'firstFrame', way: 'by file ID' });
	});

	test('of which nobody knows the provider never goes where one drops it without a word', () => {
		const write = (firstFrame: Media, form: 'json' | 'multipart') =>
			writeInputs(litellm, { prompt: 'a', firstFrame }, form);
		expect(write(URL, 'json')).toMatchObject({ fields: { input_reference: URL.url } });
		expect(write(URL, 'multipart')).toHaveProperty('input', 'firstFrame');
		expect(write(FILE, 'multipart')).toMatchObject({ files: { input_reference: FILE.file } });
		expect(write({ fileId: 'file-1' }, 'json')).toHaveProperty('way', 'by file ID');
	});
});

test.each(['openai', 'azure', 'edenai'])(
	'a reference image for %s goes the way of a first frame, and not beside one',
	(name) => {
		for (const source of [FILE, URL]) {
			for (const form of ['json', 'multipart'] as const) {
				const writing = { ...litellm, ...table[name] };
				const first = writeInputs(writing, { prompt: 'a', firstFrame: source }, form);
				const inputs = { prompt: 'a', referenceImages: [source] };
				const reference = writeInputs(writing, inputs, form);
				expect({ ...reference, input: '' }).toEqual({ ...first, input: '' });
				const both = { ...inputs, firstFrame: source };
				if ('fields' in first) {
					expect(writeInputs(writing, both, form)).toHaveProperty(
						'way',
						'together with a first frame',
					);
				}
			}
		}
	},
);

test('a reference image for nobody knows whom is a text in JSON', () => {
	const inputs = { prompt: 'a', referenceImages: [URL] };
	expect(writeInputs(litellm, inputs, 'json')).toMatchObject({
		fields: { input_reference: URL.url },
	});
	expect(dependsOnProvider(litellm, inputs)).toBe(true);
});

test('a reference image as an object in JSON, which LiteLLM breaks, goes to nobody but Eden AI', () => {
	for (const name of Object.keys(table).filter((one) => one !== 'edenai')) {
		const writing = { ...litellm, ...table[name] };
		const body = writeInputs(writing, { prompt: 'a', referenceImages: [URL] }, 'json');
		expect('fields' in body ? body.fields : {}).not.toHaveProperty('input_reference.image_url');
	}
});

test('several reference images are one list, and one that cannot go refuses them all', () => {
	const minimax = { ...litellm, ...table.minimax };
	const list = [URL, { url: DATA }];
	expect(writeInputs(minimax, { prompt: 'a', referenceImages: list }, 'json')).toMatchObject({
		fields: { input_references: [{ image_url: { url: URL.url } }, { image_url: { url: DATA } }] },
	});
	const referenceImages = [URL, { fileId: 'file-1' }];
	expect(writeInputs(minimax, { prompt: 'a', referenceImages }, 'json')).toEqual({
		input: 'referenceImages',
		way: 'by file ID',
	});
});
