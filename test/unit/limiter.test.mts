import fc from 'fast-check';
import { priorityOf } from '../../client/http';
import { createLimiter, type Priority } from '../../client/limiter';
import { RUNS } from './support/fuzz.mts';

test('a task gives back what it gives, and a failure stays the failure of its own task', async () => {
	const limit = createLimiter(1);
	const outcomes = await Promise.allSettled([
		limit(async () => 'first', 'poll'),
		limit(async () => await Promise.reject(new Error('second')), 'poll'),
		limit(() => {
			throw new Error('third');
		}, 'poll'),
		limit(async () => 'fourth', 'poll'),
	]);
	expect(outcomes).toEqual([
		{ status: 'fulfilled', value: 'first' },
		{ status: 'rejected', reason: new Error('second') },
		{ status: 'rejected', reason: new Error('third') },
		{ status: 'fulfilled', value: 'fourth' },
	]);
});

test('a place that is free is taken at once, and one that becomes free by the next in line', async () => {
	const limit = createLimiter(2);
	const ends: Array<() => void> = [];
	const started: number[] = [];
	const all = [0, 1, 2, 3].map((n) =>
		limit(async () => {
			started.push(n);
			await new Promise<void>((resolve) => (ends[n] = resolve));
		}, 'poll'),
	);
	expect(started).toEqual([0, 1]);
	ends[1]();
	await all[1];
	await Promise.resolve();
	expect(started).toEqual([0, 1, 2]);
	ends[0]();
	ends[2]();
	await all[2];
	await Promise.resolve();
	ends[3]();
	await Promise.all(all);
	expect(started).toEqual([0, 1, 2, 3]);
});

const PRIORITIES: Priority[] = ['create', 'download', 'poll'];

test('creates go before downloads and downloads before polls, each kind in order', async () => {
	const limit = createLimiter(1);
	const started: string[] = [];
	const call = async (name: string, priority: Priority) =>
		await limit(async () => void started.push(name), priority);
	await Promise.all([
		call('running', 'poll'),
		call('poll 1', 'poll'),
		call('download 1', 'download'),
		call('poll 2', 'poll'),
		call('create 1', 'create'),
		call('download 2', 'download'),
		call('create 2', 'create'),
	]);
	expect(started).toEqual([
		'running',
		...['create 1', 'create 2', 'download 1', 'download 2', 'poll 1', 'poll 2'],
	]);
});

test.each([
	[{ resend: 'ifNotAccepted' }, 'create'],
	[{ resend: 'safe' }, 'poll'],
	[{ resend: 'safe', priority: 'download' }, 'download'],
] as const)('the priority of the request %j is %s', (request, priority) => {
	expect(priorityOf(request)).toBe(priority);
});

test('never more than the bound at once, by priority and in order, whatever fails and whatever ends first', async () => {
	let fullest = 0;
	let overtaken = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			fc.integer({ min: 1, max: 4 }),
			fc.array(
				fc.record({
					fails: fc.boolean(),
					late: fc.boolean(),
					priority: fc.constantFrom(...PRIORITIES),
				}),
				{ maxLength: 24 },
			),
			async (scheduler, most, tasks) => {
				const limit = createLimiter(most);
				let running = 0;
				const waiting: number[] = [];
				/** What must start next: the first of the highest priority. */
				const first = () =>
					PRIORITIES.map((priority) => waiting.find((n) => tasks[n].priority === priority)).find(
						(n) => n !== undefined,
					);
				const call = (n: number) => {
					waiting.push(n);
					return limit(async () => {
						expect(n).toBe(first());
						if (n !== waiting[0]) overtaken += 1;
						waiting.splice(waiting.indexOf(n), 1);
						running += 1;
						expect(running).toBeLessThanOrEqual(most);
						fullest = Math.max(fullest, running);
						await scheduler.schedule(Promise.resolve());
						running -= 1;
						if (tasks[n].fails) throw new Error(`task ${n}`);
						return n;
					}, tasks[n].priority);
				};
				const outcomes = tasks.map(async ({ late }, n) => {
					if (late) await scheduler.schedule(Promise.resolve());
					return await call(n).catch((error: Error) => error.message);
				});
				await scheduler.waitFor(Promise.all(outcomes));
				expect(waiting).toEqual([]);
				expect(running).toBe(0);
				expect(await Promise.all(outcomes)).toEqual(
					tasks.map(({ fails }, n) => (fails ? `task ${n}` : n)),
				);
			},
		),
		{ numRuns: Math.ceil(RUNS / 4) },
	);
	expect(fullest).toBe(4);
	expect(overtaken).toBeGreaterThan(0);
});

test('a task may give its place back before its end, once', async () => {
	const limit = createLimiter(1);
	const started: number[] = [];
	let end = () => {};
	const first = limit(async (giveBack) => {
		giveBack();
		giveBack();
		await new Promise<void>((resolve) => (end = resolve));
	}, 'download');
	const others = [1, 2].map(async (n) =>
		limit(async () => {
			started.push(n);
			await new Promise<void>(() => {});
		}, 'poll'),
	);
	await Promise.resolve();
	expect(started).toEqual([1]);
	end();
	await first;
	await Promise.resolve();
	expect(started).toEqual([1]);
	expect(others).toHaveLength(2);
});
