import { binaryItem } from '../engine/support/binary.mts';
import { fromField, fromFileId, fromUrl, references } from '../engine/support/references.mts';
import { fileOf } from '../engine/support/engine.mts';
import { byId } from '../engine/support/stage.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { listValues } from './support/lists.mts';
import { startPictureHost } from './support/picture-host.mts';
import { MODEL, startQvac } from './support/qvac.mts';
import { formOf, useServed } from './support/served.mts';
import { expectMp4, usePeer } from './support/stage.mts';

const CREATE = { operation: 'create', prompt: 'a lake', model: byId(MODEL) };

describe('QVAC', () => {
	const stage = useServed(startQvac, { model: byId(MODEL) });
	const { jobOf, endedOf, receivedOf, told, ask } = stage;

	describe('real: qvac', () => {
		test('create', async () => {
			const item = await stage.item({ ...CREATE, seconds: '4', size: '1280x720' });
			expect(item.json).toMatchObject({
				id: expect.stringMatching(/^video_[0-9a-f]{24}$/),
				...{ status: 'completed', progress: 100, model: MODEL },
				...{ prompt: 'a lake', seconds: 4, size: '1280x720' },
			});
			expect(await expectMp4(item)).toEqual(await renderClip());
		});

		test('retrieve', async () => {
			const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
			const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
			expect(json).toMatchObject({ id, status: 'in_progress', prompt: 'it takes 10 seconds' });
		});

		test('waitForCompletion', async () => {
			const { id } = await jobOf();
			const video = byId(String(id));
			const item = await stage.item({ operation: 'waitForCompletion', video });
			// What the request left open is known at the end.
			expect(item.json).toMatchObject({ id, status: 'completed', size: '832x480' });
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

	describe.each(['json', 'multipart'])('what its engine gets of %s', (bodyFormat) => {
		test('of a prompt alone: nothing else', async () => {
			const { engine } = await receivedOf({ options: { bodyFormat } });
			expect(engine).toEqual({ modelId: 'model', prompt: engine.prompt, mode: 'txt2vid' });
		});

		test('of length, size and the options whose names it shares', async () => {
			const options = { bodyFormat };
			const modelSettings = { negativePrompt: 'text', seed: 0, framesPerSecond: 24 };
			const asked = { seconds: '4', size: '832x480', options, modelSettings };
			const { engine } = await receivedOf(asked);
			expect(engine).toMatchObject({
				...{ width: 832, height: 480, video_frames: 97, fps: 24 },
				...{ negative_prompt: 'text', seed: 0 },
			});
		});

		test('of the options that it has other names for, and of its own fields', async () => {
			const extraBody = { flow_shift: 3 };
			const options = { bodyFormat, extraBody };
			const modelSettings = { steps: 20, guidance: 5.5 };
			const { engine } = await receivedOf({ options, modelSettings });
			expect(engine).toMatchObject({ steps: 20, cfg_scale: 5.5, ...extraBody });
		});

		test('of a reference image from a file', async () => {
			const bytes = await picture(320, 240);
			const image = await binaryItem('data', bytes, 'a.png', 'image/png');
			const reference = { ...references({ firstFrame: fromField() }), options: { bodyFormat } };
			const { engine } = await receivedOf(reference, [image]);
			expect(engine).toMatchObject({ mode: 'img2vid', image: bytes.length });
		});
	});

	describe('a reference image from elsewhere', () => {
		const json = { options: { bodyFormat: 'json' } };

		test('from a URL, which it fetches', async () => {
			const bytes = await picture(320, 240);
			const host = await startPictureHost(bytes);
			const url = references({ firstFrame: fromUrl(host.url) });
			const { engine } = await receivedOf({ ...url, ...json });
			await host.stop();
			expect(engine).toMatchObject({ mode: 'img2vid', image: bytes.length });
		});

		test('by the ID of an uploaded file', async () => {
			const bytes = await picture(320, 240);
			const upload = formOf({ purpose: 'vision' });
			upload.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png');
			const { id } = (await ask('POST', '/files', upload)).json;
			const file = references({ firstFrame: fromFileId(String(id)) });
			const { engine } = await receivedOf({ ...file, ...json });
			expect(engine).toMatchObject({ mode: 'img2vid', image: bytes.length });
		});

		// In multipart it does not know `input_reference[image_url]`, and makes a video without the image.
		test('from a URL, in the form that the node chooses', async () => {
			const host = await startPictureHost(await picture(320, 240));
			const url = references({ firstFrame: fromUrl(host.url) });
			const { engine } = await receivedOf(url).finally(async () => await host.stop());
			expect(engine).toMatchObject({ mode: 'img2vid' });
		});

		test.each([
			[references({ firstFrame: fromFileId('file-1') }), /file "file-1" not found/],
			[references({ firstFrame: fromUrl('http://127.0.0.1:1/a.png') }), /failed to fetch/],
		])('%j: refused in its words', async (reference, words) => {
			expect(await told({ ...CREATE, ...reference, ...json })).toMatch(words);
		});
	});

	describe('its errors', () => {
		test.each([
			[{ size: '1280x721' }, /HTTP 400.*must be multiples of 16/s],
			[{ model: byId('nobody') }, /HTTP 404.*Model "nobody" is not available/s],
			[{ model: byId('') }, /^QVAC needs a model/],
			[
				{ seconds: '4', options: { bodyFormat: 'json', secondsAsNumber: true } },
				/HTTP 400.*expected string, received number/s,
			],
		])('%j: in its words', async (parameters, words) => {
			expect(await told({ ...CREATE, ...parameters })).toMatch(words);
		});

		test('a wrong key', async () => {
			expect(await told({ operation: 'list' }, { apiKey: 'sk-wrong' })).toMatch(
				/HTTP 401.*Invalid or missing API key/s,
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
			const { id } = await jobOf({ prompt: 'it takes 10 seconds' });
			expect((await ask('GET', `/videos/${id}/content`)).status).toBe(409);
			expect(await told({ operation: 'download', video: byId(String(id)) })).toContain(
				'is not finished yet',
			);
		});

		test('a job that failed', async () => {
			const failing = { prompt: 'a film that fails' };
			expect(await told({ ...CREATE, ...failing })).toContain('failed: Out of memory');
			const video = await endedOf(failing);
			const { json } = await stage.item({ operation: 'retrieve', video });
			expect(json).toMatchObject({ status: 'failed', error: { message: 'Out of memory' } });
			expect((await ask('GET', `/videos/${video.value}/content`)).status).toBe(409);
			expect(await told({ operation: 'download', video })).toContain('failed: Out of memory');
		});

		test('a thumbnail, which it does not have', async () => {
			const video = await endedOf();
			expect(await told({ operation: 'download', video, variant: 'thumbnail' })).toMatch(
				/variant="thumbnail" is not supported by this server.*HTTP 501/s,
			);
		});

		test('remix, which it does not have', async () => {
			const remix = { operation: 'remix', video: await endedOf(), prompt: 'at night' };
			expect(await told(remix)).toContain('QVAC does not offer Remix');
		});
	});

	describe('its list', () => {
		test('of more than a page', async () => {
			const made = Array.from({ length: 105 }, async () => {
				const fields = { prompt: 'it takes 0 seconds', model: MODEL };
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

	test('a delete ends a job that renders', async () => {
		const { id } = await jobOf({ prompt: 'it takes 60 seconds' });
		const { json } = await stage.item({ operation: 'delete', video: byId(String(id)) });
		expect(json).toEqual({ id, deleted: true });
		expect((await ask('GET', `/videos/${id}`)).status).toBe(404);
	});
});

describe('QVAC without ffmpeg', () => {
	const avi = Buffer.concat([Buffer.from('RIFF\x00\x04\x00\x00AVI LIST'), Buffer.alloc(1016)]);
	const stage = usePeer(async () => await startQvac(avi));

	test('the video is an AVI, and called so', async () => {
		const item = await stage.item(CREATE);
		expect(item.json).toMatchObject({ status: 'completed' });
		expect(item.binary?.data).toMatchObject({
			fileName: `${String(item.json.id)}.avi`,
			mimeType: expect.stringMatching(/avi|msvideo/),
		});
		expect(await fileOf(item)).toEqual(avi);
	});
});
