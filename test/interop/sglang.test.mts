import type { IDataObject } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { fromField, fromFileId, fromUrl, references } from '../engine/support/references.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { startFileHost, type FileHost } from './support/file-host.mts';
import { hasInferenceServers, startInferenceServer } from './support/inference.mts';
import { listValues } from './support/lists.mts';
import { startPictureHost } from './support/picture-host.mts';
import { formOf, useServed } from './support/served.mts';
import { expectMp4, usePeer } from './support/stage.mts';

const MODEL = 'Wan-AI/Wan2.2-TI2V-5B-Diffusers';

const here = hasInferenceServers();

(here ? describe : describe.skip)('SGLang', () => {
	const stage = useServed(async () => await startInferenceServer('sglang'));
	const { jobOf, endedOf, receivedOf, told, ask } = stage;
	const CREATE = { operation: 'create', prompt: 'a lake' };

	describe('real: sglang', () => {
		test('create', async () => {
			const item = await stage.item({ ...CREATE, seconds: '5', size: '1280x720' });
			expect(item.json).toMatchObject({
				id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
				...{ status: 'completed', progress: 100, model: MODEL },
				...{ seconds: 5, size: '1280x720' },
			});
			expect(await expectMp4(item)).toEqual(await renderClip());
		});

		test('retrieve', async () => {
			const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
			const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
			expect(json).toMatchObject({ id, status: 'in_progress' });
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

	describe.each(['json', 'multipart'])(
		'what its request model and its engine get of %s',
		(form) => {
			const options = { bodyFormat: form };

			test.each<[string, IDataObject[string], IDataObject, IDataObject?]>([
				['negativePrompt', 'text', { negative_prompt: 'text' }],
				['seed', 0, { seed: 0 }],
				['frames', 49, { num_frames: 49 }],
				['framesPerSecond', 16, { fps: 16 }, { fps: 16, num_frames: 65 }],
				['steps', 20, { num_inference_steps: 20 }],
				['guidance', 3.5, { guidance_scale: 3.5 }],
				['count', 2, { n: 2 }, { num_outputs_per_prompt: 2 }],
			])('of %s %j', async (name, value, fields, asked = fields) => {
				const { request, engine } = await receivedOf({ options, modelSettings: { [name]: value } });
				expect(request).toMatchObject(fields);
				expect(engine).toMatchObject(asked);
			});

			test('of length and size', async () => {
				const { request, engine } = await receivedOf({ seconds: '5', size: '704x1280', options });
				expect(request).toMatchObject({ seconds: 5, size: '704x1280' });
				// One more than 5 s * 24: its model wants 4 n + 1.
				expect(engine).toMatchObject({ num_frames: 121, width: 704, height: 1280 });
			});

			test('of frames beside a length: the frames win', async () => {
				const { engine } = await receivedOf({
					seconds: '5',
					modelSettings: { frames: 49 },
					options,
				});
				expect(engine).toMatchObject({ num_frames: 49 });
			});

			test("of the server's own model's name", async () => {
				const { request } = await receivedOf({ model: byId(MODEL), options });
				expect(request).toMatchObject({ model: MODEL });
			});

			test('of extra fields, nested ones too', async () => {
				const extraBody = { guidance_scale_2: 2.5, diffusers_kwargs: { clip_skip: 2 } };
				const { request } = await receivedOf({ options: { ...options, extraBody } });
				expect(request).toMatchObject(extraBody);
			});

			test('of a reference image from a URL, which it fetches', async () => {
				const host = await startPictureHost(await picture(320, 240));
				const url = references({ firstFrame: fromUrl(host.url) });
				const { engine } = await receivedOf({ ...url, options });
				await host.stop();
				expect(engine.image).toEqual([320, 240]);
			});

			test('of a reference image from a data URL', async () => {
				const data = `data:image/png;base64,${(await picture(64, 32)).toString('base64')}`;
				const url = references({ firstFrame: fromUrl(data) });
				const { engine } = await receivedOf({ ...url, options });
				expect(engine.image).toEqual([64, 32]);
			});
		},
	);

	test('of a prompt alone its request model gets nothing else', async () => {
		const { request } = await receivedOf();
		// The server itself adds where the file goes.
		expect(Object.keys(request)).toEqual(['prompt', 'output_path']);
	});

	test('a reference image from a file goes as multipart', async () => {
		const image = await binaryItem('data', await picture(320, 240), 'a.png', 'image/png');
		const binary = { ...references({ firstFrame: fromField() }), seconds: '5' };
		const { request, engine } = await receivedOf(binary, [image]);
		expect(request).toMatchObject({ seconds: 5 });
		expect(engine.image).toEqual([320, 240]);
	});

	test('one image in the role of a reference, and a video, from files', async () => {
		const image = await binaryItem('data', await picture(320, 240), 'a.png', 'image/png');
		const clip = await binaryItem('clip', await renderClip(), 'a.mp4', 'video/mp4');
		const item = { json: {}, binary: { ...image.binary, ...clip.binary } };
		const given = references({ images: [fromField()], videos: [fromField('clip')] });
		const { request, engine } = await receivedOf(given, [item]);
		expect(request.video_path).toMatch(/\.mp4$/);
		expect(engine.image).toEqual([320, 240]);
	});

	test('a video from a URL', async () => {
		const video = 'https://example.com/a.mp4';
		const { request } = await receivedOf(references({ videos: [fromUrl(video)] }));
		expect(request).toMatchObject({ video_url: video, video_path: video });
	});

	describe('its errors', () => {
		test.each([
			[
				{ modelSettings: { frames: 49 }, options: { extraBody: { seconds: 'four' } } },
				/HTTP 400.*seconds.*integer/s,
			],
			[
				{ options: { bodyFormat: 'multipart', extraBody: { seconds: 'four' } } },
				/HTTP 422.*seconds.*integer/s,
			],
			[{ options: { extraBody: { size: 'wide' } } }, /size must be formatted as positive WIDTHxH/],
			[{ options: { extraBody: { seed: -1 } } }, /seed must be a non-negative int/],
			[
				references({ firstFrame: fromUrl('http://127.0.0.1:1/a.png') }),
				/Failed to download image from URL/,
			],
		])('%j: in its words', async (parameters, words) => {
			expect(await told({ ...CREATE, ...parameters })).toMatch(words);
		});

		test.each([
			[{ seconds: '4.5' }, 'Seconds with a fraction'],
			[{ modelSettings: { audio: true } }, 'Audio'],
			[references({ lastFrame: fromUrl('https://example.com/last.png') }), 'a last frame'],
			[references({ firstFrame: fromFileId('file-1') }), 'a first frame by file ID'],
		])('%j is refused unsent', async (parameters, words) => {
			expect(await told({ ...CREATE, ...parameters })).toContain(`does not take ${words}`);
		});

		test.each(['retrieve', 'waitForCompletion', 'download', 'delete'])(
			'%s of an unknown id',
			async (operation) => {
				expect(await told({ operation, video: byId('nobody') })).toContain(
					'nobody was not found on the server (HTTP 404)',
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

		test('a job that failed', async () => {
			const failing = { prompt: 'a film that fails' };
			const words = 'failed: Model generation failed. Error from scheduler: CUDA out of memory';
			expect(await told({ ...CREATE, ...failing })).toContain(words);
			const video = await endedOf(failing);
			const { json } = await stage.item({ operation: 'retrieve', video });
			expect(json).toMatchObject({
				status: 'failed',
				error: { message: expect.stringContaining('CUDA out of memory') },
			});
			expect((await ask('GET', `/videos/${video.value}/content`)).status).toBe(404);
			expect(await told({ operation: 'download', video })).toContain(words);
		});

		// Variants are numbers there, of the videos of one job.
		test('a thumbnail, which it does not have', async () => {
			const video = await endedOf();
			expect(await told({ operation: 'download', video, variant: 'thumbnail' })).toContain(
				'Video variant thumbnail not found',
			);
			expect((await ask('GET', `/videos/${video.value}/content?variant=video`)).status).toBe(404);
		});

		test('remix is refused unsent', async () => {
			const remix = { operation: 'remix', video: byId('x'), prompt: 'at night' };
			expect(await told(remix)).toContain('SGLang does not offer Remix');
		});

		test('it has no way to cancel', async () => {
			const { id } = await jobOf();
			expect((await ask('POST', `/videos/${id}/cancel`)).status).toBe(404);
		});
	});

	test('of several videos the first one comes, and the others by their number', async () => {
		const video = await endedOf({ modelSettings: { count: 2 } });
		await expectMp4(await stage.item({ operation: 'download', video }));
		const numbered = (value: string, options = {}) => ({
			...{ operation: 'download', video },
			options: { ...options, extraQuery: { parameters: [{ name: 'variant', value }] } },
		});
		await expectMp4(await stage.item(numbered('1')));
		// The timeout bounds how long the file of a finished video is waited for.
		expect(await told(numbered('2', { requestTimeout: 5 }))).toContain('Video variant 2 not found');
	});

	test('progress moves while it renders', async () => {
		const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
		const seen = new Set<unknown>();
		for (let status: unknown; status !== 'completed' && seen.size < 2;) {
			const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
			({ status } = json);
			if (status === 'in_progress') seen.add(json.progress);
		}
		expect(seen.size).toBe(2);
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
			const { items, error } = await stage.run({ operation: 'list', filters: { after: 'nobody' } });
			expect([items, error]).toEqual([[], undefined]);
		});

		test('of its models', async () => {
			expect(await listValues(stage.server, 'searchModels')).toEqual([MODEL]);
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

	test('a delete takes a job that renders out of the list', async () => {
		const { id } = await jobOf({ prompt: 'it takes 3 seconds' });
		const { json } = await stage.item({ operation: 'delete', video: byId(String(id)) });
		expect(json).toEqual({ id, deleted: true });
		expect((await ask('GET', `/videos/${id}`)).status).toBe(404);
	});
});

(here ? describe : describe.skip)('SGLang with cloud storage', () => {
	let storage: FileHost;
	const stage = usePeer(async () => {
		storage = await startFileHost(await renderClip());
		return await startInferenceServer('sglang', {
			SGLANG_CLOUD_STORAGE_TYPE: 's3',
			SGLANG_S3_BUCKET_NAME: 'videos',
			SGLANG_S3_ENDPOINT_URL: new URL(storage.url).origin,
		});
	});
	afterAll(async () => await storage?.stop());

	test('a file comes from there, and the key does not go there', async () => {
		const item = await stage.item({ operation: 'create', prompt: 'a lake' });
		const url = `/videos/${String(item.json.id)}.mp4`;
		expect(item.json).toMatchObject({ url: new URL(url, storage.url).href });
		expect(await expectMp4(item)).toEqual(await renderClip());
		const content = await fetch(`${stage.server.baseUrl}/videos/${String(item.json.id)}/content`);
		expect(content.status).toBe(400);
		const video = byId(String(item.json.id));
		await expectMp4(await stage.item({ operation: 'download', video }));
		expect(storage.requests.map((request) => request.url)).toEqual([url, url]);
		for (const { headers } of storage.requests) expect(headers).not.toHaveProperty('authorization');
	});
});
