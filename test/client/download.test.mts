import { createHash } from 'node:crypto';
import { openai } from '../../protocol/dialects/servers/openai';
import { until } from '../support/until.mts';
import { createTransport, hurried } from './support/transport.mts';
import { failureOf, QUICK, useClient } from './support/stage.mts';

const stage = useClient();
const CONTENT = { path: 'content$' };
const WISH = { variant: 'video' as const, nameOf: (extension: string) => `clip.${extension}` };
const CONTENT_REQUEST = { path: /content$/ };
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function finished() {
	const id = await stage.api.createEnded();
	const answer = await stage.api.call('GET', `/videos/${id}/content`);
	const mp4 = Buffer.from(await answer.arrayBuffer());
	return { id, mp4, known: await stage.videos.retrieve(id) };
}

test('the file arrives whole, under its name', async () => {
	const { id, mp4 } = await finished();
	const [{ file, bytes }] = await stage.videos.downloadContent(id, WISH);
	expect(file).toMatchObject({ fileName: 'clip.mp4', mimeType: 'video/mp4' });
	expect(bytes).toBe(mp4.length);
	expect(sha(stage.transport.read(file))).toBe(sha(mp4));
});

test.each([
	['thumbnail', 'image/webp'],
	['spritesheet', 'image/jpeg'],
] as const)('so does the %s', async (variant, mimeType) => {
	const { id } = await finished();
	const [{ file }] = await stage.videos.downloadContent(id, { ...WISH, variant });
	expect(file.mimeType).toBe(mimeType);
});

test('a redirect to another origin is followed, without the key', async () => {
	await stage.sandbox.settings({ redirectContent: true });
	const id = await stage.api.createEnded();
	const videos = stage.videosOf({ extraHeaders: { 'x-team': 'films' } });
	await videos.downloadContent(id, WISH);
	const [request] = await stage.sandbox.requests({ host: 'storage' });
	expect(Object.keys(request.headers)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/authorization|x-team/i)]),
	);
});

test.each([
	['a body that is cut off', { body: { truncateAt: 3000 } }],
	['a dropped connection', { drop: 'before' }],
	['500', { status: 500, body: {} }],
] as const)(
	'after %s it is requested again, and only the whole file is stored',
	async (_, fault) => {
		const { id, mp4, known } = await finished();
		await stage.sandbox.fault({ match: CONTENT, fault: fault as never });
		const [{ file }] = await stage.videos.downloadContent(id, WISH, known);
		expect(sha(stage.transport.read(file))).toBe(sha(mp4));
		expect(stage.transport.stored()).toHaveLength(1);
	},
);

test('a file that stalls ends at the idle timeout, and leaves nothing', async () => {
	const { id, known } = await finished();
	const stalled = { body: { stallAt: 3000 } };
	await stage.sandbox.fault({ match: CONTENT, times: null, fault: stalled });
	const videos = stage.videosOf({ idleMs: 100, transport: hurried(stage.transport) });
	const error = await failureOf(videos.downloadContent(id, WISH, known));
	expect(error.kind).toBe('noFile');
	expect(error.message).toContain('the download stalled');
	await until('the storage to be empty', () => stage.transport.stored().length === 0);
});

test('a slow file that keeps coming is no reason to end', async () => {
	await stage.sandbox.settings({ fileBytes: 350_000 });
	const { id, known } = await finished();
	const slow = { body: { bytesPerSecond: 100_000 } };
	await stage.sandbox.fault({ match: CONTENT, times: null, fault: slow });
	const videos = stage.videosOf({ idleMs: 2500, timeoutMs: 2500 });
	const [{ bytes }] = await videos.downloadContent(id, WISH, known);
	expect(bytes).toBe(350_000);
});

test.each([
	['announced', undefined],
	['counted', { chunked: true }],
])('a file that is larger than allowed is refused by its %s length', async (_, fault) => {
	await stage.sandbox.settings({ fileBytes: 500_000 });
	const { id, known } = await finished();
	if (fault) await stage.sandbox.fault({ match: CONTENT, fault });
	const videos = stage.videosOf({ largestFile: 400_000 });
	const error = await failureOf(videos.downloadContent(id, WISH, known));
	expect(error.kind).toBe('noFile');
	expect(error.message).toBe(`The file of the video ${id} is larger than 0.4 MB`);
	expect(stage.transport.stored()).toEqual([]);
});

test('a file that stands in the answer itself is taken from there', async () => {
	const { id, mp4 } = await finished();
	const inline = { data: [{ b64_json: mp4.toString('base64') }] };
	await stage.sandbox.fault({ match: { path: `${id}$` }, fault: { merge: inline } });
	const before = (await stage.sandbox.requests(CONTENT_REQUEST)).length;
	const found = await stage.videos.poll(id, { ...QUICK, wantsFile: true });
	const [{ file }] = await stage.videos.downloadContent(id, WISH, found);
	expect(sha(stage.transport.read(file))).toBe(sha(mp4));
	expect(await stage.sandbox.requests(CONTENT_REQUEST)).toHaveLength(before);
});

test('a file is found where the job says that it is', async () => {
	const { id, mp4 } = await finished();
	const url = `/v1/videos/${id}/content?from=job`;
	await stage.sandbox.fault({ match: { path: `${id}$` }, fault: { merge: { url } } });
	const videos = stage.videosOf({ dialect: { ...openai, offers: ['retrieve'] } });
	const [{ file }] = await videos.downloadContent(id, WISH);
	expect(sha(stage.transport.read(file))).toBe(sha(mp4));
});

test('a video that is not finished has no file', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const id = await stage.api.create();
	const error = await failureOf(stage.videos.downloadContent(id, WISH));
	expect([error.kind, error.details.videoId]).toEqual(['notReady', id]);
});

test('a video that has failed has none', async () => {
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { job: { outcome: 'failed' } } });
	const id = await stage.api.createEnded();
	expect((await failureOf(stage.videos.downloadContent(id, WISH))).kind).toBe('jobFailed');
});

test('Stop ends a download at once, and leaves nothing', async () => {
	const { id, known } = await finished();
	await stage.sandbox.fault({ match: CONTENT, fault: { body: { stallAt: 3000 } } });
	const stop = new AbortController();
	const transport = createTransport(`Bearer ${stage.sandbox.key}`, stop.signal);
	const videos = stage.videosOf({ transport, idleMs: 30_000 });
	const failing = failureOf(videos.downloadContent(id, WISH, known));
	await until('the beginning of the file', () => transport.stored().length > 0);
	const startedAt = Date.now();
	stop.abort();
	expect((await failing).kind).toBe('stopped');
	expect(Date.now() - startedAt).toBeLessThan(15_000);
	await until('the storage to be empty', () => transport.stored().length === 0);
	await transport.close();
});

test('a storage that fails is said to, and the file is not requested again', async () => {
	const { id, known } = await finished();
	const before = (await stage.sandbox.requests(CONTENT_REQUEST)).length;
	const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
	const transport = { ...stage.transport, store: async () => await Promise.reject(full) };
	const error = await failureOf(stage.videosOf({ transport }).downloadContent(id, WISH, known));
	expect(error.kind).toBe('storage');
	expect(await stage.sandbox.requests(CONTENT_REQUEST)).toHaveLength(before + 1);
});

describe('a video that the safety filter has held back', () => {
	const BLOCKED = { error: { code: 'content_policy_violation', message: 'Held back' } };

	test('is blocked although its job is completed', async () => {
		const { id, known } = await finished();
		await stage.sandbox.fault({
			match: CONTENT,
			times: null,
			fault: { status: 400, body: BLOCKED },
		});
		for (const first of [known, undefined]) {
			expect(await failureOf(stage.videos.downloadContent(id, WISH, first))).toMatchObject({
				kind: 'blocked',
				message: `The video ${id} failed: Held back`,
			});
		}
	});

	test.each([
		[400, { error: { message: 'Not found in storage' } }],
		[500, BLOCKED],
	])('%d %j is another trouble', async (status, body) => {
		const { id, known } = await finished();
		await stage.sandbox.fault({ match: CONTENT, times: null, fault: { status, body } });
		expect((await failureOf(stage.videos.downloadContent(id, WISH, known))).kind).toBe('noFile');
	});

	test("the server's own word is the reason where the job gives none", async () => {
		const id = await stage.api.createEnded();
		await stage.sandbox.fault({ match: CONTENT, times: null, fault: { status: 404, body: {} } });
		await stage.sandbox.fault({
			match: { path: `${id}$` },
			times: null,
			fault: { merge: { status: 'expired' } },
		});
		expect((await failureOf(stage.videos.downloadContent(id, WISH))).message).toBe(
			`The video ${id} failed: the server says "expired"`,
		);
	});
});
