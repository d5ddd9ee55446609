import { MEDIA_FILES } from '../unit/support/mediaFiles.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { startAnswering, type AnsweringServer } from './support/answering.mts';
import { QUICK, serverOf, useClient } from './support/stage.mts';
import { Videos } from '../../client/videos';

const stage = useClient();
const CONTENT = { path: 'content$' };
const WISH = { variant: 'video' as const, nameOf: (extension: string) => `clip.${extension}` };
const LANDSCAPE = { size: '1280x720', seconds: '8' };
// What the sandbox renders of it.
const FACTS = {
	...{ width: 1280, height: 720, seconds: 8, framesPerSecond: 5 },
	...{ videoCodec: 'h264', hasAudio: false },
};

test('the facts of a video come with its file, and another parser reads the same', async () => {
	const id = await stage.api.createEnded(LANDSCAPE);
	const [{ file, facts }] = await stage.videos.downloadContent(id, WISH);
	expect(facts).toEqual(FACTS);
	const { width, height, durationSeconds, frames } = await mp4Info(stage.transport.read(file));
	expect(facts).toMatchObject({ width, height, seconds: durationSeconds });
	expect(facts?.framesPerSecond).toBe(frames / durationSeconds);
});

test('so they do after a part of the file has come in vain', async () => {
	const id = await stage.api.createEnded(LANDSCAPE);
	await stage.sandbox.fault({ match: CONTENT, fault: { body: { truncateAt: 3000 } } as never });
	const known = await stage.videos.retrieve(id);
	const [{ facts }] = await stage.videos.downloadContent(id, WISH, known);
	expect(facts).toEqual(FACTS);
});

test('so they do with a file that stands in the answer itself', async () => {
	const id = await stage.api.createEnded(LANDSCAPE);
	const answer = await stage.api.call('GET', `/videos/${id}/content`);
	const b64_json = Buffer.from(await answer.arrayBuffer()).toString('base64');
	const merge = { data: [{ b64_json }] };
	await stage.sandbox.fault({ match: { path: `${id}$` }, fault: { merge } });
	const found = await stage.videos.poll(id, { ...QUICK, wantsFile: true });
	const [{ facts }] = await stage.videos.downloadContent(id, WISH, found);
	expect(facts).toEqual(FACTS);
});

test.each(['thumbnail', 'spritesheet'] as const)('a %s has none', async (variant) => {
	const id = await stage.api.createEnded();
	const [stored] = await stage.videos.downloadContent(id, { ...WISH, variant });
	expect(stored.bytes).toBeGreaterThan(0);
	expect(stored.facts).toBeUndefined();
});

describe('a server that sends', () => {
	let other: AnsweringServer;
	beforeAll(async () => (other = await startAnswering()));
	afterAll(async () => await other?.stop());

	async function received(bytes: Buffer) {
		other.answer((response) => {
			response.writeHead(200, { 'content-type': 'application/octet-stream' });
			for (const byte of bytes) response.write(Buffer.from([byte]));
			response.end();
		});
		const videos = new Videos(serverOf(stage.transport, other.baseUrl));
		const [stored] = await videos.downloadContent('video_1', WISH);
		return stored;
	}

	test.each(MEDIA_FILES)('$name is said to', async ({ bytes, facts }) => {
		const stored = await received(bytes);
		expect(stored.facts).toEqual(facts);
		expect(stage.transport.read(stored.file).equals(bytes)).toBe(true);
	});

	test('bytes that nobody knows has its file stored, without facts', async () => {
		const stored = await received(Buffer.alloc(5000, 7));
		expect(stored).toMatchObject({ bytes: 5000, facts: undefined });
	});
});
