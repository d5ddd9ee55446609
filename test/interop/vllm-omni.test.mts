import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { fromField, fromFileId, fromUrl, references } from '../engine/support/references.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { hasInferenceServers, startInferenceServer } from './support/inference.mts';
import { listValues } from './support/lists.mts';
import { startPictureHost } from './support/picture-host.mts';
import { formOf, useServed } from './support/served.mts';
import { expectMp4 } from './support/stage.mts';

const WAV = Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0', 'latin1');
const MODEL = 'Wan-AI/Wan2.2-TI2V-5B-Diffusers';

(hasInferenceServers() ? describe : describe.skip)('vLLM-Omni', () => {
	const stage = useServed(async () => await startInferenceServer('vllm-omni'));
	const { jobOf, endedOf, receivedOf, told, ask } = stage;
	const CREATE = { operation: 'create', prompt: 'a lake' };

	describe('real: vllm-omni', () => {
		test('create', async () => {
			const item = await stage.item({ ...CREATE, seconds: '5', size: '1280x720' });
			expect(item.json).toMatchObject({
				id: expect.stringMatching(/^video_gen_\w{32}$/),
				...{ status: 'completed', progress: 100, model: MODEL },
				...{ prompt: 'a lake', seconds: 5, size: '1280x720' },
			});
			expect(await expectMp4(item)).toEqual(await renderClip());
		});

		test('retrieve', async () => {
			const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
			const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
			expect(json).toMatchObject({ id, status: 'in_progress', progress: 0 });
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
			const jobs = [await jobOf(), await jobOf(), await jobOf()];
			const ids = (await stage.run({ operation: 'list', returnAll: true })).items.map(
				({ json }) => json.id,
			);
			expect(ids).toEqual(expect.arrayContaining(jobs.map(({ id }) => id)));
			const { items } = await stage.run({ operation: 'list', limit: 2 });
			expect(items).toHaveLength(2);
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
			const { request, engine } = await receivedOf();
			expect(Object.keys(request)).toEqual(['prompt', 'num_outputs_per_prompt']);
			expect(engine).not.toHaveProperty('num_frames');
		});

		test.each<[string, IDataObject[string], IDataObject, IDataObject]>([
			['negativePrompt', 'text', { negative_prompt: 'text' }, { negative_prompt: 'text' }],
			['seed', 0, { seed: 0 }, { seed: 0 }],
			['frames', 49, { num_frames: 49 }, { num_frames: 49 }],
			['framesPerSecond', 16, { fps: 16 }, { fps: 16 }],
			['steps', 20, { num_inference_steps: 20 }, { num_inference_steps: 20 }],
			['guidance', 3.5, { guidance_scale: 3.5 }, { guidance_scale: 3.5 }],
			...[true, false].map((sound): [string, boolean, IDataObject, IDataObject] => [
				...(['audio', sound] as const),
				{ generate_sound: sound },
				{ extra_args: { generate_sound: sound } },
			]),
		])('of %s %j', async (name, value, fields, asked) => {
			const { request, engine } = await receivedOf({ modelSettings: { [name]: value } });
			expect(request).toEqual({
				...{ prompt: request.prompt, num_outputs_per_prompt: 1 },
				...fields,
			});
			expect(engine).toMatchObject(asked);
		});

		test('of length and size', async () => {
			const { request, engine } = await receivedOf({ seconds: '5', size: '480x832' });
			expect(request).toMatchObject({ seconds: '5', size: '480x832' });
			expect(engine).toMatchObject({ num_frames: 120, width: 480, height: 832 });
		});

		test('of frames beside a length: the frames win', async () => {
			const { engine } = await receivedOf({ seconds: '5', modelSettings: { frames: 49 } });
			expect(engine).toMatchObject({ num_frames: 49 });
		});

		test("of the server's own model's name", async () => {
			expect((await receivedOf({ model: byId(MODEL) })).request).toMatchObject({ model: MODEL });
		});

		test('of extra fields, nested ones too', async () => {
			const extraBody = { guidance_scale_2: 2.5, extra_params: { shift: 3, tags: ['a'] } };
			const { request, engine } = await receivedOf({ options: { extraBody } });
			expect(request).toMatchObject(extraBody);
			expect(engine).toMatchObject({ extra_args: extraBody.extra_params, guidance_scale_2: 2.5 });
		});
	});

	describe('its reference image', () => {
		const imageOf = async (width: number, height: number) =>
			await binaryItem('data', await picture(width, height), 'a.png', 'image/png');

		test('from a file, which it scales to the size of the video', async () => {
			const image = await imageOf(416, 240);
			const binary = references({ firstFrame: fromField() });
			expect((await receivedOf(binary, [image])).engine.image).toEqual([416, 240]);
			const { engine } = await receivedOf({ ...binary, size: '832x480' }, [image]);
			expect(engine.image).toEqual([832, 480]);
		});

		test('of another shape: told before it is stretched, or sent anyway', async () => {
			const image = await imageOf(320, 240);
			const binary = { ...references({ firstFrame: fromField() }), size: '832x480' };
			const { error } = await stage.run({ ...CREATE, ...binary }, [image]);
			expect(error?.message).toContain('Image 1 (First Frame) is 320x240');
			const { engine } = await receivedOf({ ...binary, options: { referenceMismatch: 'send' } }, [
				image,
			]);
			expect(engine.image).toEqual([832, 480]);
		});

		test('from a URL', async () => {
			const host = await startPictureHost(await picture(320, 240));
			const { request, engine } = await receivedOf(references({ firstFrame: fromUrl(host.url) }));
			await host.stop();
			expect(request.image_reference).toEqual({ image_url: host.url });
			expect(engine.image).toEqual([320, 240]);
		});

		test('from a data URL', async () => {
			const data = `data:image/png;base64,${(await picture(64, 32)).toString('base64')}`;
			const { engine } = await receivedOf(references({ firstFrame: fromUrl(data) }));
			expect(engine.image).toEqual([64, 32]);
		});

		test.each([
			[references({ firstFrame: fromFileId('file-1') }), 'file_id is not supported yet'],
			[references({ firstFrame: fromUrl('http://127.0.0.1:1/a.png') }), 'failed to download image'],
		])('from %j: refused in its words', async (reference, words) => {
			expect(await told({ ...CREATE, ...reference })).toContain(words);
		});

		test('a last frame without a first one is refused unsent', async () => {
			const last = references({ lastFrame: fromUrl('https://example.com/last.png') });
			expect(await told({ ...CREATE, ...last })).toContain(
				'does not take a last frame without a first frame',
			);
		});
	});

	// POST /v1/videos/sync
	describe('a create in one request', () => {
		const inOne = (more: IDataObject = {}) => ({
			...CREATE,
			...more,
			options: { oneRequest: true },
		});

		test('gives the file, without a job', async () => {
			const prompt = 'a film without a job';
			const item = await stage.item(inOne({ prompt, seconds: '4', size: '720x1280' }));
			expect(item.json).toMatchObject({ status: 'completed' });
			expect(item.json).not.toHaveProperty('id');
			expect(await expectMp4(item)).toEqual(await renderClip());
			const { data } = (await ask('GET', '/videos')).json as { data: IDataObject[] };
			expect(data.filter((job) => job.prompt === prompt)).toEqual([]);
		});

		test('sends what a create sends', async () => {
			const prompt = 'in one request';
			const image = await binaryItem('data', await picture(64, 32), 'a.png', 'image/png');
			const first = references({ firstFrame: fromField() });
			const parameters = { ...inOne({ prompt, seconds: '5' }), ...first };
			await stage.item(parameters, [image]);
			const { request, engine } = await stage.receivedAs(prompt);
			expect(request).toMatchObject({ prompt, seconds: '5' });
			expect(engine).toMatchObject({ num_frames: 120, image: [64, 32] });
		});

		test('ends with the reason of a refusal', async () => {
			const words = await told(inOne({ prompt: 'a forbidden film' }));
			expect(words).toMatch(/HTTP 400\): Guardrail: the prompt was refused/);
		});
	});

	describe('its errors', () => {
		test('a JSON body is not seen at all', async () => {
			const options = { bodyFormat: 'json' };
			expect(await told({ ...CREATE, options })).toMatch(/HTTP 400.*Field required.*Body Format/s);
		});

		test('a length with a fraction is refused unsent, as the server would', async () => {
			expect(await told({ ...CREATE, seconds: '4.5' })).toContain('Seconds with a fraction');
			const { status, json } = await ask(
				'POST',
				'/videos',
				formOf({ prompt: 'x', seconds: '4.5' }),
			);
			expect([status, json.error]).toMatchObject([400, { param: 'body.seconds' }]);
		});

		test('a value out of range is told with its field', async () => {
			const modelSettings = { steps: 201 };
			expect(await told({ ...CREATE, modelSettings })).toMatch(
				/HTTP 400.*num_inference_steps.*less than or equal to 200/s,
			);
		});

		test('another model than the one that runs', async () => {
			expect(await told({ ...CREATE, model: byId('nobody') })).toContain(
				`request specifies 'nobody' but server is running '${MODEL}'`,
			);
		});

		test('a wrong key', async () => {
			expect(await told({ operation: 'list' }, { apiKey: 'sk-wrong' })).toMatch(
				/HTTP 401.*Unauthorized.*Check the API key/s,
			);
		});

		test.each(['retrieve', 'waitForCompletion', 'download', 'delete'])(
			'%s of an unknown id',
			async (operation) => {
				expect(await told({ operation, video: byId('video_gen_nobody') })).toContain(
					'video_gen_nobody was not found on the server (HTTP 404)',
				);
			},
		);

		test('a download before the end', async () => {
			const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
			expect((await ask('GET', `/videos/${id}/content`)).status).toBe(404);
			expect(await told({ operation: 'download', video: byId(String(id)) })).toContain(
				'is not finished yet',
			);
		});

		test('remix is refused unsent', async () => {
			const remix = { operation: 'remix', video: byId('x'), prompt: 'at night' };
			expect(await told(remix)).toContain('vLLM-Omni does not offer Remix');
		});
	});

	// It answers a retrieve of a failed job with the error's own status (500, or 400 of a guardrail), and the job as the body.
	describe('a job that failed', () => {
		const failing = { prompt: 'a film that fails' };
		const forbidden = { prompt: 'a forbidden film' };

		test('is told with a status of 400 or 500', async () => {
			const answers = [await endedOf(failing), await endedOf(forbidden)].map(
				async ({ value }) => await ask('GET', `/videos/${value}`),
			);
			expect(await Promise.all(answers)).toMatchObject([
				{ status: 500, json: { status: 'failed', error: { message: 'CUDA out of memory' } } },
				{
					status: 400,
					json: { status: 'failed', error: { message: 'Guardrail: the prompt was refused' } },
				},
			]);
		});

		test('is in the list, with its error', async () => {
			const { value: id } = await endedOf(failing);
			const filters = { status: 'failed' };
			const { items } = await stage.run({ operation: 'list', returnAll: true, filters });
			expect(items.find(({ json }) => json.id === id)?.json).toMatchObject({
				status: 'failed',
				error: { message: 'CUDA out of memory' },
			});
		});

		test('has no file', async () => {
			const video = await endedOf(failing);
			expect((await ask('GET', `/videos/${video.value}/content`)).status).toBe(422);
			expect(await told({ operation: 'download', video })).toContain('CUDA out of memory');
		});

		const briefly = { options: { timeout: 0.05 } };

		test.each([
			[failing, /failed: CUDA out of memory/],
			[forbidden, /failed: Guardrail: the prompt was refused/],
		])('ends the wait of create: %j', async (prompt, words) => {
			expect(await told({ ...CREATE, ...briefly, ...prompt })).toMatch(words);
		});

		test.each([failing, forbidden])('ends waitForCompletion: %j', async (prompt) => {
			const options = { ...briefly.options, onFailure: 'return' };
			const video = await endedOf(prompt);
			const item = await stage.item({ operation: 'waitForCompletion', video, options });
			expect(item.json).toMatchObject({ id: video.value, status: 'failed' });
		});

		test.each([failing, forbidden])('can be retrieved: %j', async (prompt) => {
			const video = await endedOf(prompt);
			const item = await stage.item({ operation: 'retrieve', video });
			expect(item.json).toMatchObject({ id: video.value, status: 'failed' });
		});

		test('can be deleted', async () => {
			const video = await endedOf(failing);
			const { json } = await stage.item({ operation: 'delete', video });
			expect(json).toEqual({ id: video.value, deleted: true });
		});
	});

	test('a finished job in its list is the same as alone', async () => {
		const video = await endedOf();
		const { items } = await stage.run({
			operation: 'list',
			returnAll: true,
			options: { simplify: false },
		});
		const alone = await stage.item({ operation: 'retrieve', video, options: { simplify: false } });
		expect(items.find(({ json }) => json.id === video.value)?.json).toEqual(alone.json);
	});

	describe('its list', () => {
		test('of more than a page', async () => {
			const made = Array.from({ length: 105 }, async () => {
				const fields = { prompt: 'it takes 0 seconds' };
				return (await ask('POST', '/videos', formOf(fields))).json.id;
			});
			const ids = await Promise.all(made);
			const { items, error } = await stage.run({ operation: 'list', returnAll: true });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.id)).toEqual(expect.arrayContaining(ids));
		});

		test('after an unknown id is empty', async () => {
			const filters = { after: 'video_gen_nobody' };
			const { items, error } = await stage.run({ operation: 'list', filters });
			expect([items, error]).toEqual([[], undefined]);
		});

		test('of its models', async () => {
			expect(await listValues(stage.server, 'searchModels')).toEqual([MODEL]);
		});
	});

	test('a delete ends a job that renders', async () => {
		const { id } = await jobOf({ prompt: 'it takes 60 seconds' });
		const { json } = await stage.item({ operation: 'delete', video: byId(String(id)) });
		expect(json).toEqual({ id, deleted: true });
		expect((await ask('GET', `/videos/${id}`)).status).toBe(404);
	});

	// It ignores the variant.
	test('a thumbnail that is the mp4 is not taken for one', async () => {
		const video = await endedOf();
		expect(await told({ operation: 'download', video, variant: 'thumbnail' })).toContain(
			`The server has no thumbnail of the video ${video.value}`,
		);
	});
});

(hasInferenceServers() ? describe : describe.skip)(
	'vLLM-Omni with a model of several references',
	() => {
		const stage = useServed(
			async () => await startInferenceServer('vllm-omni', { TAKES_SEVERAL: '1' }),
		);
		const { receivedOf } = stage;

		/** An item with two images, a video and a sound. */
		async function itemOf(): Promise<INodeExecutionData> {
			const files = [
				await binaryItem('first', await picture(320, 240), 'first.png', 'image/png'),
				await binaryItem('last', await picture(160, 120), 'last.png', 'image/png'),
				await binaryItem('clip', await renderClip(), 'clip.mp4', 'video/mp4'),
				await binaryItem('voice', WAV, 'voice.wav', 'audio/wav'),
			];
			return { json: {}, binary: Object.assign({}, ...files.map(({ binary }) => binary)) };
		}

		test('first and last frame from files, in this order', async () => {
			const frames = references({ firstFrame: fromField('first'), lastFrame: fromField('last') });
			const { request, engine } = await receivedOf(frames, [await itemOf()]);
			expect(request).not.toHaveProperty('image_reference');
			expect(engine.image).toEqual([
				[320, 240],
				[160, 120],
			]);
		});

		test('first and last frame from URLs', async () => {
			const host = await startPictureHost(await picture(320, 240));
			const frames = references({ firstFrame: fromUrl(host.url), lastFrame: fromUrl(host.url) });
			const { request, engine } = await receivedOf(frames).finally(async () => await host.stop());
			const image = { image_url: host.url };
			expect(request.image_reference).toEqual([image, image]);
			expect(engine.image).toEqual([
				[320, 240],
				[320, 240],
			]);
		});

		test('images, a video and a sound from files', async () => {
			const given = references({
				images: [fromField('last'), fromField('first')],
				videos: [fromField('clip')],
				audio: [fromField('voice')],
			});
			const { engine } = await receivedOf(given, [await itemOf()]);
			expect(engine.image).toEqual([
				[160, 120],
				[320, 240],
			]);
			expect(engine).toMatchObject({
				video: [expect.stringMatching(/\.mp4$/)],
				audio: expect.stringMatching(/\.wav$/),
			});
		});

		test('an image from a file and one from a URL: refused in its words', async () => {
			const given = references({
				images: [fromField('first'), fromUrl('https://example.com/a.png')],
			});
			const parameters = { operation: 'create', prompt: 'a lake', ...given };
			const { error } = await stage.run(parameters, [await itemOf()]);
			expect(error?.message).toContain('Provide input_references alone');
		});
	},
);
