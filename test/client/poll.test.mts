import { RenderTimes } from '../../client/renderTimes/renderTimes';
import { Videos } from '../../client/videos';
import { until } from '../support/until.mts';
import { createTransport } from './support/transport.mts';
import { failureOf, QUICK, serverOf, useClient } from './support/stage.mts';

const stage = useClient();
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };

test('poll waits until the job has ended', async () => {
	await stage.sandbox.settings({ renderSeconds: 600 });
	const id = await stage.api.create();
	const polling = stage.videos.poll(id, QUICK);
	await until('a second poll', async () => (await stage.sandbox.jobs())[0].polls > 1);
	await stage.sandbox.finish(id);
	const { video } = await polling;
	expect(video).toMatchObject({ id, status: 'completed' });
});

test('a job that is known to have ended is not asked for', async () => {
	const id = await stage.api.createEnded();
	const known = await stage.videos.retrieve(id);
	const { polls } = (await stage.sandbox.jobs())[0];
	expect(await stage.videos.poll(id, QUICK, known)).toBe(known);
	expect((await stage.sandbox.jobs())[0].polls).toBe(polls);
});

test.each([
	['500', { status: 500, body: {} }],
	['a lost connection', { drop: 'before' }],
	['half an answer', { body: { truncateAt: 20 } }],
	['a web page', { status: 200, body: '<html>', contentType: 'text/html' }],
	['"not found", once', { status: 404, body: {} }],
] as const)('%s does not end the wait for a job that is known', async (_, fault) => {
	const created = await stage.videos.create({ bodies: [() => ({ prompt: 'a' })] });
	await stage.sandbox.fault({ match: RETRIEVE, fault: fault as never });
	const { video } = await stage.videos.poll(created.video.id, QUICK, created);
	expect(video.status).toBe('completed');
});

test('202 without a body means that the job goes on', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({ match: RETRIEVE, times: 2, fault: { status: 202, body: '' } });
	expect((await stage.videos.retrieve(id)).video).toMatchObject({ id, status: 'in_progress' });
	expect((await stage.videos.poll(id, QUICK)).video).toMatchObject({ id, status: 'completed' });
});

test('a job that stays unknown ends the wait', async () => {
	const created = await stage.videos.create({ bodies: [() => ({ prompt: 'a' })] });
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { status: 404, body: {} } });
	const error = await failureOf(stage.videos.poll(created.video.id, QUICK, created));
	expect([error.kind, error.details.videoId]).toEqual(['notFound', created.video.id]);
});

test('the time limit ends the wait with what was last known', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const id = await stage.api.create();
	const plan = { minutes: 0.15 / 60, intervalSeconds: 0.02 };
	const error = await failureOf(stage.videos.poll(id, plan));
	expect(error.kind).toBe('deadline');
	expect(error.message).toMatch(
		/^The video \S+ was not finished after .* minutes \(status in_progress/,
	);
	expect(error.details).toMatchObject({ videoId: id, videoStatus: 'in_progress' });
});

test("the server's hint decides when to poll, and its Retry-After goes before", async () => {
	await stage.sandbox.settings({ renderSeconds: 600, pollAfterMs: 120 });
	const id = await stage.api.create();
	const overloaded = { status: 503, headers: { 'retry-after-ms': '1300' }, body: {} };
	await stage.sandbox.fault({ match: RETRIEVE, skip: 2, fault: overloaded });
	const polling = stage.videos.poll(id, { minutes: 1, intervalSeconds: 0 });
	await until('three pauses', () => stage.transport.pauses.length >= 3);
	await stage.sandbox.finish(id);
	await polling;
	expect(stage.transport.pauses.slice(0, 3)).toEqual([120, 120, 1300]);
});

test('Stop ends the wait at once', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const id = await stage.api.create();
	const stop = new AbortController();
	const transport = createTransport(`Bearer ${stage.sandbox.key}`, stop.signal);
	const videos = new Videos(serverOf(transport, stage.sandbox.baseUrl));
	const failing = failureOf(videos.poll(id, { minutes: 1, intervalSeconds: 30 }));
	await until('the pause', () => transport.pauses.length > 0);
	const startedAt = Date.now();
	stop.abort();
	expect((await failing).kind).toBe('stopped');
	expect(Date.now() - startedAt).toBeLessThan(15_000);
	await transport.close();
});

test("the end of the host's time is a time limit, not a stop", async () => {
	const id = await stage.api.create();
	const transport = createTransport(`Bearer ${stage.sandbox.key}`, AbortSignal.timeout(60));
	const videos = new Videos(serverOf(transport, stage.sandbox.baseUrl));
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { answerDelayMs: 3000 } });
	expect((await failureOf(videos.poll(id, QUICK))).kind).toBe('deadline');
	await transport.close();
});

test("a status that nobody has seen yet means running, and is named at the time limit in the server's own word", async () => {
	const created = await stage.videos.create({ bodies: [() => ({ prompt: 'a' })] });
	const merge = { status: 'color_grading', progress: 40 };
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { merge } });
	const plan = { minutes: 0.005, intervalSeconds: 0.02 };
	const error = await failureOf(stage.videos.poll(created.video.id, plan, created));
	expect(error.kind).toBe('deadline');
	expect(error.message).toContain('status "color_grading", which this node does not know, 40 %');
});

test('a wrapped answer ends the wait', async () => {
	const created = await stage.videos.create({ bodies: [() => ({ prompt: 'a' })] });
	const wrapped = {
		code: 'success',
		data: { task_id: 'other', status: 'SUCCESS', progress: '100%' },
	};
	await stage.sandbox.fault({ match: RETRIEVE, fault: { status: 200, body: wrapped } });
	const { video } = await stage.videos.poll(created.video.id, QUICK, created);
	expect(video).toMatchObject({ id: created.video.id, status: 'completed', progress: 100 });
});

test('an answer that is no job is quoted at the time limit', async () => {
	const created = await stage.videos.create({ bodies: [() => ({ prompt: 'a' })] });
	const wrapped = { code: 500, msg: 'database is locked', data: null };
	await stage.sandbox.fault({
		match: RETRIEVE,
		times: null,
		fault: { status: 200, body: wrapped },
	});
	const plan = { minutes: 0.005, intervalSeconds: 0.02 };
	const error = await failureOf(stage.videos.poll(created.video.id, plan, created));
	expect(error.message).toContain('The server answered last: database is locked (HTTP 200)');
});

test('of a job that nobody saw going on, the server alone says how long it took', async () => {
	const id = await stage.api.createEnded();
	const createdAt = Math.floor(Date.now() / 1000) - 3 * 24 * 3600;
	const merge = { model: 'wan', size: '', created_at: createdAt, completed_at: createdAt + 60 };
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { merge } });
	const renderTimes = new RenderTimes();
	const videos = stage.videosOf({ renderTimes });
	const ended = await videos.poll(id, QUICK);
	await videos.poll(id, QUICK, ended);
	expect(renderTimes.of(stage.server.baseUrl, ended.video)).toEqual([60_000, 60_000]);
});
