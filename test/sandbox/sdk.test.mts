import OpenAI, { toFile } from 'openai';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { picture } from '../support/picture.mts';

let sandbox: Sandbox;
let client: OpenAI;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = new OpenAI({ apiKey: sandbox.key, baseURL: sandbox.baseUrl, maxRetries: 0 });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

/** Polls with the SDK until the job has ended. */
async function ended(id: string) {
	for (;;) {
		const video = await client.videos.retrieve(id);
		if (video.status === 'completed' || video.status === 'failed') return video;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test('create, retrieve, download: a playable mp4 of the size and length asked for', async () => {
	const created = await client.videos.create({
		prompt: 'a lighthouse in a storm',
		size: '1280x720',
		seconds: '8',
	});
	expect(created).toEqual({
		id: expect.stringMatching(/^video_[0-9a-f]{32}$/),
		object: 'video',
		created_at: expect.any(Number),
		status: 'queued',
		completed_at: null,
		error: null,
		expires_at: null,
		model: 'sora-2',
		progress: 0,
		prompt: 'a lighthouse in a storm',
		remixed_from_video_id: null,
		seconds: '8',
		size: '1280x720',
	});
	const video = await ended(created.id);
	expect(video).toMatchObject({ status: 'completed', progress: 100, error: null });
	expect(video.expires_at).toBe((video.completed_at ?? 0) + 3600);

	const answer = await client.videos.downloadContent(video.id);
	const bytes = await bytesOf(answer);
	expect(answer.headers.get('content-type')).toBe('video/mp4');
	expect(answer.headers.get('content-length')).toBe(String(bytes.length));
	expect(await mp4Info(bytes)).toEqual({
		brand: 'mp42',
		codec: expect.stringMatching(/^avc1\./),
		width: 1280,
		height: 720,
		durationSeconds: 8,
		frames: 40,
	});
});

test('the thumbnail is webp, the spritesheet jpeg', async () => {
	const { id } = await client.videos.create({ prompt: 'a kite' });
	await ended(id);
	const thumbnail = await client.videos.downloadContent(id, { variant: 'thumbnail' });
	expect(thumbnail.headers.get('content-type')).toBe('image/webp');
	expect((await bytesOf(thumbnail)).toString('latin1', 8, 12)).toBe('WEBP');
	const sheet = await client.videos.downloadContent(id, { variant: 'spritesheet' });
	expect(sheet.headers.get('content-type')).toBe('image/jpeg');
	expect((await bytesOf(sheet)).subarray(0, 3).toString('hex')).toBe('ffd8ff');
});

test('a reference file goes in as a multipart part, other references as fields', async () => {
	const image = await picture(720, 1280);
	const file = await toFile(image, 'start.png', { type: 'image/png' });
	const { id } = await client.videos.create({ prompt: 'it moves', input_reference: file });
	const url = `data:image/png;base64,${image.toString('base64')}`;
	await client.videos.create({ prompt: 'it moves', input_reference: { image_url: url } });
	await client.videos.create({ prompt: 'it moves', input_reference: { file_id: 'file-abc' } });

	const [byFile, byUrl, byId] = await sandbox.jobs();
	expect(byFile?.reference).toMatch(/^[0-9a-f]{64}$/);
	expect(byUrl?.reference).toBe(byFile?.reference);
	expect(byId?.reference).not.toBe(byFile?.reference);
	const [request] = await sandbox.requests({ method: 'POST' });
	expect(request?.body).toEqual({
		fields: { prompt: 'it moves' },
		files: [
			{
				field: 'input_reference',
				filename: 'start.png',
				mimeType: 'image/png',
				bytes: image.length,
				sha256: byFile?.reference,
			},
		],
	});
	await ended(id);
	const info = await mp4Info(await bytesOf(await client.videos.downloadContent(id)));
	expect(info).toMatchObject({ width: 720, height: 1280, durationSeconds: 4 });
});

test('remix keeps model, length and size, and names its source', async () => {
	const params = { model: 'sora-2-pro', seconds: '4', size: '1024x1792' } as const;
	const source = await client.videos.create({ prompt: 'a green door', ...params });
	await ended(source.id);
	const remix = await client.videos.remix(source.id, { prompt: 'now it is open' });
	expect(remix).toMatchObject({
		...params,
		prompt: 'now it is open',
		remixed_from_video_id: source.id,
	});
	await ended(remix.id);
	const [before, after] = await Promise.all(
		[source.id, remix.id].map(async (id) => bytesOf(await client.videos.downloadContent(id))),
	);
	expect(after?.equals(before ?? Buffer.alloc(0))).toBe(false);
});

test.each(['asc', 'desc'] as const)('list pages through everything, %s', async (order) => {
	const ids: string[] = [];
	for (let index = 0; index < 7; index += 1) {
		ids.push((await client.videos.create({ prompt: 'the same' })).id);
	}
	const listed: string[] = [];
	for await (const video of client.videos.list({ limit: 3, order })) listed.push(video.id);
	expect(listed).toEqual(order === 'asc' ? ids : ids.reverse());
	const pages = await sandbox.requests({ method: 'GET', path: /\/v1\/videos$/ });
	expect(pages.map(({ query }) => query)).toEqual([
		{ limit: '3', order },
		{ limit: '3', order, after: listed[2] },
		{ limit: '3', order, after: listed[5] },
	]);
});

test('delete', async () => {
	const { id } = await client.videos.create({ prompt: 'a sandcastle' });
	expect(await client.videos.delete(id)).toEqual({ id, object: 'video.deleted', deleted: true });
	await expect(client.videos.retrieve(id)).rejects.toMatchObject({ status: 404 });
});

test('models lists other kinds too', async () => {
	const ids: string[] = [];
	for await (const model of client.models.list()) ids.push(model.id);
	expect(ids).toEqual(expect.arrayContaining(['sora-2', 'sora-2-pro', 'gpt-5-mini']));
});
