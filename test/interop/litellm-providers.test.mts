import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { fromField, fromUrl, references } from '../engine/support/references.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { hasLiteLlm, startRecordedLiteLlm, type RecordedLiteLlm } from './support/litellm.mts';
import type { RecordedRequest } from './support/recorder.mts';
import { usePeer, type PeerStage } from './support/stage.mts';

// What this node sends through the LiteLLM proxy, as it arrives at each of its providers.

const here = hasLiteLlm();
if (!here) process.stderr.write('LiteLLM is not installed (no Python, or no PyPI): skipped\n');

// Documentation's own address would need a name server: the proxy looks up hosts of images for vLLM.
const URL = 'https://93.184.215.14/first-frame.png';
const size = '1280x720';

/** How a create for each provider arrives: all of them, and an image from a file and by URL. `null`: refused, and nothing was sent. */
interface Arrival {
	plain: unknown;
	file: (image: { base64: string; bytes: number }) => unknown;
	url: unknown;
}

const uploaded = (bytes: number) => [{ field: 'input_reference', mimeType: 'image/png', bytes }];
const dataUrl = (base64: string) => `data:image/png;base64,${base64}`;
const SORA = { prompt: 'a lake', seconds: '4', size };
const veo = {
	instances: [{ prompt: 'a lake' }],
	parameters: { aspectRatio: '16:9', durationSeconds: 4 },
};
const veoFile: Arrival['file'] = ({ base64 }) => ({
	body: { instances: [{ image: { bytesBase64Encoded: base64, mimeType: 'image/png' } }] },
});
const frame = (url: string) => ({
	body: {
		content: [
			{ type: 'text', text: 'a lake' },
			{ type: 'image_url', image_url: { url }, role: 'first_frame' },
		],
	},
});

const ARRIVALS: Record<string, Arrival> = {
	openai: {
		plain: { path: '/openai-own/v1/videos', body: { ...SORA, model: 'sora-2' } },
		file: ({ bytes }) => ({ files: uploaded(bytes) }),
		url: { body: { 'input_reference[image_url]': URL }, files: [] },
	},
	azure: {
		plain: { path: '/azure/openai/v1/videos', body: { ...SORA, model: 'sora-2-pro' } },
		file: ({ bytes }) => ({ files: uploaded(bytes) }),
		url: { body: { 'input_reference[image_url]': URL }, files: [] },
	},
	hosted_vllm: {
		plain: { path: '/vllm/v1/videos', body: SORA },
		file: ({ bytes }) => ({ files: uploaded(bytes) }),
		url: { body: { image_reference: JSON.stringify({ image_url: URL }) }, files: [] },
	},
	edenai: {
		plain: { path: '/edenai/v3/videos', body: { ...SORA, model: 'openai/sora-2' } },
		file: ({ bytes }) => ({ files: uploaded(bytes) }),
		url: { body: { input_reference: { image_url: URL } } },
	},
	gemini: { plain: { body: veo }, file: veoFile, url: null },
	vertex_ai: { plain: { body: veo }, file: veoFile, url: null },
	runwayml: {
		plain: {
			path: '/runway/v1/text_to_video',
			body: { promptText: 'a lake', ratio: '1280:720', duration: 4 },
		},
		file: ({ base64 }) => ({
			path: '/runway/v1/image_to_video',
			body: { promptImage: dataUrl(base64) },
		}),
		url: { path: '/runway/v1/image_to_video', body: { promptImage: URL } },
	},
	fal_ai: {
		plain: { body: { prompt: 'a lake', duration: '4', resolution: '720p', aspect_ratio: '16:9' } },
		file: ({ base64 }) => ({ body: { image_url: dataUrl(base64) } }),
		url: { body: { image_url: URL } },
	},
	minimax: {
		plain: { body: { content: [{ text: 'a lake' }], duration: 4, ratio: '16:9' } },
		file: ({ base64 }) => frame(dataUrl(base64)),
		url: frame(URL),
	},
	volcengine: {
		plain: {
			body: { content: [{ text: 'a lake' }], duration: 4, ratio: '16:9', resolution: '720p' },
		},
		file: ({ base64 }) => frame(dataUrl(base64)),
		url: frame(URL),
	},
	dashscope: {
		plain: { body: { input: { prompt: 'a lake' }, parameters: { duration: 4, ratio: '16:9' } } },
		file: ({ base64 }) => ({
			body: { input: { media: [{ type: 'first_frame', url: dataUrl(base64) }] } },
		}),
		url: { body: { input: { media: [{ type: 'first_frame', url: URL }] } } },
	},
};

const create = (model: string, more: IDataObject = {}): IDataObject => ({
	...{ operation: 'create', prompt: 'a lake', model: byId(model), seconds: '4', size },
	...{ returnWhat: 'job', ...more },
});

(here ? describe : describe.skip)('LiteLLM in front of a recorder', () => {
	const stage: PeerStage<RecordedLiteLlm> = usePeer(startRecordedLiteLlm);
	let image: Buffer;
	let items: INodeExecutionData[];
	beforeAll(async () => {
		image = await picture(1280, 720);
		items = [await binaryItem('data', image, 'a.png', 'image/png')];
	});
	beforeEach(() => stage.server.recorder.take());

	/** The create that arrived, and that alone. */
	async function arrivedOf(parameters: IDataObject): Promise<RecordedRequest> {
		const { json } = await stage.item(parameters, items);
		expect(json).toMatchObject({ id: expect.stringMatching(/^video_/) });
		const arrived = stage.server.recorder.take();
		expect(arrived).toHaveLength(1);
		expect(JSON.stringify(arrived[0].body)).not.toContain('disable_fallbacks');
		return arrived[0];
	}

	/** What the error of a failed create says, and how often the proxy sent it on. */
	async function failureOf(parameters: IDataObject) {
		const { error } = await stage.run(parameters, items);
		const { length } = stage.server.recorder.take();
		return { told: `${error?.message} ${error?.description}`, sent: length };
	}

	describe('real: litellm', () => {
		describe.each(Object.entries(ARRIVALS))('to %s', (provider, { plain, file, url }) => {
			test('create', async () => {
				expect(await arrivedOf(create(provider))).toMatchObject(plain as object);
				const base64 = image.toString('base64');
				const expected = file({ base64, bytes: image.length });
				const fromFile = await arrivedOf(create(provider, references({ firstFrame: fromField() })));
				expect(fromFile).toMatchObject(expected as object);
				const byUrl = create(provider, references({ firstFrame: fromUrl(URL) }));
				if (url !== null) expect(await arrivedOf(byUrl)).toMatchObject(url as object);
				else {
					const { told, sent } = await failureOf(byUrl);
					expect(told).toMatch(/LiteLLM does not take a first frame by URL for a model of \w+/);
					expect(told).toContain('Provider of the Model');
					expect(sent).toBe(0);
				}
			});
		});
	});

	describe('other fields', () => {
		const audio = { generate_audio: false };
		test.each<[string, IDataObject, unknown]>([
			['fal_ai', { seed: 5, audio: false }, { seed: 5, ...audio }],
			['volcengine', { seed: 5, audio: false }, { seed: 5, ...audio }],
			['vertex_ai', { seed: 5, audio: false }, { parameters: { seed: 5, generateAudio: false } }],
			['dashscope', { seed: 5, audio: false }, { parameters: { seed: 5, audio: false } }],
			['gemini', { negativePrompt: 'text' }, { parameters: { negativePrompt: 'text' } }],
			['runwayml', { seed: 5 }, { seed: 5 }],
			[
				'hosted_vllm',
				{ steps: 20, audio: false },
				{ num_inference_steps: '20', generate_sound: 'false' },
			],
		])('arrive at %s under its own names: %j', async (provider, modelSettings, body) => {
			expect(await arrivedOf(create(provider, { modelSettings }))).toMatchObject({ body });
		});

		test.each([
			['gemini', { seed: 5 }, 'Seed'],
			['minimax', { audio: true }, 'Audio'],
			['runwayml', { audio: true }, 'Audio'],
			['fal_ai', { steps: 5 }, 'Steps'],
		])('that %s does not take are refused by name: %j', async (provider, modelSettings, name) => {
			const { told, sent } = await failureOf(create(provider, { modelSettings }));
			expect(told).toContain(`LiteLLM does not take ${name}`);
			expect(sent).toBe(0);
		});

		test('a last frame goes beside the first', async () => {
			const frames = references({ firstFrame: fromUrl(URL), lastFrame: fromField() });
			const arrived = await arrivedOf(create('minimax', frames));
			const { content } = arrived.body as { content: unknown[] };
			expect(content).toMatchObject([
				{ type: 'text' },
				{ role: 'first_frame', image_url: { url: URL } },
				{ role: 'last_frame', image_url: { url: dataUrl(image.toString('base64')) } },
			]);
		});
	});

	describe('where nobody knows whose the model is', () => {
		const fromFile = references({ firstFrame: fromField() });

		test('the error says what to choose, and the choice does it', async () => {
			const { told, sent } = await failureOf(create('mixed', fromFile));
			expect(told).toContain('Nothing was created');
			expect(told).toContain('Provider of the Model');
			expect(sent).toBe(0);
			const options = { provider: 'runwayml' };
			const { body } = await arrivedOf(create('mixed', { ...fromFile, options }));
			expect(JSON.stringify(body)).toContain(dataUrl(image.toString('base64')));
		});

		test('a choice that LiteLLM does not have is refused', async () => {
			const options = { provider: 'vertexai' };
			const { told, sent } = await failureOf(create('mixed', { options }));
			expect(told).toMatch(
				/^Provider of the Model must be one of auto, .*vertex_ai.*, not "vertexai"/,
			);
			expect(sent).toBe(0);
		});

		test('an address goes as a text', async () => {
			const byUrl = references({ firstFrame: fromUrl(URL) });
			expect(JSON.stringify((await arrivedOf(create('mixed', byUrl))).body)).toContain(URL);
		});
	});

	describe('a create that fails', () => {
		const unknown = 'not known whether the server created the video';

		test.each(['fails', 'unreadable'])(
			'at the provider (%s) is sent on once, and its outcome is not known',
			async (model) => {
				const { told, sent } = await failureOf(create(model));
				expect(told).toContain(unknown);
				expect(sent).toBe(1);
			},
		);

		test('is not sent on to a fallback', async () => {
			const { error } = await stage.run(create('limited'), items);
			expect(error?.message).not.toContain(unknown);
			// Nothing was created, so the node tries again.
			const paths = stage.server.recorder.take().map(({ path }) => path);
			expect([...new Set(paths)]).toEqual(['/limited/videos']);
		});

		test('after a fallback all the same, its outcome is not known, and it is not sent again', async () => {
			const extraBody = JSON.stringify({ disable_fallbacks: false });
			const { told, sent } = await failureOf(create('limited', { options: { extraBody } }));
			expect(told).toContain(unknown);
			expect(sent).toBe(2);
		});

		test.each([
			['keyless', {}, 'MiniMax API key is required'],
			['nobody', {}, 'Invalid model name'],
			['minimax', { size: '720p' }, 'has no price for resolution'],
		])('at the proxy (%s) is refused, in its words', async (model, more, words) => {
			const { told, sent } = await failureOf(create(model, more));
			expect(told).toContain(words);
			expect(told).not.toContain(unknown);
			expect(sent).toBe(0);
		});
	});
});
