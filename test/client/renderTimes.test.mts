import { RenderTimes } from '../../client/renderTimes/renderTimes';
import { seedRenderTimes } from '../../client/renderTimes/seed';
import type { Video } from '../../protocol/reading/video';
import { until } from '../support/until.mts';
import { createOf, useClient } from './support/stage.mts';

const stage = useClient();
const AUTOMATIC = { minutes: 1, intervalSeconds: 0 };
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };
const LIST = { method: 'GET', path: '/videos$' };

async function hideProgress(): Promise<void> {
	const fault = { merge: { progress: 0 } };
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault });
}

/** Creates a video, waits for it, and says how long after its create the first poll came. */
async function waited(renderTimes: RenderTimes): Promise<{ firstMs: number; video: Video }> {
	const videos = stage.videosOf({ renderTimes });
	const created = await videos.create(createOf({ seconds: '4' }));
	const { video } = await videos.poll(created.video.id, AUTOMATIC, created);
	const job = (await stage.sandbox.jobs()).find(({ id }) => id === video.id);
	const [poll] = await stage.sandbox.requests({ method: 'GET', path: new RegExp(`/${video.id}$`) });
	return { firstMs: poll.at - job!.createdAt, video };
}

test('a wait learns how long the render took, and the next one asks seldom', async () => {
	await stage.sandbox.settings({ renderSeconds: 5 });
	await hideProgress();
	const renderTimes = new RenderTimes();
	const first = await waited(renderTimes);
	const [learned] = renderTimes.of(stage.server.baseUrl, first.video);
	expect(learned).toBeGreaterThanOrEqual(4000);
	expect(learned).toBeLessThan(7000);
	// One time alone says little.
	for (let times = 0; times < 4; times += 1) {
		renderTimes.note(stage.server.baseUrl, first.video, learned);
	}
	const next = await waited(renderTimes);
	// Without what was learned it comes after a second.
	expect(next.firstMs).toBeGreaterThanOrEqual(1900);
	expect(renderTimes.of(stage.server.baseUrl, next.video)).toHaveLength(6);
}, 30_000);

test("the user's interval comes first", async () => {
	const renderTimes = new RenderTimes();
	const { video } = await waited(renderTimes);
	for (let times = 0; times < 5; times += 1) {
		renderTimes.note(stage.server.baseUrl, video, 3_600_000);
	}
	await stage.sandbox.settings({ renderSeconds: 600 });
	const videos = stage.videosOf({ renderTimes });
	const created = await videos.create(createOf({ seconds: '4' }));
	stage.transport.reset();
	const plan = { minutes: 1, intervalSeconds: 0.1 };
	const polling = videos.poll(created.video.id, plan, created);
	await until('four pauses', () => stage.transport.pauses.length > 3);
	await stage.sandbox.finish(created.video.id);
	await polling;
	expect(new Set(stage.transport.pauses)).toEqual(new Set([100]));
}, 30_000);

describe("the server's list", () => {
	const renderTimes = () => new RenderTimes();

	test('says how long finished jobs took, once', async () => {
		await stage.sandbox.settings({ renderSeconds: 1.5 });
		const id = await stage.api.createEnded();
		const times = renderTimes();
		const server = { ...stage.server, renderTimes: times };
		await seedRenderTimes(server);
		const { video } = await stage.videos.retrieve(id);
		const seconds = video.completed_at! - video.created_at!;
		expect(times.of(server.baseUrl, video)).toEqual([seconds * 1000]);
		await seedRenderTimes(server);
		expect(times.of(server.baseUrl, video)).toHaveLength(1);
		expect(await stage.sandbox.requests({ method: 'GET', path: /\/videos$/ })).toHaveLength(1);
	});

	test('teaches nothing where it cannot be read, and fails nothing', async () => {
		await stage.sandbox.fault({ match: LIST, times: null, fault: { status: 500, body: {} } });
		const server = { ...stage.server, renderTimes: renderTimes() };
		await expect(seedRenderTimes(server, AbortSignal.timeout(200))).resolves.toBeUndefined();
	});

	test('is not read of a server that has none', async () => {
		const offers = stage.server.dialect.offers.filter((feature) => feature !== 'list');
		const dialect = { ...stage.server.dialect, offers };
		await seedRenderTimes({ ...stage.server, dialect, renderTimes: renderTimes() });
		expect(await stage.sandbox.requests({ method: 'GET', path: /\/videos$/ })).toHaveLength(0);
	});
});
