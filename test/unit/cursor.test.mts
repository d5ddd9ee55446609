import fc from 'fast-check';
import {
	holdBack,
	readCursor,
	triesOf,
	type Cursor,
	type PollOptions,
} from '../../nodes/VideoGenerationTrigger/cursor/cursor';
import type { Filter } from '../../nodes/VideoGenerationTrigger/cursor/filter';
import { RUNS } from './support/fuzz.mts';
import { pollServer, WatchedServer, type Job, type ListStyle } from './support/watchedServer.mts';

const HOUR = 3600;
const BOTH: Filter = { events: ['completed', 'failed'], model: '' };
const REFERENCE: ListStyle = { hasTimes: true, hasMore: true, oldestFirst: false, pageSize: 5 };

/** A watch over a simulated server that stores its cursor only where n8n does. */
class Watch {
	cursor: Cursor | undefined;
	saved = 'null';
	told: string[] = [];
	filter = BOTH;
	windowSeconds = 24 * HOUR;
	last = { pages: 0, asked: 0 };

	constructor(readonly server: WatchedServer) {}

	poll({ isStart = false, pagesLeft = Infinity } = {}): string[] {
		const options: PollOptions = {
			...{ now: this.server.now, windowSeconds: this.windowSeconds },
			...{ filter: this.filter, isStart },
		};
		const { news, cursor, ...last } = pollServer(this.server, this.cursor, options, pagesLeft);
		const ids = news.map(({ id }) => id);
		this.cursor = cursor;
		this.told.push(...ids);
		this.last = last;
		if (ids.length > 0 || isStart) this.saved = JSON.stringify(cursor);
		return ids;
	}

	kill() {
		this.cursor = readCursor(JSON.parse(this.saved));
	}
}

function end(server: WatchedServer, job: Job, status: Job['status'] = 'completed') {
	job.ended ??= server.now;
	job.status = status;
}

function begin(style: Partial<ListStyle> = {}) {
	const server = new WatchedServer({ ...REFERENCE, ...style });
	return { server, watch: new Watch(server) };
}

test('what ended before the start is past; what ran then is news when it ends', () => {
	const { server, watch } = begin();
	const [past, running] = [server.create(), server.create()];
	end(server, past);
	expect(watch.poll({ isStart: true })).toEqual([]);
	server.now += 60;
	end(server, running);
	expect(watch.poll()).toEqual([running.id]);
	expect(watch.poll()).toEqual([]);
});

test('the past is told where that is wanted, oldest first, and not what is older than the window', () => {
	const { server, watch } = begin();
	const old = server.create();
	server.now += 25 * HOUR;
	const jobs = [server.create(), server.create()];
	for (const job of [old, ...jobs]) end(server, job);
	expect(watch.poll()).toEqual(jobs.map(({ id }) => id));
});

test('a video that was never seen running, or only in a poll that was not stored, is news', () => {
	const { server, watch } = begin();
	watch.poll({ isStart: true });
	server.now += 60;
	const [quick, slow] = [server.create(), server.create()];
	end(server, quick);
	expect(watch.poll()).toEqual([quick.id]);
	const later = server.create();
	watch.poll();
	for (const job of [slow, later]) end(server, job);
	watch.kill();
	expect(watch.poll()).toEqual([slow.id, later.id]);
});

test('after a long outage, all that ended meanwhile is news, however old it is by now', () => {
	const { server, watch } = begin();
	const before = server.create();
	watch.poll({ isStart: true });
	const jobs = Array.from({ length: 30 }, () => {
		server.now += 4 * HOUR;
		return server.create();
	});
	for (const job of [before, ...jobs]) end(server, job);
	expect(watch.poll().sort()).toEqual([before, ...jobs].map(({ id }) => id).sort());
});

test('with nothing going on, one page is read, however long the list is', () => {
	const { server, watch } = begin();
	for (let n = 0; n < 500; n += 1) {
		end(server, server.create());
		server.now += 1000;
	}
	watch.poll({ isStart: true });
	watch.poll();
	expect(watch.last).toEqual({ pages: 1, asked: 0 });
	expect(watch.cursor?.done.length).toBeLessThan(10);
});

test('an open video that stands far down is asked for by itself', () => {
	const { server, watch } = begin();
	const slow = server.create();
	watch.poll({ isStart: true });
	for (let n = 0; n < 100; n += 1) {
		end(server, server.create());
		server.now += 600;
		watch.poll();
	}
	expect(watch.last.pages).toBeLessThanOrEqual(3);
	expect(watch.last.asked).toBe(1);
	end(server, slow);
	expect(watch.poll()).toContain(slow.id);
});

test('a video that is gone is forgotten, one that is older than the window given up', () => {
	const { server, watch } = begin();
	const [gone, endless] = [server.create(), server.create()];
	watch.poll({ isStart: true });
	gone.deleted = true;
	watch.poll();
	expect(watch.cursor?.open.map(([id]) => id)).toEqual([endless.id]);
	server.now += 25 * HOUR;
	watch.poll();
	expect(watch.cursor?.open).toEqual([]);
});

test('a filter that is loosened tells nothing of what ended before', () => {
	const { server, watch } = begin();
	watch.filter = { events: ['completed'], model: '' };
	watch.poll({ isStart: true });
	const [failed, later] = [server.create(), server.create()];
	end(server, failed, 'failed');
	watch.poll();
	watch.kill();
	watch.filter = BOTH;
	expect(watch.poll()).toEqual([]);
	end(server, later, 'failed');
	expect(watch.poll()).toEqual([later.id]);
});

test('a video that appears in the list half an hour late, below newer ones, is news', () => {
	const { server, watch } = begin({ pageSize: 2 });
	watch.poll({ isStart: true });
	const late = server.create(1800);
	for (let n = 0; n < 6; n += 1) {
		server.now += 300;
		end(server, server.create());
		watch.poll();
	}
	server.now += 10;
	end(server, late);
	expect(watch.poll()).toEqual([late.id]);
});

test('a date far in the future settles nothing', () => {
	const { server, watch } = begin();
	server.create().created += 1e9;
	watch.poll({ isStart: true });
	const job = server.create();
	end(server, job);
	expect(watch.poll()).toEqual([job.id]);
});

test('a server whose clock is days behind is watched as well', () => {
	const { server, watch } = begin();
	const create = () => {
		const job = server.create();
		job.created -= 5 * 24 * HOUR;
		return job;
	};
	end(server, create());
	watch.poll({ isStart: true });
	const job = create();
	end(server, job);
	expect(watch.poll()).toEqual([job.id]);
});

test('a page that fails midway: what was seen is told, the rest the next time, nothing twice', () => {
	const { server, watch } = begin();
	watch.poll({ isStart: true });
	server.now += 60;
	const jobs = Array.from({ length: 12 }, () => server.create());
	for (const job of jobs) end(server, job);
	expect(watch.poll({ pagesLeft: 1 })).toEqual(jobs.slice(-5).map(({ id }) => id));
	watch.kill();
	expect(watch.poll()).toEqual(jobs.slice(0, -5).map(({ id }) => id));
});

test('a list without times and longer than what is remembered: what was forgotten is no news', () => {
	const { server, watch } = begin({ hasTimes: false, pageSize: 100 });
	for (let n = 0; n < 1500; n += 1) end(server, server.create());
	watch.poll({ isStart: true });
	expect(watch.cursor?.done).toHaveLength(1000);
	const job = server.create();
	for (const gone of server.jobs.slice(-100, -50)) gone.deleted = true;
	end(server, job);
	expect(watch.poll()).toEqual([job.id]);
	expect(watch.cursor?.done.length).toBeLessThanOrEqual(1000);
});

test('a video that is held back is news again, and counts its tries', () => {
	const { server, watch } = begin();
	watch.poll({ isStart: true });
	end(server, server.create());
	const options = { now: server.now, windowSeconds: HOUR, filter: BOTH, isStart: false };
	for (let tries = 1; tries <= 3; tries += 1) {
		const { news, cursor } = pollServer(server, watch.cursor, options);
		expect(news).toHaveLength(1);
		watch.cursor = readCursor(JSON.parse(JSON.stringify(holdBack(cursor, news[0], tries))));
		expect(triesOf(watch.cursor, news[0].id)).toBe(tries);
		server.now += 20 * 60;
	}
	expect(watch.poll()).toHaveLength(1);
	expect(watch.poll()).toEqual([]);
});

test('what is no cursor is none', () => {
	for (const stored of [undefined, null, {}, [], 'x', { since: 1 }, { since: 1, done: [] }]) {
		expect(readCursor(stored)).toBeUndefined();
	}
});

const style: fc.Arbitrary<ListStyle> = fc.record({
	...{ hasTimes: fc.boolean(), hasMore: fc.boolean(), oldestFirst: fc.boolean() },
	pageSize: fc.integer({ min: 1, max: 7 }),
});

const event = fc.oneof(
	fc.record({ do: fc.constant('create' as const), n: fc.integer({ min: 1, max: 6 }) }),
	fc.record({ do: fc.constant('end' as const), n: fc.nat() }),
	fc.record({ do: fc.constant('end' as const), n: fc.nat() }),
	fc.record({ do: fc.constant('wait' as const), n: fc.integer({ min: 1, max: 2000 }) }),
	fc.record({ do: fc.constant('poll' as const), n: fc.constantFrom(0, 1, 2, Infinity, Infinity) }),
	fc.record({ do: fc.constant('kill' as const), n: fc.constant(0) }),
	fc.record({ do: fc.constant('delete' as const), n: fc.nat() }),
	fc.record({ do: fc.constant('late' as const), n: fc.integer({ min: 1, max: 1800 }) }),
);

test('each video is told exactly once, whatever happens in whatever order, and little is remembered', () => {
	fc.assert(
		fc.property(
			style,
			fc.array(event, { maxLength: 60 }),
			fc.nat({ max: 12 }),
			(how, events, past) => {
				const { server, watch } = begin(how);
				for (let n = 0; n < past; n += 1) {
					server.now += 900;
					const job = server.create();
					if (n % 3 !== 0) end(server, job);
				}
				const before = server.jobs.filter(({ ended }) => ended !== null).map(({ id }) => id);
				watch.poll({ isStart: true });
				server.now += 1;
				const running = () => server.jobs.filter(({ ended }) => ended === null);
				for (const { do: what, n } of events) {
					if (what === 'create') for (let made = 0; made < n; made += 1) server.create();
					if (what === 'late') server.create(n);
					if (what === 'wait') server.now += n;
					if (what === 'poll') watch.poll({ pagesLeft: n });
					if (what === 'kill') watch.kill();
					if (what === 'end' && running().length > 0) {
						const job = running()[n % running().length];
						end(server, job, n % 2 === 0 ? 'completed' : 'failed');
					}
					if (what === 'delete' && server.jobs.length > 0) {
						const job = server.jobs[n % server.jobs.length];
						if (job.ended !== null) job.deleted = true;
					}
				}
				for (const job of running()) end(server, job);
				server.now += 1800;
				watch.poll();
				watch.kill();
				watch.poll();
				expect(new Set(watch.told).size).toBe(watch.told.length);
				for (const id of before) expect(watch.told).not.toContain(id);
				const due = server.jobs.filter(
					({ id, deleted, created, ended }) =>
						!deleted && !before.includes(id) && ended! - created <= 24 * HOUR,
				);
				expect(watch.told).toEqual(expect.arrayContaining(due.map(({ id }) => id)));
				expect(watch.cursor!.open).toEqual([]);
				for (const [, created] of watch.cursor!.done) {
					if (created !== null) expect(created).toBeGreaterThanOrEqual(watch.cursor!.since);
				}
			},
		),
		{ numRuns: RUNS / 4 },
	);
});
