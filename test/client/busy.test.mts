import { BusyQueue } from '../../client/busyQueue';
import type { VideosError } from '../../client/errors';
import { Characters } from '../../client/characters';
import { createLimiter } from '../../client/limiter';
import { Videos } from '../../client/videos';
import { createOf, failureOf, useClient } from './support/stage.mts';

// How creates wait for a server that is busy with other jobs. Pauses are recorded, and last a moment.
const stage = useClient();
const CREATE = { method: 'POST', path: '/videos' };
const BUSY = { status: 409, body: { detail: 'A video generation is already in progress.' } };

const soon = async () => await new Promise<void>((resolve) => setTimeout(resolve, 5));

interface Waiting {
	queue?: BusyQueue;
	item?: number;
	timeoutMs?: number;
	stopSignal?: AbortSignal;
	/** How many pauses end; the next one lasts for ever. */
	endingPauses?: number;
}

function serverThatWaits(waiting: Waiting = {}) {
	const { queue = new BusyQueue(), item = 0, timeoutMs = 60_000, stopSignal } = waiting;
	const { endingPauses = Infinity } = waiting;
	const pauses: number[] = [];
	const sleep = async (ms: number) => {
		pauses.push(ms);
		if (pauses.length > endingPauses) await new Promise(() => {});
		await soon();
	};
	const transport = { ...stage.transport, sleep, stopSignal };
	const busyWait = { queue, item, timeoutMs };
	const server = { ...stage.server, transport, limit: createLimiter(1), busyWait };
	return { videos: new Videos(server), characters: new Characters(server), pauses };
}

const created = async () => (await stage.sandbox.jobs()).map(({ prompt }) => prompt);
const sent = async () => (await stage.sandbox.requests({ method: 'POST' })).length;

test('a create is sent again until the server takes it, with pauses that grow to 15 s', async () => {
	await stage.sandbox.fault({ match: CREATE, times: 7, fault: BUSY });
	const { videos, pauses } = serverThatWaits();
	const { video } = await videos.create(createOf());
	expect(video.status).toBe('queued');
	expect(await sent()).toBe(8);
	expect(await created()).toHaveLength(1);
	[1000, 2000, 4000, 8000, 15_000, 15_000, 15_000].forEach((planned, n) => {
		expect(pauses[n]).toBeGreaterThanOrEqual(planned * 0.75);
		expect(pauses[n]).toBeLessThanOrEqual(planned * 1.25);
	});
	expect(pauses).toHaveLength(7);
});

test.each([
	['30', 30_000],
	['0', 1000],
])('Retry-After: %s decides the pause', async (after, ms) => {
	const fault = { ...BUSY, headers: { 'retry-after': after } };
	await stage.sandbox.fault({ match: CREATE, fault });
	const { videos, pauses } = serverThatWaits();
	await videos.create(createOf());
	expect(pauses).toEqual([ms]);
});

test.each([429, 503])('%d with such words is waited for, too', async (status) => {
	const body = { error: { message: 'The limit of 1 concurrent tasks has been reached.' } };
	await stage.sandbox.fault({ match: CREATE, times: 5, fault: { status, body } });
	await serverThatWaits().videos.create(createOf());
	expect(await sent()).toBe(6);
});

test.each([
	['a rate limit', 429, 'Rate limit exceeded', 4, 'refused'],
	['a quota', 429, 'You exceeded your current quota', 4, 'refused'],
	['a video that is not finished', 409, 'Video is not completed', 1, 'refused'],
	['a server that is down', 503, 'Service unavailable', 1, 'unknownOutcome'],
])('%s is not waited for', async (_, status, message, tries, kind) => {
	const fault = { status, headers: { 'retry-after-ms': '0' }, body: { error: { message } } };
	await stage.sandbox.fault({ match: CREATE, times: null, fault });
	const failure = await failureOf(serverThatWaits().videos.create(createOf()));
	expect(failure.kind).toBe(kind);
	expect(failure.details.isBusy).toBeUndefined();
	expect(await sent()).toBe(tries);
});

test('at the timeout the error says that the server is busy, and quotes it', async () => {
	await stage.sandbox.fault({ match: CREATE, times: null, fault: BUSY });
	const failure = await failureOf(serverThatWaits({ timeoutMs: 40 }).videos.create(createOf()));
	expect(failure).toMatchObject({ kind: 'refused', details: { isBusy: true, httpStatus: 409 } });
	expect(failure.message).toBe(
		'The server is busy with another video and refused to create the video (HTTP 409): A video generation is already in progress.',
	);
	expect(await sent()).toBeGreaterThan(1);
});

test('every way to create waits: remix, edit, extend, a character', async () => {
	const { videos, characters } = serverThatWaits();
	const { id } = (await stage.videos.create(createOf())).video;
	await stage.sandbox.finish(id);
	const params = createOf();
	const body = () => {
		const form = new FormData();
		form.set('name', 'Mossy');
		return form;
	};
	const ways = [
		async () => await videos.remix(id, params),
		async () => await videos.edit(id, createOf({ video: { id } })),
		async () => await videos.extend(id, createOf({ seconds: '4', video: { id } })),
		async () => await characters.create('Mossy', body),
	];
	for (const way of ways) {
		const before = await sent();
		await stage.sandbox.fault({ match: { method: 'POST' }, times: 2, fault: BUSY });
		await way().catch((error: VideosError) => expect(error.message).toContain('Missing'));
		expect(await sent()).toBe(before + 3);
	}
});

test('Stop ends the wait at once, and nothing is sent any more', async () => {
	await stage.sandbox.fault({ match: CREATE, times: null, fault: BUSY });
	const stop = new AbortController();
	const { videos, pauses } = serverThatWaits({ stopSignal: stop.signal, endingPauses: 2 });
	const creating = failureOf(videos.create(createOf()));
	while (pauses.length < 3) await soon();
	stop.abort();
	const failure = await creating;
	expect(failure.kind).toBe('stopped');
	// Nothing was created, so nothing need be looked for.
	expect(failure.details.isCreate).toBeUndefined();
	expect(await sent()).toBe(3);
});

test('a wait holds no place among the requests in flight', async () => {
	await stage.sandbox.fault({ match: CREATE, times: null, fault: BUSY });
	const stop = new AbortController();
	const { videos, pauses } = serverThatWaits({ stopSignal: stop.signal, endingPauses: 0 });
	const creating = failureOf(videos.create(createOf()));
	while (pauses.length < 1) await soon();
	// It has one place in all.
	const page = await videos.list({ limit: 10, goesOn: false });
	expect(page.data).toEqual([]);
	stop.abort();
	await creating;
});

describe('several items', () => {
	test('only the first of them asks again, and the videos are created in order', async () => {
		await stage.sandbox.settings({ jobsAtOnce: 1, renderSeconds: 60 });
		const queue = new BusyQueue();
		const other = await stage.videos.create(createOf({ prompt: 'another job' }));
		const creating = [0, 1, 2].map(async (item) => {
			const { videos } = serverThatWaits({ queue, item });
			return await videos.create(createOf({ prompt: `item ${item}` }));
		});
		// The first one asks again and again, the others at most once: they are on their way
		// before the first answer, or wait behind without a request.
		while ((await sent()) < 12) await soon();
		const bodies = (await stage.sandbox.requests({ method: 'POST' })).map(({ body }) =>
			JSON.stringify(body),
		);
		const askedBy = (item: number) => bodies.filter((body) => body.includes(`item ${item}`)).length;
		expect(askedBy(1)).toBeLessThanOrEqual(1);
		expect(askedBy(2)).toBeLessThanOrEqual(1);
		expect(askedBy(0)).toBeGreaterThanOrEqual(bodies.length - 3);
		await stage.sandbox.finish(other.video.id);
		for (const one of creating) await stage.sandbox.finish((await one).video.id);
		expect(await created()).toEqual(['another job', 'item 0', 'item 1', 'item 2']);
		expect(await stage.sandbox.stats()).toMatchObject({ mostAtOnce: 1 });
	});

	test('one that comes later waits behind, without a request of its own', async () => {
		await stage.sandbox.fault({ match: CREATE, times: null, fault: BUSY });
		const queue = new BusyQueue();
		const stop = new AbortController();
		const first = serverThatWaits({ queue, item: 0, stopSignal: stop.signal });
		const creating = failureOf(first.videos.create(createOf({ prompt: 'item 0' })));
		while ((await sent()) < 2) await soon();
		const behind = serverThatWaits({ queue, item: 1 }).videos.create(
			createOf({ prompt: 'item 1' }),
		);
		while ((await sent()) < 6) await soon();
		const requests = await stage.sandbox.requests({ method: 'POST' });
		expect(requests.filter(({ body }) => JSON.stringify(body).includes('item 1'))).toEqual([]);
		// The first one gives up: the next one's turn has come.
		await stage.sandbox.clearFaults();
		stop.abort();
		await creating;
		await behind;
		expect((await created()).at(-1)).toBe('item 1');
	});

	test('whoever waits in line can be stopped, too', async () => {
		const queue = new BusyQueue();
		const before = { item: 0 };
		queue.wait(before);
		const stop = new AbortController();
		const { videos } = serverThatWaits({ queue, item: 1, stopSignal: stop.signal });
		const creating = failureOf(videos.create(createOf()));
		await soon();
		stop.abort();
		expect(await creating).toMatchObject({ kind: 'stopped' });
		expect(await sent()).toBe(0);
	});

	test('items that come one after the other share the timeout', async () => {
		await stage.sandbox.fault({ match: CREATE, times: null, fault: BUSY });
		const queue = new BusyQueue();
		const create = async (item: number) =>
			await failureOf(serverThatWaits({ queue, item, timeoutMs: 60 }).videos.create(createOf()));
		await create(0);
		const before = await sent();
		for (const item of [1, 2, 3]) expect((await create(item)).details.isBusy).toBe(true);
		expect(await sent()).toBe(before + 3);
		// Once the server has taken one, it may be busy anew.
		queue.leave({ item: 4 }, true);
		await create(5);
		expect(await sent()).toBeGreaterThan(before + 4);
	});

	test('the timeout starts anew with each video that the server accepts', async () => {
		const queue = new BusyQueue();
		const turn = { item: 1, since: Date.now() - 5000 };
		expect(queue.waitedMs(turn)).toBeGreaterThanOrEqual(5000);
		queue.leave({ item: 0 }, false);
		expect(queue.waitedMs(turn)).toBeGreaterThanOrEqual(5000);
		queue.leave({ item: 0 }, true);
		expect(queue.waitedMs(turn)).toBeLessThan(5000);
	});
});
