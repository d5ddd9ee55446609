import type { IDataObject } from 'n8n-workflow';
import { binaryItem } from '../engine/support/binary.mts';
import { byId } from '../engine/support/stage.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { fromField, references } from '../engine/support/references.mts';
import { picture } from '../support/picture.mts';
import { renderClip } from './support/clip.mts';
import { clipItem, expectMp4, usePeer } from './support/stage.mts';
import { startXai, type XaiServer } from './support/xai.mts';

const MODEL = 'grok-imagine-video';

describe('contract: xai', () => {
	const stage = usePeer<XaiServer>(startXai);
	beforeEach(async () => await stage.server.sandbox.reset());

	/** What the last create, edit or extension has sent, and where to. */
	const sent = async () => {
		const requests = await stage.server.sandbox.requests({ method: 'POST', host: 'api' });
		const { path, body } = requests.at(-1)!;
		return { path, body };
	};
	const jobId = async () => (await stage.server.sandbox.jobs()).at(-1)!.id;
	const expectFile = async (url: string) => {
		const answer = await fetch(url);
		expect((await mp4Info(Buffer.from(await answer.arrayBuffer()))).codec).toMatch(/^avc1/);
	};

	const CREATE = { operation: 'create', prompt: 'a lake', model: byId(MODEL) };
	const started = async () => String((await stage.item({ ...CREATE, returnWhat: 'job' })).json.id);
	const finished = async () => (await stage.server.generate({ prompt: 'a lake' })).url;

	test('create', async () => {
		const image = await picture(720, 480);
		const made = await stage.server.generate({
			prompt: 'a lake',
			duration: 4,
			aspectRatio: '3:2',
			xai: { resolution: '480p' },
			image: { type: 'file', data: new Uint8Array(image), mediaType: 'image/png' },
		});
		expect(made.warnings).toEqual([]);
		expect(made.metadata).toMatchObject({ duration: 4, costInUsdTicks: 2e9, progress: 100 });
		await expectFile(made.url);
		const bySdk = await sent();

		const item = await stage.item(
			{ ...CREATE, seconds: '4', size: '480p 3:2', ...references({ firstFrame: fromField() }) },
			[await binaryItem('data', image, 'a.png', 'image/png')],
		);
		expect(await sent()).toEqual(bySdk);
		expect(item.json).toMatchObject({ status: 'completed', seconds: 4, model: MODEL });
		expect(item.json).toMatchObject({ cost: 0.2, currency: 'USD', progress: 100 });
		await expectMp4(item);
	});

	test('create', async () => {
		const url = `data:image/png;base64,${(await picture(854, 480)).toString('base64')}`;
		const ofSdk = { prompt: 'a lake', xai: { referenceImageUrls: [url, url] } };
		expect((await stage.server.generate(ofSdk)).warnings).toEqual([]);
		const { body } = await sent();
		expect(body).toMatchObject({ reference_images: [{ url }, { url }] });
	});

	test('retrieve', async () => {
		await stage.server.sandbox.settings({ renderSeconds: 5 });
		const id = await started();
		const { json } = await stage.item({ operation: 'retrieve', video: byId(id) });
		// Its word for a job that runs, too, is pending.
		expect(json).toMatchObject({ id, status: 'queued' });
		expect(json.progress).toBeLessThan(100);
	});

	test('retrieve', async () => {
		const { metadata, url } = await stage.server.generate({ prompt: 'a lake' });
		const [bySdk] = await stage.server.sandbox.requests({ method: 'GET', host: 'api' });
		const { requestId: id } = metadata;
		const { json } = await stage.item({ operation: 'retrieve', video: byId(String(id)) });
		expect(json).toMatchObject({ id, status: 'completed', url });
		const requests = await stage.server.sandbox.requests({ method: 'GET', host: 'api' });
		expect(requests.at(-1)!.path).toBe(bySdk.path);
	});

	test('waitForCompletion', async () => {
		// While a job is queued, the answer has no body.
		await stage.server.sandbox.settings({ queueSeconds: 0.3 });
		const { metadata } = await stage.server.generate({ prompt: 'a lake' });
		expect(metadata.requestId).toBe(await jobId());
		const video = byId(await started());
		const item = await stage.item({ operation: 'waitForCompletion', video });
		expect(item.json).toMatchObject({ status: 'completed' });
		await expectMp4(item);
	});

	test('download', async () => {
		const { metadata } = await stage.server.generate({ prompt: 'a lake' });
		const video = byId(String(metadata.requestId));
		await expectMp4(await stage.item({ operation: 'download', video }));
	});

	const CASES = [
		['edit', 'edit-video', {}, {}],
		['extend', 'extend-video', { duration: 4 }, { seconds: '4' }],
	] as const;
	test.each(CASES)('%s', async (operation, mode, ofSdk, ofNode) => {
		const videoUrl = await finished();
		const source = byId(await jobId());
		const wish = { prompt: 'in the snow', ...ofSdk, xai: { mode, videoUrl } };
		const made = await stage.server.generate(wish);
		expect(made.warnings).toEqual([]);
		await expectFile(made.url);
		const bySdk = await sent();

		const parameters: IDataObject = {
			...{ operation, prompt: 'in the snow', ...ofNode },
			// The SDK names a model, the API has a default.
			options: { extraBody: JSON.stringify({ model: MODEL }) },
		};
		const item = await stage.item({ ...parameters, video: source });
		expect(await sent()).toEqual(bySdk);
		await expectMp4(item);

		await stage.item({ ...parameters, videoSource: 'url', videoUrl });
		expect(await sent()).toEqual(bySdk);
	});

	test.each(CASES)('%s', async (operation, mode, ofSdk, ofNode) => {
		const bytes = await renderClip();
		const videoUrl = `data:video/mp4;base64,${bytes.toString('base64')}`;
		await stage.server.generate({ prompt: 'in the snow', ...ofSdk, xai: { mode, videoUrl } });
		const bySdk = await sent();
		const parameters = { operation, prompt: 'in the snow', videoSource: 'binary', ...ofNode };
		const options = { extraBody: JSON.stringify({ model: MODEL }) };
		await expectMp4(await stage.item({ ...parameters, options }, [await clipItem(bytes)]));
		expect(await sent()).toEqual(bySdk);
	});

	describe('and', () => {
		test('what moderation blocks is blocked for both', async () => {
			const prompt = 'a lake [sandbox:moderation]';
			await expect(stage.server.generate({ prompt })).rejects.toThrow(/content policy violation/);
			const { error } = await stage.run({ ...CREATE, prompt });
			expect(error?.message).toMatch(/a safety filter blocked it \(respect_moderation\)/);
		});

		test('a job that fails does so for both, with its reason for the node', async () => {
			const prompt = 'a lake [sandbox:fail]';
			await expect(stage.server.generate({ prompt })).rejects.toThrow(/failed/);
			const { error } = await stage.run({ ...CREATE, prompt });
			expect(error?.message).toMatch(/failed: Video generation failed/);
		});

		test("a refusal is in the server's words for both", async () => {
			const refusal = /duration: must be between 1 and 15/;
			await expect(stage.server.generate({ prompt: 'a', duration: 99 })).rejects.toThrow(refusal);
			const { error } = await stage.run({ ...CREATE, seconds: '99' });
			expect(error?.message).toMatch(refusal);
		});

		test('an edit of a video that is not finished is not sent', async () => {
			await stage.server.sandbox.settings({ renderSeconds: 5 });
			const edit = { operation: 'edit', video: byId(await started()), prompt: 'snow' };
			const { error } = await stage.run(edit);
			expect(error?.message).toMatch(
				/gives no address for the file of the video \S+ \(status queued\)/,
			);
			expect((await sent()).path).toMatch(/generations$/);
		});

		test('a size in pixels is refused', async () => {
			const { error } = await stage.run({ ...CREATE, size: '1280x720' });
			expect(error?.message).toMatch(/xAI-Style does not take Size other than 720p/);
			expect(await stage.server.sandbox.requests()).toEqual([]);
		});
	});
});
