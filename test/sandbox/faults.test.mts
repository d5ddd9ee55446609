import { answered, apiOf } from '../support/api.mts';
import { startSandbox, type FaultRule, type Sandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';

let sandbox: Sandbox;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
	sandbox = await startSandbox({ renderSeconds: 0.05 });
	api = apiOf(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const list = () => api.call('GET', '/videos');
const creates = { method: 'POST', path: '/v1/videos$' };
const contents = { path: '/content$' };
const post = () => api.postJson('/videos', { prompt: 'x' });
const created = async () => (await sandbox.stats()).created;
const textOf = async (answer: Promise<Response>) => (await answer).text();
const lastRequest = async () => (await sandbox.requests()).at(-1);

describe('which requests', () => {
	const statuses = async (count: number) => {
		const seen: number[] = [];
		for (let index = 0; index < count; index += 1) seen.push((await list()).status);
		return seen;
	};

	test('one by default', async () => {
		await sandbox.fault({ fault: { status: 503 } });
		expect(await statuses(3)).toEqual([503, 200, 200]);
	});

	test('after some, so many', async () => {
		await sandbox.fault({ skip: 1, times: 2, fault: { status: 503 } });
		expect(await statuses(4)).toEqual([200, 503, 503, 200]);
	});

	test('all, until the rules are cleared', async () => {
		await sandbox.fault({ times: null, fault: { status: 503 } });
		expect(await statuses(3)).toEqual([503, 503, 503]);
		await sandbox.clearFaults();
		expect(await statuses(1)).toEqual([200]);
	});

	test('for a while', async () => {
		await sandbox.fault({ forMs: 3000, fault: { status: 503 } });
		expect(await statuses(2)).toEqual([503, 503]);
		await until('the end of the fault', async () => (await list()).status === 200, 30_000);
	});

	test('of one method and path', async () => {
		const path = '/v1/videos/[^/]+$';
		await sandbox.fault({ match: { method: 'DELETE', path }, fault: { status: 503 } });
		expect(await statuses(1)).toEqual([200]);
		expect((await api.call('DELETE', '/videos/a')).status).toBe(503);
	});

	test('a rule that says nothing, or a word that nobody knows, is refused', async () => {
		const rules: unknown[] = [
			{ fault: {} },
			{ fault: { sttaus: 500 } },
			{ fault: { status: 500 }, match: { path: '(' } },
			{ fault: { job: { outcome: 'lost' } } },
		];
		for (const rule of rules) await expect(sandbox.fault(rule as FaultRule)).rejects.toThrow();
		await expect(sandbox.settings({ renderSeconds: -1 })).rejects.toThrow();
	});
});

describe('instead of handling', () => {
	test('a status with the reference’s envelope', async () => {
		await sandbox.fault({ match: creates, fault: { status: 500 } });
		expect(await answered(post())).toEqual({
			status: 500,
			body: {
				error: { message: 'Fault: status 500.', type: 'server_error', param: null, code: null },
			},
		});
		expect(await created()).toBe(0);
		expect(await lastRequest()).toMatchObject({ body: { prompt: 'x' }, status: 500 });
	});

	test('headers, a body as it is, a content type', async () => {
		await sandbox.fault({
			fault: {
				status: 200,
				headers: { 'retry-after': '2' },
				body: '{"id": "vid',
				contentType: 'application/json',
			},
		});
		const answer = await post();
		expect(answer.headers.get('retry-after')).toBe('2');
		expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
		expect(await answer.text()).toBe('{"id": "vid');
	});

	test('before the key is looked at', async () => {
		await sandbox.fault({ fault: { status: 502, body: '<html>Bad Gateway</html>' } });
		expect((await fetch(`${sandbox.baseUrl}/videos`)).status).toBe(502);
		expect((await fetch(`${sandbox.baseUrl}/videos`)).status).toBe(401);
	});

	test('a dropped connection', async () => {
		await sandbox.fault({ match: creates, fault: { drop: 'before' } });
		await expect(post()).rejects.toThrow('fetch failed');
		expect(await created()).toBe(0);
		expect(await lastRequest()).toMatchObject({ status: null, closedEarly: false });
	});
});

describe('handled, but', () => {
	test('the connection drops before the answer', async () => {
		await sandbox.fault({ match: creates, fault: { drop: 'after' } });
		await expect(post()).rejects.toThrow('fetch failed');
		expect(await created()).toBe(1);
		expect(await lastRequest()).toMatchObject({ status: null, closedEarly: false });
	});

	test('something else is answered', async () => {
		const replace = {
			status: 504,
			body: '<html>Gateway Time-out</html>',
			contentType: 'text/html',
		};
		await sandbox.fault({ match: creates, fault: { replace } });
		const answer = await post();
		expect(answer.status).toBe(504);
		expect(answer.headers.get('content-type')).toBe('text/html');
		expect(await answer.text()).toBe('<html>Gateway Time-out</html>');
		expect(await created()).toBe(1);
	});

	test('a file too is replaced by something else', async () => {
		const id = await api.createEnded();
		await sandbox.fault({ match: contents, fault: { replace: { body: { url: '/files/1' } } } });
		const answer = api.call('GET', `/videos/${id}/content`);
		expect(await answered(answer)).toEqual({ status: 200, body: { url: '/files/1' } });
	});

	test('fields are changed or missing', async () => {
		const merge = { status: 'submitted', error: null, url: null };
		await sandbox.fault({ match: creates, fault: { merge, remove: ['object', 'progress'] } });
		const { body } = await answered(post());
		expect(body).toMatchObject({ ...merge, prompt: 'x' });
		expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['object']));
		expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['progress']));
	});

	test.each(['delayMs', 'answerDelayMs'] as const)('%s', async (word) => {
		await sandbox.fault({ match: creates, fault: { [word]: 300 } });
		expect((await post()).status).toBe(200);
		const endedAt = await until('the end of the request', async () => {
			const { at, durationMs } = (await lastRequest())!;
			return durationMs !== null && at + durationMs;
		});
		const [{ createdAt }] = await sandbox.jobs();
		const { at } = (await lastRequest())!;
		const delayed = word === 'delayMs' ? createdAt - at : endedAt - createdAt;
		expect(delayed).toBeGreaterThanOrEqual(295);
	});
});

describe('the body', () => {
	const download = async (body: unknown, init: RequestInit = {}) => {
		const id = await api.createEnded({ prompt: 'a test card' });
		await sandbox.fault({ match: contents, fault: { body } });
		const headers = { authorization: `Bearer ${sandbox.key}` };
		return fetch(`${sandbox.baseUrl}/videos/${id}/content`, { headers, ...init });
	};
	/** Bytes that arrive until the body ends or breaks. */
	const count = async (answer: Response, onBytes: (bytes: number) => void = () => {}) => {
		const body = answer.body as unknown as AsyncIterable<Uint8Array>;
		let bytes = 0;
		try {
			for await (const chunk of body) {
				bytes += chunk.length;
				onBytes(bytes);
			}
			return { bytes, whole: true };
		} catch {
			return { bytes, whole: false };
		}
	};

	test('is cut off', async () => {
		const answer = await download({ truncateAt: 5000 });
		expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(5000);
		expect(await count(answer)).toEqual({ bytes: 5000, whole: false });
		expect(await lastRequest()).toMatchObject({ status: 200, closedEarly: false });
	});

	test('stalls, until the client gives up', async () => {
		const client = new AbortController();
		const answer = await download({ stallAt: 5000 }, { signal: client.signal });
		const counted = count(answer, (bytes) => {
			// What comes beyond has a moment to arrive.
			if (bytes >= 5000) setTimeout(() => client.abort(), 300);
		});
		expect(await counted).toEqual({ bytes: 5000, whole: false });
		await until('the end of the request', async () => (await sandbox.stats()).inFlight === 0);
		expect(await lastRequest()).toMatchObject({ closedEarly: true });
	});

	test('comes slowly', async () => {
		const start = Date.now();
		const answer = await download({ bytesPerSecond: 20_000 });
		const length = Number(answer.headers.get('content-length'));
		expect(await count(answer)).toEqual({ bytes: length, whole: true });
		expect(Date.now() - start).toBeGreaterThan((length / 20_000) * 900);
	});

	test('of JSON is cut off, or has no length', async () => {
		await sandbox.fault({ fault: { body: { truncateAt: 10 } } });
		await expect(textOf(list())).rejects.toThrow('terminated');
		await sandbox.fault({ fault: { chunked: true } });
		const answer = await list();
		expect(answer.headers.get('content-length')).toBeNull();
		expect(await answer.json()).toMatchObject({ object: 'list' });
	});
});

describe('the job', () => {
	const retrieve = async (id: string) => (await answered(api.call('GET', `/videos/${id}`))).body;

	test.each([
		['moderation', 'failed', 'moderation_blocked'],
		['failed', 'failed', 'video_generation_failed'],
		['failed_without_error', 'failed', undefined],
		['completed_without_file', 'completed', undefined],
		['expired', 'completed', undefined],
	] as const)('%s', async (outcome, status, code) => {
		await sandbox.fault({ match: creates, fault: { job: { outcome } } });
		const video = await retrieve(await api.createEnded());
		const error = code === undefined ? null : { code, message: expect.any(String) };
		expect(video).toMatchObject({ status, error });
	});

	test('hangs', async () => {
		await sandbox.fault({ match: creates, fault: { job: { outcome: 'hang' } } });
		const id = await api.create();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(await retrieve(id)).toMatchObject({ status: 'in_progress', progress: 99 });
	});

	test('reports other words', async () => {
		const status = { running: 'generating', ended: 'succeeded' };
		const job = { renderSeconds: 600, status };
		await sandbox.fault({ match: creates, fault: { job } });
		const id = await api.create();
		expect(await retrieve(id)).toMatchObject({ status: 'generating' });
		await sandbox.finish(id);
		expect(await retrieve(id)).toMatchObject({ status: 'succeeded', progress: 100 });
	});

	test.each([
		['moderation', 'moderation_blocked'],
		['fail', 'video_generation_failed'],
	])('ends as its prompt says: [sandbox:%s]', async (mark, code) => {
		const id = await api.createEnded({ prompt: `a cat [sandbox:${mark}]` });
		expect(await retrieve(id)).toMatchObject({ status: 'failed', error: { code } });
	});
});
