import type { IDataObject } from 'n8n-workflow';
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

const MODEL = 'Wan-AI/Wan2.2-TI2V-5B-Diffusers';

(hasInferenceServers() ? describe : describe.skip)('FastVideo', () => {
	const stage = useServed(async () => await startInferenceServer('fastvideo'));
	const { jobOf, endedOf, receivedOf, told, ask } = stage;
	const CREATE = { operation: 'create', prompt: 'a lake' };

	describe('real: fastvideo', () => {
		test('create', async () => {
			const item = await stage.item({ ...CREATE, seconds: '5', size: '1280x720' });
			expect(item.json).toMatchObject({
				id: expect.stringMatching(/^[0-9a-f]{32}$/),
				...{ status: 'completed', progress: 100, model: MODEL },
				...{ seconds: 5, size: '1280x720' },
			});
			expect(await expectMp4(item)).toEqual(await renderClip());
		});

		test('retrieve', async () => {
			const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
			const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
			expect(json).toMatchObject({ id, status: 'queued', progress: 0 });
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

	describe.each(['json', 'multipart'])('what its request model gets of %s', (bodyFormat) => {
		test.each<[string, IDataObject[string], IDataObject]>([
			['negativePrompt', 'text', { negative_prompt: 'text' }],
			['seed', 0, { seed: 0 }],
			['frames', 49, { num_frames: 49 }],
			['framesPerSecond', 16, { fps: 16 }],
			['steps', 20, { num_inference_steps: 20 }],
			['guidance', 3.5, { guidance_scale: 3.5 }],
		])('of %s %j, and its engine', async (name, value, fields) => {
			const { request, engine } = await receivedOf({
				options: { bodyFormat },
				modelSettings: { [name]: value },
			});
			expect(request).toMatchObject(fields);
			expect(engine).toMatchObject(fields);
		});

		test('of length and size', async () => {
			const asked = { seconds: '5', size: '704x1280', options: { bodyFormat } };
			const { request, engine } = await receivedOf(asked);
			expect(request).toMatchObject({ seconds: 5, size: '704x1280' });
			expect(engine).toMatchObject({ num_frames: 120, width: 704, height: 1280 });
		});

		test('of a reference image from a URL, which it fetches', async () => {
			const host = await startPictureHost(await picture(320, 240));
			const url = references({ firstFrame: fromUrl(host.url) });
			const { engine } = await receivedOf({ ...url, options: { bodyFormat } });
			await host.stop();
			expect(engine.image).toEqual([320, 240]);
		});

		test('of a reference image from a data URL', async () => {
			const data = `data:image/png;base64,${(await picture(64, 32)).toString('base64')}`;
			const url = references({ firstFrame: fromUrl(data) });
			const { engine } = await receivedOf({ ...url, options: { bodyFormat } });
			expect(engine.image).toEqual([64, 32]);
		});
	});

	test('of a prompt alone its request model gets nothing else', async () => {
		expect(Object.keys((await receivedOf()).request)).toEqual(['prompt']);
	});

	// In a form it would make up a seed and a length.
	test('a reference image from a file goes inside of JSON', async () => {
		const image = await binaryItem('data', await picture(320, 240), 'a.png', 'image/png');
		const { engine } = await receivedOf(references({ firstFrame: fromField() }), [image]);
		expect(engine.image).toEqual([320, 240]);
		expect(engine).not.toHaveProperty('seed');
	});

	describe('its errors', () => {
		test('a value that it cannot read, in its words', async () => {
			const extraBody = { seconds: 'four' };
			expect(await told({ ...CREATE, options: { extraBody } })).toMatch(
				/HTTP 400.*seconds.*integer/s,
			);
			const options = { extraBody, bodyFormat: 'multipart' };
			expect(await told({ ...CREATE, options })).toMatch(/HTTP 422.*seconds.*integer/s);
		});

		test.each([
			[{ seconds: '4.5' }, 'Seconds with a fraction'],
			[{ modelSettings: { count: 2 } }, 'Number of Videos'],
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
			expect(await told({ ...CREATE, ...failing })).toContain('failed: CUDA out of memory');
			const video = await endedOf(failing);
			const { json } = await stage.item({ operation: 'retrieve', video });
			expect(json).toMatchObject({ status: 'failed', error: { message: 'CUDA out of memory' } });
			expect((await ask('GET', `/videos/${video.value}/content`)).status).toBe(500);
			expect(await told({ operation: 'download', video })).toContain('failed: CUDA out of memory');
		});
	});

	describe('its list', () => {
		// It says neither has_more nor last_id.
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

		test('of its models', async () => {
			expect(await listValues(stage.server, 'searchModels')).toEqual([MODEL]);
		});
	});

	// It ignores the variant.
	test('a thumbnail that is the mp4 is not taken for one', async () => {
		const video = await endedOf();
		expect(await told({ operation: 'download', video, variant: 'thumbnail' })).toContain(
			`The server has no thumbnail of the video ${video.value}`,
		);
	});
});
