import { fileOf } from './support/engine.mts';
import { byId, useStage } from './support/stage.mts';

// Result places: the content endpoint has nothing, and the job says where its file is. Each way to name the place: test/unit/results.
const stage = useStage();
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };
const CREATE = { operation: 'create', prompt: 'a lake' };

/** A file, and its place on the server; no other job has its content at the endpoint. */
async function placed() {
	const id = await stage.api.createEnded({ prompt: 'a hill' });
	const answer = await stage.api.call('GET', `/videos/${id}/content`);
	const bytes = Buffer.from(await answer.arrayBuffer());
	const match = { path: `/videos/(?!${id})[^/]+/content$` };
	await stage.sandbox.fault({ match, times: null, fault: { status: 404, body: {} } });
	return { bytes, place: `/v1/videos/${id}/content` };
}

async function jobsSay(merge: Record<string, unknown>) {
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { merge } });
}

const ops = (id: string) => [
	CREATE,
	{ operation: 'waitForCompletion', video: byId(id) },
	{ operation: 'retrieve', video: byId(id) },
];

test.each<[string, (url: string) => Record<string, unknown>]>([
	['result_url', (url) => ({ status: 'completed', result_url: url })],
	['content.video_url', (url) => ({ status: 'succeeded', content: { video_url: url } })],
	['metadata.url', (url) => ({ status: 'completed', metadata: { url } })],
])('%s: the file arrives, and its absolute URL is the url of the output', async (_, job) => {
	const { bytes, place } = await placed();
	const id = await stage.api.createEnded();
	await jobsSay(job(place));
	for (const parameters of ops(id)) {
		const { items, error } = await stage.run({ parameters });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			status: 'completed',
			url: `${stage.sandbox.origin}${place}`,
		});
		if (parameters.operation === 'retrieve') continue;
		expect((await fileOf(items[0])).equals(bytes)).toBe(true);
	}
	const { items } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
	expect((await fileOf(items[0])).equals(bytes)).toBe(true);
});

test.each([
	['whole', false],
	['raw, with Simplify off', true],
])('a data: URL is a file, and is not in the output: %s', async (_, isRaw) => {
	const { bytes } = await placed();
	const id = await stage.api.createEnded();
	// Short enough not to be cut out of the answer, and long enough to be a nuisance.
	for (const length of [20_000, 400_000]) {
		const file = Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length))]);
		const url = `data:video/mp4;base64,${file.toString('base64')}`;
		await stage.sandbox.fault({ match: RETRIEVE, times: 3, fault: { merge: { url } } });
		for (const parameters of ops(id).slice(1)) {
			const { items, error } = await stage.run({
				parameters: { ...parameters, options: { simplify: !isRaw } },
			});
			expect(error).toBeUndefined();
			if (!isRaw) expect(items[0].json).not.toHaveProperty('url');
			expect(JSON.stringify(items[0].json).length).toBeLessThan(isRaw ? 300_000 : 3000);
			if (parameters.operation === 'retrieve') continue;
			expect((await fileOf(items[0])).equals(file)).toBe(true);
		}
		const { items } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
		expect((await fileOf(items[0])).equals(file)).toBe(true);
	}
});

test('download window: the content endpoint answers 502 for 12 s after the end, then the file arrives', async () => {
	const id = await stage.api.createEnded();
	const match = { path: '/content$' };
	// Until 12 s after the end of the video that Create makes in the meantime, which takes two seconds at most.
	await stage.sandbox.fault({ match, forMs: 14_000, fault: { status: 502, body: '' } });
	const runs = [CREATE, { operation: 'download', video: byId(id) }].map(
		async (parameters) => await stage.run({ parameters }),
	);
	for (const { items, error } of await Promise.all(runs)) {
		expect(error).toBeUndefined();
		expect(items[0].binary?.data.mimeType).toBe('video/mp4');
	}
	expect(await stage.sandbox.jobs()).toHaveLength(2);
});
