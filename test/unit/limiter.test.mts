import fc from 'fast-check';
import { createLimiter } from '../../client/limiter';
import { RUNS } from './support/fuzz.mts';

test('a task gives back what it gives, and a failure stays the failure of its own task', async () => {
	const limit = createLimiter(1);
	const outcomes = await Promise.allSettled([
		limit(async () => 'first'),
		limit(async () => await Promise.reject(new Error('second'))),
		limit(() => {
			throw new Error('third');
		}),
		limit(async () => 'fourth'),
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
		}),
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

test('never more than the bound at once, in order, whatever fails and whatever ends first', async () => {
	let fullest = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			fc.integer({ min: 1, max: 4 }),
			fc.array(fc.record({ fails: fc.boolean(), late: fc.boolean() }), { maxLength: 24 }),
			async (scheduler, most, tasks) => {
				const limit = createLimiter(most);
				const started: number[] = [];
				let running = 0;
				const call = (n: number) =>
					limit(async () => {
						started.push(n);
						running += 1;
						expect(running).toBeLessThanOrEqual(most);
						fullest = Math.max(fullest, running);
						await scheduler.schedule(Promise.resolve());
						running -= 1;
						if (tasks[n].fails) throw new Error(`task ${n}`);
						return n;
					});
				const called: number[] = [];
				const outcomes = tasks.map(async ({ late }, n) => {
					if (late) await scheduler.schedule(Promise.resolve());
					called.push(n);
					return await call(n).catch((error: Error) => error.message);
				});
				await scheduler.waitFor(Promise.all(outcomes));
				expect(started).toEqual(called);
				expect(running).toBe(0);
				expect(await Promise.all(outcomes)).toEqual(
					tasks.map(({ fails }, n) => (fails ? `task ${n}` : n)),
				);
			},
		),
		{ numRuns: Math.ceil(RUNS / 4) },
	);
	expect(fullest).toBe(4);
});
