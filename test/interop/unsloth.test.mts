import type { IDataObject } from 'n8n-workflow';
import { INPUT_NAMES, type CreateInputs } from '../../protocol/dialects/inputs';
import { unsloth } from '../../protocol/dialects/servers/unsloth';
import { writeInputs } from '../../protocol/dialects/write';
import { binaryItem } from '../engine/support/binary.mts';
import { fromField, fromFileId, fromUrl, references } from '../engine/support/references.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { hasInferenceServers, startInferenceServer } from './support/inference.mts';
import { listValues } from './support/lists.mts';
import { formOf, useServed } from './support/served.mts';
import { expectMp4 } from './support/stage.mts';

const MODEL = 'Lightricks/LTX-2';

/** A second of silence as WAV. */
function silence(): Buffer {
	const samples = 16_000;
	const wav = Buffer.alloc(44 + 2 * samples);
	wav.write('RIFF', 0);
	wav.writeUInt32LE(36 + 2 * samples, 4);
	wav.write('WAVEfmt ', 8);
	wav.writeUInt32LE(16, 16);
	wav.writeUInt16LE(1, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(samples, 24);
	wav.writeUInt32LE(2 * samples, 28);
	wav.writeUInt16LE(2, 32);
	wav.writeUInt16LE(16, 34);
	wav.write('data', 36);
	wav.writeUInt32LE(2 * samples, 40);
	return wav;
}

(hasInferenceServers() ? describe : describe.skip)('Unsloth Studio', () => {
	const stage = useServed(async () => await startInferenceServer('unsloth'));
	const { jobOf, endedOf, receivedOf, told, ask } = stage;
	const CREATE = { operation: 'create', prompt: 'a lake' };

	/** Loads another model: a family of Unsloth's, and what it is loaded for. */
	async function load(family: string): Promise<void> {
		const url = new URL(`/resident/${family}`, stage.server.baseUrl);
		expect((await fetch(url, { method: 'POST' })).status).toBe(200);
	}

	// One job at a time.
	afterEach(async () => {
		const { data } = (await ask('GET', '/videos?limit=100')).json as { data: IDataObject[] };
		const running = data.filter(({ status }) => !/completed|failed/.test(String(status)));
		for (const { id } of running) await ask('DELETE', `/videos/${String(id)}`);
	});

	describe('real: unsloth', () => {
		test('create', async () => {
			const modelSettings = { seed: 7, steps: 20, guidance: 3.5 };
			const size = '768x512';
			const item = await stage.item({ ...CREATE, seconds: '4', size, modelSettings });
			expect(item.json).toMatchObject({
				id: expect.stringMatching(/^video_\w{32}$/),
				...{ status: 'completed', progress: 100, model: MODEL, prompt: 'a lake' },
				// Rounded to the model's steps of 8 frames.
				...{ seconds: 4.04, size, seed: 7 },
			});
			expect(await expectMp4(item)).toEqual(await renderClip());
		});

		test('retrieve', async () => {
			const { id } = await jobOf({ prompt: 'it takes 5 seconds' });
			const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
			expect(json).toMatchObject({ id, status: expect.stringMatching(/queued|in_progress/) });
		});

		test('waitForCompletion', async () => {
			const { id } = await jobOf();
			const video = byId(String(id));
			const item = await stage.item({ operation: 'waitForCompletion', video });
			expect(item.json).toMatchObject({ id, status: 'completed', progress: 100 });
			await expectMp4(item);
		});

		test('download', async () => {
			const video = await endedOf();
			const item = await stage.item({ operation: 'download', video });
			expect(item.binary?.data.fileName).toBe(`${video.value}.mp4`);
			expect(await expectMp4(item)).toEqual(await renderClip());
		});

		test('list', async () => {
			const made = [await endedOf(), await endedOf(), await endedOf()];
			const { items } = await stage.run({ operation: 'list', returnAll: true });
			const ids = items.map(({ json }) => json.id);
			expect(ids).toEqual(expect.arrayContaining(made.map(({ value }) => value)));
			expect((await stage.run({ operation: 'list', limit: 2 })).items).toHaveLength(2);
		});

		test('delete', async () => {
			const video = await endedOf();
			const { json } = await stage.item({ operation: 'delete', video });
			expect(json).toEqual({ id: video.value, deleted: true });
			expect((await ask('GET', `/videos/${video.value}`)).status).toBe(404);
		});
	});

	describe('what its request model and its engine get', () => {
		test('of a prompt alone: nothing else', async () => {
			expect(Object.keys((await receivedOf()).request)).toEqual(['prompt']);
		});

		test.each<[string, IDataObject[string], IDataObject, IDataObject]>([
			['negativePrompt', 'text', { negative_prompt: 'text' }, { negative_prompt: 'text' }],
			['seed', 0, { seed: 0 }, { seed: 0 }],
			['frames', 49, { num_frames: 49 }, { num_frames: 49 }],
			['framesPerSecond', 16, { fps: 16 }, { fps: 16 }],
			['steps', 20, { steps: 20 }, { steps: 20 }],
			['guidance', 3.5, { guidance: 3.5 }, { guidance: 3.5 }],
		])('of %s %j', async (name, value, fields, asked) => {
			const { request, engine } = await receivedOf({ modelSettings: { [name]: value } });
			expect(request).toEqual({ prompt: request.prompt, ...fields });
			expect(engine).toMatchObject(asked);
		});

		test('of length and size', async () => {
			const { request, engine } = await receivedOf({ seconds: '2.5', size: '512x768' });
			expect(request).toMatchObject({ seconds: '2.5', size: '512x768' });
			expect(engine).toMatchObject({ num_frames: 57, width: 512, height: 768 });
		});

		test("of the loaded model's name", async () => {
			expect((await receivedOf({ model: byId(MODEL) })).request).toMatchObject({ model: MODEL });
		});
	});

	describe('its images', () => {
		const imageOf = async (width: number, height: number) =>
			await binaryItem('data', await picture(width, height), 'a.png', 'image/png');

		test('a first frame from a file decides the size', async () => {
			const { engine } = await receivedOf(references({ firstFrame: fromField() }), [
				await imageOf(832, 480),
			]);
			expect(engine).toMatchObject({ width: 1216, height: 704, first_frame: [1216, 704] });
		});

		test.each(['multipart', 'json'])('a first frame from a data URL, as %s', async (bodyFormat) => {
			const url = `data:image/png;base64,${(await picture(64, 64)).toString('base64')}`;
			const first = references({ firstFrame: fromUrl(url) });
			const { engine } = await receivedOf({ ...first, options: { bodyFormat } });
			expect(engine.first_frame).toEqual([engine.width, engine.height]);
		});

		test('a last frame, of a model that takes one', async () => {
			const last = references({ lastFrame: fromField() });
			const image = await imageOf(1344, 768);
			const { error } = await stage.run({ ...CREATE, ...last }, [image]);
			expect(error?.message).toContain('takes no last frame');
			await load('minimax-h3/fl2va');
			const { engine } = await receivedOf(last, [image]);
			await load('ltx-2');
			expect(engine).toMatchObject({ first_frame: null, last_frame: [1344, 768] });
		});

		test.each(['multipart', 'json'])(
			'nine reference images and three sounds, as %s',
			async (bodyFormat) => {
				const numbers = Array.from({ length: 9 }, (_, index) => index);
				const files = await Promise.all([
					...numbers.map(async (index) => {
						const image = await picture(320 + 32 * index, 320);
						return await binaryItem(`image${index}`, image, `${index}.png`, 'image/png');
					}),
					binaryItem('sound', silence(), 'a.wav', 'audio/wav'),
				]);
				const item = { json: {}, binary: Object.assign({}, ...files.map(({ binary }) => binary)) };
				const images = numbers.map((index) => fromField(`image${index}`));
				const audio = [1, 2, 3].map(() => fromField('sound'));
				await load('minimax-h3/ref2va');
				const given = { ...references({ images, audio }), options: { bodyFormat } };
				const { engine } = await receivedOf(given, [item]);
				await load('ltx-2');
				expect(engine).toMatchObject({ reference_audios: 3 });
				const widths = (engine.reference_images as number[][]).map(([width]) => width);
				expect(widths).toEqual(numbers.map((index) => 320 + 32 * index));
			},
		);

		test.each([
			[references({ firstFrame: fromUrl('http://127.0.0.1:1/a.png') }), 'by URL'],
			[references({ firstFrame: fromFileId('file-1') }), 'by file ID'],
		])('from %j: refused unsent, as the server would', async (reference, words) => {
			expect(await told({ ...CREATE, ...reference })).toContain(
				`Unsloth Studio does not take ${INPUT_NAMES.firstFrame} ${words}`,
			);
			const sent = Object.fromEntries([
				['prompt', 'x'],
				words === 'by URL'
					? ['input_reference', 'http://127.0.0.1:1/a.png']
					: ['input_reference[file_id]', 'file-1'],
			]) as Record<string, string>;
			const { status, json } = await ask('POST', '/videos', formOf(sent));
			expect([status, json.error]).toMatchObject([400, { param: 'input_reference' }]);
		});

		test.each<[Partial<CreateInputs>, string, string]>([
			[{ seconds: '4', frames: 97 }, 'frames', 'together with Seconds'],
			[
				{ firstFrame: { url: 'data:,' }, referenceImages: [{ url: 'data:,' }] },
				...(['referenceImages', `together with ${INPUT_NAMES.firstFrame}`] as const),
			],
			[
				{ lastFrame: { url: 'data:,' }, referenceImages: [{ url: 'data:,' }] },
				...(['referenceImages', `together with ${INPUT_NAMES.lastFrame}`] as const),
			],
			[
				{ referenceImages: Array.from({ length: 10 }, () => ({ url: 'data:,' })) },
				...(['referenceImages', 'beyond the first 9'] as const),
			],
		])('%j is refused by name', (inputs, input, way) => {
			expect(writeInputs(unsloth, { prompt: 'a', ...inputs }, 'multipart')).toEqual({ input, way });
		});
	});

	describe('its errors', () => {
		test('a length and frames: refused unsent, as the server would', async () => {
			const words = await told({ ...CREATE, seconds: '4', modelSettings: { frames: 97 } });
			expect(words).toContain('Unsloth Studio does not take Frames together with Seconds');
			const fields = { prompt: 'x', seconds: '4', num_frames: '97' };
			const { status, json } = await ask('POST', '/videos', formOf(fields));
			expect([status, json.error]).toMatchObject([
				400,
				{ message: expect.stringContaining('seconds or num_frames, not both') },
			]);
		});

		test('names of other servers are dropped without a word', async () => {
			const fields = { prompt: 'other names, takes 0 seconds', num_inference_steps: '20' };
			expect((await ask('POST', '/videos', formOf(fields))).status).toBe(200);
			const { request } = await stage.receivedAs(fields.prompt);
			expect(request).toEqual({ prompt: fields.prompt });
		});

		test.each([
			[{ size: '100x5000' }, 'size'],
			[{ seconds: '500' }, 'seconds'],
			[{ modelSettings: { steps: 101 } }, 'steps'],
			[{ modelSettings: { guidance: 20.5 } }, 'guidance'],
		])('the error for %j names its field', async (fields, name) => {
			expect(await told({ ...CREATE, ...fields })).toMatch(
				new RegExp(`HTTP 400.*${name}.*Nothing was created`, 's'),
			);
		});

		test('a wrong key', async () => {
			expect(await told({ operation: 'list' }, { apiKey: 'sk-wrong' })).toMatch(
				/HTTP 401.*Check the API key/s,
			);
		});

		test.each(['retrieve', 'waitForCompletion', 'download', 'delete'])(
			'%s of an unknown id',
			async (operation) => {
				expect(await told({ operation, video: byId('video_nobody') })).toContain(
					'video_nobody was not found on the server (HTTP 404)',
				);
			},
		);

		test('a download before the end', async () => {
			const { id } = await jobOf({ prompt: 'it takes 5 seconds' });
			const { status, json } = await ask('GET', `/videos/${String(id)}/content`);
			expect([status, json.error]).toMatchObject([400, { code: 'video_not_ready' }]);
			expect(await told({ operation: 'download', video: byId(String(id)) })).toContain(
				'is not finished yet',
			);
		});

		test('a list after an unknown id', async () => {
			const filters = { after: 'video_nobody' };
			expect(await told({ operation: 'list', filters })).toMatch(
				/HTTP 400.*No video found with id 'video_nobody'/s,
			);
		});

		test('remix is refused unsent', async () => {
			const remix = { operation: 'remix', video: byId('x'), prompt: 'at night' };
			expect(await told(remix)).toContain('Unsloth Studio does not offer Remix');
		});

		test('a job that failed ends the wait with its reason', async () => {
			expect(await told({ ...CREATE, prompt: 'a film that fails' })).toMatch(
				/failed: CUDA out of memory/,
			);
		});
	});

	test('while it renders it refuses with 409, and the node waits for its turn', async () => {
		await jobOf({ prompt: 'it takes 2 seconds' });
		const { status, json } = await ask('POST', '/videos', formOf({ prompt: 'x' }));
		expect([status, json.error]).toMatchObject([
			409,
			{ message: 'A video generation is already in progress.' },
		]);
		const items = [1, 2, 3].map((number) => ({ json: { number } }));
		const prompt = '={{ "film " + $json.number + ", takes 0 seconds" }}';
		const output = await stage.run({ ...CREATE, prompt }, items);
		expect(output.error).toBeUndefined();
		const prompts = output.items.map((item) => item.json.prompt);
		expect(prompts).toEqual([1, 2, 3].map((number) => `film ${number}, takes 0 seconds`));
	});

	test('a delete ends a job that renders', async () => {
		const { id } = await jobOf({ prompt: 'it takes 60 seconds' });
		const { json } = await stage.item({ operation: 'delete', video: byId(String(id)) });
		expect(json).toEqual({ id, deleted: true });
		expect((await ask('GET', `/videos/${String(id)}`)).status).toBe(404);
	});

	test('a thumbnail comes as WebP; of a sprite sheet a message says that there is none', async () => {
		const video = await endedOf();
		const item = await stage.item({ operation: 'download', video, variant: 'thumbnail' });
		expect(item.binary?.data.mimeType).toBe('image/webp');
		expect(await told({ operation: 'download', video, variant: 'spritesheet' })).toContain(
			`The server has no sprite sheet of the video ${video.value}`,
		);
	});

	test('the list of its models', async () => {
		expect(await listValues(stage.server, 'searchModels')).toEqual([MODEL]);
	});
});
