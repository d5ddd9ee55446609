import type OpenAI from 'openai';
import type { toFile as ToFile } from 'openai';
import { mp4Info } from '../support/mp4-info.mts';
import { picture } from '../support/picture.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { loadPeer, peerVersion } from './support/peers.mts';

type Sdk = { default: typeof OpenAI; toFile: typeof ToFile };
type Video = OpenAI.Videos.Video;

/** The SDK's major versions that speak the protocol in different wire forms. */
const VERSIONS = [
	{ name: 'openai', wire: 'multipart/form-data', hasEdits: true },
	{ name: 'openai-6', wire: 'application/json', hasEdits: false },
] as const;

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

// What the node's own requests keep to is in contract.test.mts.
describe.each(VERSIONS)('client: openai SDK, $name', ({ name, wire, hasEdits }) => {
	let sandbox: Sandbox;
	let client: OpenAI;
	let toFile: Sdk['toFile'];

	beforeAll(async () => {
		sandbox = await startSandbox();
		const sdk = loadPeer<Sdk>(name);
		toFile = sdk.toFile;
		client = new sdk.default({ apiKey: sandbox.key, baseURL: sandbox.baseUrl, maxRetries: 0 });
		process.stderr.write(`openai SDK ${peerVersion(name)}\n`);
	});
	afterAll(async () => await sandbox?.stop());
	beforeEach(async () => await sandbox.reset());

	const ended = async (id: string): Promise<Video> => {
		for (;;) {
			const video = await client.videos.retrieve(id);
			if (video.status === 'completed' || video.status === 'failed') return video;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	};
	const createEnded = async () =>
		(await ended((await client.videos.create({ prompt: 'a kite' })).id)).id;

	test(`create without a file goes out as ${wire}`, async () => {
		const video = await client.videos.create({
			prompt: 'a lighthouse',
			model: 'sora-2-pro',
			seconds: '8',
			size: '1280x720',
		});
		expect(video).toMatchObject({
			object: 'video',
			status: 'queued',
			seconds: '8',
			size: '1280x720',
		});
		const [request] = await sandbox.requests({ method: 'POST' });
		expect(request.contentType?.split(';')[0]).toBe(wire);
	});

	test('create with a reference file', async () => {
		const image = await picture(720, 1280);
		const file = await toFile(image, 'start.png', { type: 'image/png' });
		const { id } = await client.videos.create({ prompt: 'it moves', input_reference: file });
		const [request] = await sandbox.requests({ method: 'POST' });
		expect(request.body).toMatchObject({
			files: [{ field: 'input_reference', bytes: image.length }],
		});
		expect(await ended(id)).toMatchObject({ status: 'completed' });
	});

	test('create with the address of a reference image', async () => {
		const url = `data:image/png;base64,${(await picture(720, 1280)).toString('base64')}`;
		await client.videos.create({ prompt: 'it moves', input_reference: { image_url: url } });
		expect((await sandbox.jobs())[0].reference).toMatch(/^[0-9a-f]{64}$/);
	});

	test('retrieve until the end', async () => {
		const { id } = await client.videos.create({ prompt: 'a kite' });
		expect(await ended(id)).toMatchObject({ id, status: 'completed', progress: 100, error: null });
	});

	test('downloadContent of each variant', async () => {
		const id = await createEnded();
		const video = await client.videos.downloadContent(id);
		expect(video.headers.get('content-type')).toBe('video/mp4');
		expect((await mp4Info(await bytesOf(video))).codec).toMatch(/^avc1/);
		const thumbnail = await client.videos.downloadContent(id, { variant: 'thumbnail' });
		expect((await bytesOf(thumbnail)).toString('latin1', 8, 12)).toBe('WEBP');
		const sheet = await client.videos.downloadContent(id, { variant: 'spritesheet' });
		expect((await bytesOf(sheet)).subarray(0, 3).toString('hex')).toBe('ffd8ff');
	});

	test('list turns its pages by itself', async () => {
		const ids: string[] = [];
		for (let index = 0; index < 5; index += 1) {
			ids.push((await client.videos.create({ prompt: 'the same' })).id);
		}
		const listed: string[] = [];
		for await (const video of client.videos.list({ limit: 2, order: 'asc' })) listed.push(video.id);
		expect(listed).toEqual(ids);
		const pages = await sandbox.requests({ method: 'GET', path: /\/v1\/videos$/ });
		expect(pages.map(({ query }) => query.after)).toEqual([undefined, ids[1], ids[3]]);
	});

	test('remix', async () => {
		const id = await createEnded();
		const video = await client.videos.remix(id, { prompt: 'at night' });
		expect(video).toMatchObject({ prompt: 'at night', remixed_from_video_id: id });
		expect(await ended(video.id)).toMatchObject({ status: 'completed' });
	});

	test('delete', async () => {
		const id = await createEnded();
		expect(await client.videos.delete(id)).toEqual({ id, object: 'video.deleted', deleted: true });
		await expect(client.videos.retrieve(id)).rejects.toMatchObject({ status: 404 });
	});

	test('models', async () => {
		const ids: string[] = [];
		for await (const model of client.models.list()) ids.push(model.id);
		expect(ids).toContain('sora-2');
	});

	test("errors become the SDK's own classes, with the server's words", async () => {
		await expect(client.videos.create({ prompt: '' })).rejects.toMatchObject({
			status: 400,
			code: 'empty_string',
			param: 'prompt',
			type: 'invalid_request_error',
		});
		const stranger = client.withOptions({ apiKey: 'sk-wrong' });
		await expect(stranger.videos.list()).rejects.toMatchObject({ status: 401 });
	});

	if (!hasEdits) return;

	test('edit by id and by file, extend by id', async () => {
		const id = await createEnded();
		const bytes = await bytesOf(await client.videos.downloadContent(id));
		const byId = await client.videos.edit({ prompt: 'in red', video: { id } });
		expect(await ended(byId.id)).toMatchObject({ status: 'completed', prompt: 'in red' });
		const file = await toFile(bytes, 'clip.mp4', { type: 'video/mp4' });
		const byFile = await client.videos.edit({ prompt: 'in blue', video: file });
		expect(await ended(byFile.id)).toMatchObject({ status: 'completed', prompt: 'in blue' });
		const longer = await client.videos.extend({ prompt: 'and on', seconds: '4', video: { id } });
		expect(await ended(longer.id)).toMatchObject({ status: 'completed', prompt: 'and on' });
		const requests = await sandbox.requests({ method: 'POST', path: /(edits|extensions)$/ });
		expect(requests.map(({ contentType }) => contentType?.split(';')[0])).toEqual(
			Array(3).fill('multipart/form-data'),
		);
	});

	test('createCharacter and getCharacter', async () => {
		const bytes = await bytesOf(await client.videos.downloadContent(await createEnded()));
		const video = await toFile(bytes, 'clip.mp4', { type: 'video/mp4' });
		const character = await client.videos.createCharacter({ name: 'Kit', video });
		expect(character).toMatchObject({ name: 'Kit', created_at: expect.any(Number) });
		expect(await client.videos.getCharacter(character.id ?? '')).toEqual(character);
	});
});
