import { createHash } from 'node:crypto';
import { until } from '../support/until.mts';
import { fileOf } from './support/engine.mts';
import { byId, useStage } from './support/stage.mts';

const stage = useStage({ renderSeconds: 0.3 });
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };
const CONTENT = { path: 'content$' };
const POLLS = { ...RETRIEVE, path: new RegExp(RETRIEVE.path) };
const DOWNLOADS = { path: new RegExp(CONTENT.path) };
const PROMPT = { operation: 'create', prompt: 'a lake' };
const DOWN = { status: 500, body: { error: { message: 'down' } } };

/** A finished video and its bytes. */
async function clip() {
	const id = await stage.api.createEnded();
	const answer = await stage.api.call('GET', `/videos/${id}/content`);
	return { id, mp4: Buffer.from(await answer.arrayBuffer()) };
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test.each([
	['500', { times: 2, fault: DOWN }],
	['503', { times: 1, fault: { status: 503, headers: { 'retry-after': '1' }, body: '' } }],
	['429', { times: 1, fault: { status: 429, headers: { 'retry-after-ms': '50' }, body: '' } }],
	['a dropped connection', { times: 1, fault: { drop: 'before' } }],
	[
		'half a JSON',
		{ times: 1, fault: { status: 200, body: '{"id": "vi', contentType: 'application/json' } },
	],
	[
		'a web page',
		{ times: 1, fault: { status: 200, body: '<html>hi</html>', contentType: 'text/html' } },
	],
	['404 right after the create', { times: 1, fault: { status: 404, body: {} } }],
] as const)('%s while polling does not end the wait', async (_, rule) => {
	await stage.sandbox.fault({ match: RETRIEVE, ...(rule as object) } as never);
	const { items, error } = await stage.run({ parameters: { ...PROMPT, returnWhat: 'video' } });
	expect(error).toBeUndefined();
	expect(items[0].json.status).toBe('completed');
});

test.each([
	['a dropped connection', { drop: 'before' }],
	['503', { status: 503, headers: { 'retry-after-ms': '100' }, body: '' }],
	['500', DOWN],
] as const)('%s at the first look does not end Wait for Completion', async (_, fault) => {
	const id = await stage.api.create();
	await stage.sandbox.fault({ match: RETRIEVE, fault: fault as never });
	const { items, error } = await stage.run({
		parameters: { operation: 'waitForCompletion', video: byId(id), downloadFile: false },
	});
	expect(error).toBeUndefined();
	expect(items[0].json.status).toBe('completed');
});

test('a key that is refused while polling ends the wait, and the message names the video', async () => {
	await stage.sandbox.fault({
		match: RETRIEVE,
		times: null,
		fault: { status: 401, body: { error: { message: 'Key revoked' } } },
	});
	const { error } = await stage.run({ parameters: PROMPT });
	const [{ id }] = await stage.sandbox.jobs();
	expect(error?.message).toBe(`The server refused to get the video ${id} (HTTP 401): Key revoked`);
	expect(error?.description).toContain(`"Wait for Completion" with the video ${id}`);
});

test('after 429 the server decides when to ask again, else its polling hint does', async () => {
	await stage.sandbox.settings({ renderSeconds: 600, pollAfterMs: 250 });
	const running = stage.run({ parameters: { ...PROMPT, returnWhat: 'video' } });
	// Without a hint there is half a second between two polls, or more.
	await until('polls at the pace of the hint', async () => {
		const times = (await stage.sandbox.requests(POLLS)).map(({ at }) => at);
		return times.some((at, n) => at - times[n - 1] < 500);
	});
	await stage.sandbox.finishAll();
	await running;
	await stage.sandbox.reset();
	await stage.sandbox.settings({ renderSeconds: 0.1, pollAfterMs: 250 });
	await stage.sandbox.fault({
		match: RETRIEVE,
		fault: { status: 429, headers: { 'retry-after-ms': '1500' }, body: '' },
	});
	const { durationMs } = await stage.run({ parameters: { ...PROMPT, returnWhat: 'video' } });
	expect(durationMs).toBeGreaterThanOrEqual(2400);
});

test("the user's own interval goes before the server's hint", async () => {
	await stage.sandbox.settings({ renderSeconds: 2.5, pollAfterMs: 100 });
	await stage.run({
		parameters: { ...PROMPT, returnWhat: 'video', options: { pollInterval: 2 } },
	});
	expect((await stage.sandbox.jobs())[0].polls).toBeLessThanOrEqual(2);
});

test.each(['expired', 'Cancelled', 'canceled', 'rejected'])(
	'the end "%s" is known, and told in the message',
	async (ended) => {
		await stage.sandbox.fault({
			match: { method: 'POST' },
			fault: { job: { outcome: 'failed_without_error', status: { running: 'pending', ended } } },
		});
		const { error, status } = await stage.run({ parameters: PROMPT });
		expect(error?.message).toContain(
			`failed: the server says "${ended.replace('canceled', 'cancelled')}"`,
		);
		expect(status).toBe('error');
	},
);

test.each([
	['generating', 'succeeded'],
	['WEIRD_NEW_WORD', 'Success'],
])('the statuses "%s" and "%s" are understood and never reach the user', async (running, ended) => {
	await stage.sandbox.fault({
		match: { method: 'POST' },
		fault: { job: { status: { running, ended } } },
	});
	const { items } = await stage.run({ parameters: PROMPT });
	expect(items[0].json.status).toBe('completed');
	expect(items[0].binary?.data).toBeDefined();
});

test.each([
	['failed_without_error', /^The video video_\w+ failed, and the server gives no reason$/],
	['moderation', /^The video video_\w+ failed: Your request was blocked by our moderation system/],
] as const)('a job that ends as %s ends the wait', async (outcome, message) => {
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { job: { outcome } } });
	const { error } = await stage.run({ parameters: PROMPT });
	expect(error?.message).toMatch(message);
});

test.each([
	['a truncated body', { body: { truncateAt: 5000 } }],
	['a body that stops coming', { body: { stallAt: 5000 } }],
	['a dropped connection', { drop: 'before' }],
	['a 500 of the storage', DOWN],
	['a 409 just after the end', { status: 409, body: { error: { message: 'not yet' } } }],
] as const)('%s is downloaded again, whole', async (_, fault) => {
	await stage.sandbox.fault({ match: CONTENT, fault: fault as never });
	const { items, error } = await stage.run({
		parameters: { ...PROMPT, options: { requestTimeout: 2 } },
	});
	expect(error).toBeUndefined();
	const direct = await stage.api.call('GET', `/videos/${items[0].json.id}/content`);
	expect(sha(await fileOf(items[0]))).toBe(sha(Buffer.from(await direct.arrayBuffer())));
});

test('a slow body that keeps coming is no reason to end', async () => {
	await stage.sandbox.settings({ fileBytes: 500_000 });
	await stage.sandbox.fault({ match: CONTENT, fault: { body: { bytesPerSecond: 100_000 } } });
	const { items, error } = await stage.run({
		parameters: { ...PROMPT, options: { requestTimeout: 4 } },
	});
	expect(error).toBeUndefined();
	expect((await fileOf(items[0])).length).toBe(500_000);
	expect(await stage.sandbox.requests(DOWNLOADS)).toHaveLength(1);
});

test('a body without a length is taken as it comes', async () => {
	await stage.sandbox.fault({ match: CONTENT, fault: { chunked: true } });
	const { items } = await stage.run({ parameters: PROMPT });
	expect((await fileOf(items[0])).length).toBeGreaterThan(1000);
});

test('a wrong label on the file does not matter: its bytes do', async () => {
	await stage.sandbox.fault({
		match: CONTENT,
		fault: { relabel: { 'content-type': 'application/mp4' } },
	});
	const { items } = await stage.run({ parameters: PROMPT });
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
});

test.each([
	[
		'an error in JSON',
		{ status: 200, body: { error: { message: 'file lost' } } },
		'the server sent text instead: file lost',
	],
	[
		'a web page',
		{ status: 200, body: '<!doctype html><p>x', contentType: 'text/html' },
		'the server sent a web page instead (HTTP 200)',
	],
	['nothing', { status: 200, body: '', contentType: 'video/mp4' }, 'the server sent an empty file'],
] as const)('%s where the file should be is no file', async (_, fault, reason) => {
	await stage.sandbox.fault({ match: CONTENT, times: null, fault: fault as never });
	const { error } = await stage.run({ parameters: PROMPT });
	expect(error?.message).toMatch(
		/^The video video_\w+ is finished, but its file could not be downloaded: /,
	);
	expect(error?.message).toContain(reason);
});

test('JSON that says where the file is leads to it', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({
		match: CONTENT,
		fault: { status: 200, body: { video_url: `/v1/videos/${id}/content?again=1` } },
	});
	const { items, error } = await stage.run({
		parameters: { operation: 'download', video: byId(id) },
	});
	expect(error).toBeUndefined();
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
});

test('a file that stands in the finished answer itself is taken from there', async () => {
	const { mp4 } = await clip();
	await stage.sandbox.fault({ match: CONTENT, times: null, fault: { status: 404, body: {} } });
	await stage.sandbox.fault({
		match: { method: 'POST' },
		fault: { merge: { status: 'completed', data: [{ b64_json: mp4.toString('base64') }] } },
	});
	const { items, error } = await stage.run({ parameters: PROMPT });
	expect(error).toBeUndefined();
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
	expect(sha(await fileOf(items[0]))).toBe(sha(mp4));
});

test('Download finds the file where the job says that it is', async () => {
	const { id } = await clip();
	await stage.sandbox.fault({
		match: CONTENT,
		fault: { status: 400, body: { detail: 'stored in the cloud' } },
	});
	await stage.sandbox.fault({
		match: RETRIEVE,
		fault: { merge: { url: `${stage.sandbox.baseUrl}/videos/${id}/content?from=job` } },
	});
	const { items, error } = await stage.run({
		parameters: { operation: 'download', video: byId(id) },
	});
	expect(error).toBeUndefined();
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
});

test('Download of a video that failed says so', async () => {
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { job: { outcome: 'failed' } } });
	const id = await stage.api.createEnded();
	const { error } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
	expect(error?.message).toContain(`The video ${id} failed`);
});

test('a server that wants to be asked again at once is not asked without a pause', async () => {
	await stage.sandbox.fault({
		match: RETRIEVE,
		forMs: 2500,
		fault: { status: 503, headers: { 'retry-after': '0' }, body: '' },
	});
	await stage.run({ parameters: { ...PROMPT, returnWhat: 'video' } });
	expect((await stage.sandbox.requests({ path: /videos\/[^/]+$/ })).length).toBeLessThan(6);
});

test('a server that does not answer a poll cannot hold the wait beyond its time-out', async () => {
	const id = await stage.api.create();
	await stage.sandbox.fault({
		match: RETRIEVE,
		times: null,
		skip: 1,
		fault: { answerDelayMs: 60_000 },
	});
	await stage.sandbox.settings({ renderSeconds: 60 });
	const { error, durationMs } = await stage.run({
		parameters: { operation: 'waitForCompletion', video: byId(id), options: { timeout: 0.02 } },
	});
	expect(durationMs).toBeLessThan(30_000);
	expect(error === undefined || error.message.includes('was not finished')).toBe(true);
});

test('Download before the video is ready says so', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const id = await stage.api.create();
	const { error } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
	expect(error?.message).toMatch(`The video ${id} is not finished yet (status `);
	expect(error?.description).toContain('"Wait for Completion"');
});

test('Download of an expired video says so', async () => {
	await stage.sandbox.settings({ expiresAfterSeconds: 0.2 });
	const id = await stage.api.createEnded();
	await new Promise((resolve) => setTimeout(resolve, 1500));
	const { error } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
	expect(error?.message).toMatch(`The file of the video ${id} has expired`);
});

test('Stop ends a wait at once, and nobody asks the server any more', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const { status, durationMs } = await stage.run({
		parameters: PROMPT,
		stopWhen: async () => (await stage.sandbox.requests(POLLS)).length > 0,
	});
	expect(status).toBe('canceled');
	expect(durationMs).toBeLessThan(30_000);
	const { requests } = await stage.sandbox.stats();
	await new Promise((resolve) => setTimeout(resolve, 2500));
	expect((await stage.sandbox.stats()).requests).toBe(requests);
});

test('Stop ends a download at once', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({ match: CONTENT, fault: { body: { bytesPerSecond: 100 } } });
	const { status, durationMs } = await stage.run({
		parameters: { operation: 'download', video: byId(id) },
		stopWhen: async () => (await stage.sandbox.requests(DOWNLOADS)).length > 0,
	});
	expect(status).toBe('canceled');
	expect(durationMs).toBeLessThan(30_000);
	await until('the end of the download', async () => {
		const [content] = await stage.sandbox.requests(DOWNLOADS);
		return content.closedEarly;
	});
});
