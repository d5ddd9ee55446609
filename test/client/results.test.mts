import { openrouter } from '../../protocol/dialects/servers/openrouter';
import { failureOf, QUICK, useClient } from './support/stage.mts';

// Result places, several results, download window: where servers say that files are, and how many; the sandbox's job is given what real servers write into theirs.

const stage = useClient();
const WISH = {
	variant: 'video' as const,
	nameOf: (extension: string, index?: number) =>
		`clip${index === undefined ? '' : `-${index}`}.${extension}`,
};
const NO_CONTENT = { match: { path: 'content$' }, times: null, fault: { status: 404, body: {} } };

/** A finished video, its file, and a place at which the file can be had although `/content` has nothing. */
async function finished() {
	const id = await stage.api.createEnded();
	const answer = await stage.api.call('GET', `/videos/${id}/content`);
	const mp4 = Buffer.from(await answer.arrayBuffer());
	return { id, mp4, place: (name: string) => `/v1/videos/${id}/content?from=${name}` };
}

async function jobSays(id: string, merge: object): Promise<void> {
	await stage.sandbox.fault({ match: { path: `${id}$` }, times: null, fault: { merge } as never });
}

type Fields = (url: string) => object;

test.each<[string, Fields]>([
	['result_url', (url) => ({ result_url: url })],
	['content.video_url', (url) => ({ status: 'succeeded', content: { video_url: url } })],
	['metadata.url', (url) => ({ metadata: { url } })],
	['video.url', (url) => ({ status: 'done', video: { url, duration: 4 } })],
	['urls[0]', (url) => ({ urls: [url] })],
	[
		'inside of a wrapper',
		(url) => ({ id: null, status: null, data: { id: 'x', status: 'SUCCESS', url } }),
	],
])('the file at %s arrives, and its absolute URL is in the output', async (_, fields) => {
	const { id, mp4, place } = await finished();
	await jobSays(id, fields(place('job')));
	const videos = stage.videosOf({ dialect: { ...openrouter, offers: ['retrieve'] } });
	const known = await videos.poll(id, QUICK);
	expect(known.video.url).toBe(new URL(place('job'), stage.sandbox.baseUrl).href);
	const [{ file }] = await videos.downloadContent(id, WISH, known);
	expect(stage.transport.read(file)).toEqual(mp4);
});

test('a data: URL is decoded, however long, and is not in the output', async () => {
	const { mp4 } = await finished();
	for (const bytes of [mp4, Buffer.concat([mp4, Buffer.alloc(300_000)])]) {
		await stage.sandbox.reset();
		const again = await stage.api.createEnded();
		await stage.sandbox.fault(NO_CONTENT as never);
		await jobSays(again, { url: `data:video/mp4;base64,${bytes.toString('base64')}` });
		const known = await stage.videos.poll(again, { ...QUICK, wantsFile: true });
		expect(known.video.url).toBeNull();
		const [{ file }] = await stage.videos.downloadContent(again, WISH, known);
		expect(stage.transport.read(file)).toEqual(bytes);
	}
});

test('a picture inside of the answer is not taken for the video', async () => {
	const { id, mp4 } = await finished();
	const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.alloc(64)]);
	await jobSays(id, { url: `data:image/png;base64,${picture.toString('base64')}` });
	const [{ file }] = await stage.videos.downloadContent(id, WISH);
	expect(stage.transport.read(file)).toEqual(mp4);
});

test('all results come, each under a name of its own', async () => {
	const { id, mp4, place } = await finished();
	await jobSays(id, { unsigned_urls: [place('0'), place('1'), place('2')] });
	const files = await stage.videos.downloadContent(id, WISH);
	expect(files.map(({ file }) => file.fileName)).toEqual([
		'clip-0.mp4',
		'clip-1.mp4',
		'clip-2.mp4',
	]);
	for (const { file } of files) expect(stage.transport.read(file)).toEqual(mp4);
	const asked = await stage.sandbox.requests({ path: /content/ });
	expect(asked.map(({ query }) => (query as { from?: string }).from)).toEqual(
		expect.arrayContaining(['1', '2']),
	);
});

test('where the content endpoint takes an index, it is asked for each', async () => {
	const { id, place } = await finished();
	await jobSays(id, { unsigned_urls: [place('0'), place('1')] });
	await stage.videosOf({ dialect: openrouter }).downloadContent(id, WISH);
	const asked = await stage.sandbox.requests({ path: /content/ });
	const indexes = asked.map(({ query }) => (query as { index?: string }).index);
	expect(indexes.filter((index) => index !== undefined)).toEqual(['0', '1']);
});

test('one result that is missing is no success, and names the video', async () => {
	const { id, place } = await finished();
	const missing = `/v1/videos/none/content`;
	await jobSays(id, { urls: [place('0'), missing], completed_at: 1 });
	const error = await failureOf(stage.videos.downloadContent(id, WISH));
	expect([error.kind, error.details.videoId]).toEqual(['noFile', id]);
});

describe('the content endpoint is not ready after completion', () => {
	/** Pauses that take no time, and how long they would have been. */
	function hurried() {
		let slept = 0;
		const sleep = async (ms: number, signal?: AbortSignal) => {
			if (ms >= 250) slept += ms;
			await stage.transport.sleep(Math.min(ms, 5), signal);
		};
		return { transport: { ...stage.transport, sleep }, slept: () => slept };
	}

	test.each([
		['502', { status: 502, body: {} }],
		['404', { status: 404, body: { error: { message: 'not found' } } }],
		['400 with the words', { status: 400, body: { error: { message: 'video_not_ready' } } }],
		['a dropped connection', { drop: 'before' }],
	])('%s for a while: the file arrives', async (_, fault) => {
		const { id, mp4 } = await finished();
		const known = await stage.videos.retrieve(id);
		await stage.sandbox.fault({ match: { path: 'content$' }, times: 9, fault } as never);
		const { transport, slept } = hurried();
		const [{ file }] = await stage.videosOf({ transport }).downloadContent(id, WISH, known);
		expect(stage.transport.read(file)).toEqual(mp4);
		expect(slept()).toBeGreaterThan(8000);
	});

	test('also for Download, right after completion', async () => {
		const { id, mp4 } = await finished();
		await stage.sandbox.fault({
			...{ match: { path: 'content$' }, times: 9, fault: { status: 502, body: {} } },
		} as never);
		const { transport } = hurried();
		const [{ file }] = await stage.videosOf({ transport }).downloadContent(id, WISH);
		expect(stage.transport.read(file)).toEqual(mp4);
	});

	test('an old video is not waited for', async () => {
		const { id } = await finished();
		await jobSays(id, { completed_at: 1_790_000_000 });
		await stage.sandbox.fault({ ...NO_CONTENT, fault: { status: 404, body: {} } } as never);
		const before = (await stage.sandbox.requests({ path: /content/ })).length;
		await failureOf(stage.videos.downloadContent(id, WISH));
		expect(await stage.sandbox.requests({ path: /content/ })).toHaveLength(before + 1);
	});

	test.each([
		['501', { status: 501, body: { error: { message: 'no files here' } } }],
		['403', { status: 403, body: { error: { message: 'no' } } }],
		['a text in its place', { status: 200, body: { note: 'no file here' } }],
	])('%s is final', async (_, fault) => {
		const { id } = await finished();
		const known = await stage.videos.retrieve(id);
		await stage.sandbox.fault({ match: { path: 'content$' }, times: null, fault } as never);
		const before = (await stage.sandbox.requests({ path: /content/ })).length;
		const error = await failureOf(stage.videos.downloadContent(id, WISH, known));
		expect(error.kind).toBe('noFile');
		expect(await stage.sandbox.requests({ path: /content/ })).toHaveLength(before + 1);
	});

	test.each(['thumbnail', 'spritesheet'] as const)(
		'a %s that the server does not know is not waited for',
		async (variant) => {
			const { id } = await finished();
			const known = await stage.videos.retrieve(id);
			await stage.sandbox.fault(NO_CONTENT as never);
			const before = (await stage.sandbox.requests({ path: /content/ })).length;
			const error = await failureOf(stage.videos.downloadContent(id, { ...WISH, variant }, known));
			expect(error.message).toContain(
				`The server has no ${variant === 'thumbnail' ? variant : 'sprite sheet'} of the video ${id}`,
			);
			expect(await stage.sandbox.requests({ path: /content/ })).toHaveLength(before + 1);
		},
	);

	test('a thumbnail that is not ready is waited for', async () => {
		const { id } = await finished();
		const known = await stage.videos.retrieve(id);
		const fault = { status: 404, body: { error: { message: 'The thumbnail is not ready' } } };
		await stage.sandbox.fault({ match: { path: 'content$' }, times: 5, fault } as never);
		const { transport } = hurried();
		const [{ file }] = await stage
			.videosOf({ transport })
			.downloadContent(id, { ...WISH, variant: 'thumbnail' }, known);
		expect(file.mimeType).toBe('image/webp');
	});

	test('a content endpoint that the server is not known to have is not waited for', async () => {
		const { id } = await finished();
		const videos = stage.videosOf({ dialect: { ...openrouter, offers: ['retrieve'] } });
		const known = await videos.retrieve(id);
		await stage.sandbox.fault(NO_CONTENT as never);
		const before = (await stage.sandbox.requests({ path: /content/ })).length;
		const error = await failureOf(videos.downloadContent(id, WISH, known));
		expect(error.kind).toBe('noFile');
		expect(await stage.sandbox.requests({ path: /content/ })).toHaveLength(before + 1);
	});

	test("the wait ends at the connection's own timeout", async () => {
		const { id } = await finished();
		const known = await stage.videos.retrieve(id);
		await stage.sandbox.fault(NO_CONTENT as never);
		const before = (await stage.sandbox.requests({ path: /content/ })).length;
		const { transport } = hurried();
		const error = await failureOf(
			stage.videosOf({ transport, timeoutMs: 5000 }).downloadContent(id, WISH, known),
		);
		expect(error.message).toContain('HTTP 404');
		// Pauses of 1, 2 and 4 s fit in between: four looks of four tries.
		const asked = await stage.sandbox.requests({ path: /content/ });
		expect(asked.length).toBeLessThanOrEqual(before + 16);
	});
});
