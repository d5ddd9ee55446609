import { answered, apiOf } from '../support/api.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';

let sandbox: Sandbox;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
	sandbox = await startSandbox({ renderSeconds: 0.05 });
	api = apiOf(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const content = (id: string) => api.call('GET', `/videos/${id}/content`);
const bytesOf = async (answer: Promise<Response>) =>
	Buffer.from(await (await answer).arrayBuffer());

test('a file size is met to the byte, and the mp4 still parses', async () => {
	const plain = await bytesOf(content(await api.createEnded()));
	for (const fileBytes of [plain.length - 100, plain.length + 1, 5_000_000]) {
		await sandbox.settings({ fileBytes });
		const padded = await bytesOf(content(await api.createEnded()));
		expect(padded.length).toBe(fileBytes);
		expect(await mp4Info(padded)).toEqual(await mp4Info(plain));
	}
});

test('a clip is never cut to a file size', async () => {
	const plain = await bytesOf(content(await api.createEnded()));
	await sandbox.settings({ fileBytes: 1000 });
	expect((await bytesOf(content(await api.createEnded()))).equals(plain)).toBe(true);
});

test('a video may be something else than was requested', async () => {
	await sandbox.settings({ delivered: { size: '832x480', seconds: '2' } });
	const id = await api.createEnded({ size: '1280x720', seconds: '8' });
	const { body } = await answered(api.call('GET', `/videos/${id}`));
	expect(body).toMatchObject({ size: '1280x720', seconds: '8' });
	const info = await mp4Info(await bytesOf(content(id)));
	expect(info).toMatchObject({ width: 832, height: 480, durationSeconds: 2 });
});

test('1 GB streams without being held', async () => {
	const fileBytes = 1_000_000_000;
	await sandbox.fault({ fault: { job: { fileBytes } } });
	const id = await api.createEnded();
	await bytesOf(content(await api.createEnded()));
	const before = (await sandbox.stats()).rssBytes;
	let most = before;
	let bytes = 0;
	let sampled = 0;
	const body = (await content(id)).body as unknown as AsyncIterable<Uint8Array>;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes - sampled < 100_000_000) continue;
		sampled = bytes;
		most = Math.max(most, (await sandbox.stats()).rssBytes);
	}
	expect(bytes).toBe(fileBytes);
	expect(most - before).toBeLessThan(300_000_000);
});

describe('the storage host', () => {
	const link = async (id: string) => {
		const headers = { authorization: `Bearer ${sandbox.key}` };
		const url = `${sandbox.baseUrl}/videos/${id}/content`;
		const answer = await fetch(url, { headers, redirect: 'manual' });
		expect(answer.status).toBe(302);
		return answer.headers.get('location') ?? '';
	};

	test('serves what content redirects to, without a key', async () => {
		await sandbox.settings({ redirectContent: true });
		const url = await link(await api.createEnded());
		expect(new URL(url).origin).toBe(sandbox.storageOrigin);
		const answer = await fetch(url);
		expect(answer.headers.get('content-type')).toBe('video/mp4');
		const info = await mp4Info(new Uint8Array(await answer.arrayBuffer()));
		expect(info.durationSeconds).toBe(4);
		const requests = await sandbox.requests({ host: 'storage' });
		expect(requests).toMatchObject([{ method: 'GET', status: 200 }]);
	});

	test('refuses a second kind of auth, and a wrong signature', async () => {
		await sandbox.settings({ redirectContent: true });
		const url = await link(await api.createEnded());
		for (const name of ['authorization', 'api-key', 'x-api-key']) {
			const answer = await fetch(url, { headers: { [name]: 'x' } });
			expect(answer.status).toBe(400);
			expect(await answer.text()).toContain('Only one auth mechanism allowed');
		}
		expect((await fetch(url.replace('sig=', 'sig=0'))).status).toBe(403);
		expect((await fetch(url.replace('variant=video', 'variant=thumbnail'))).status).toBe(403);
	});

	test('fails as it is told to', async () => {
		await sandbox.settings({ redirectContent: true });
		const url = await link(await api.createEnded());
		await sandbox.fault({ match: { host: 'storage' }, fault: { status: 500 } });
		expect((await fetch(url)).status).toBe(500);
		expect((await fetch(url)).status).toBe(200);
		await sandbox.settings({ storageStatus: 503 });
		expect((await fetch(url)).status).toBe(503);
	});
});

test('200 jobs of one prompt cost one render', async () => {
	const { clips } = await sandbox.stats();
	const prompt = 'two hundred balloons';
	const ids = await Promise.all(Array.from({ length: 200 }, () => api.create({ prompt })));
	expect(new Set(ids).size).toBe(200);
	await new Promise((resolve) => setTimeout(resolve, 60));
	const files = await Promise.all(ids.map((id) => bytesOf(content(id))));
	expect(files.every((file) => file.equals(files[0] ?? Buffer.alloc(0)))).toBe(true);
	const stats = await sandbox.stats();
	expect(stats).toMatchObject({ created: 200, requests: 400, inFlight: 0, clips: clips + 1 });
	expect(stats.maxInFlight).toBeGreaterThan(10);
});

// In each, the status that is looked for lasts until it is seen.
test.each([
	['queued', 600, 600],
	['in_progress', 0.2, 600],
	['completed', 0.2, 0.4],
])('a job is %s by the clock', async (status, queueSeconds, renderSeconds) => {
	await sandbox.settings({ queueSeconds, renderSeconds, pollAfterMs: 700 });
	const id = await api.create();
	let polls = 0;
	await until(status, async () => {
		polls += 1;
		const answer = api.call('GET', `/videos/${id}`);
		expect((await answer).headers.get('openai-poll-after-ms')).toBe('700');
		return (await answered(answer)).body.status === status;
	});
	const [job] = await sandbox.jobs();
	expect(job).toMatchObject({
		polls,
		startedAt: status === 'queued' ? null : job.createdAt + 200,
		completedAt: status === 'completed' ? job.createdAt + 600 : null,
	});
});

test('reset forgets everything and goes back to the settings of the start', async () => {
	await sandbox.settings({ renderSeconds: 9, key: 'another' });
	await api.call('GET', '/videos');
	await sandbox.reset();
	expect(await sandbox.settings()).toMatchObject({ renderSeconds: 0.05, key: 'sk-sandbox' });
	expect(await sandbox.requests()).toEqual([]);
	expect(await sandbox.jobs()).toEqual([]);
});
