import fc from 'fast-check';
import { Places, type Place } from '../../client/places';
import { RUNS } from './support/fuzz.mts';

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

/** The places of so many items that have begun, of which `most` may have theirs at once. */
function expectAll(most: number, items: number): Place[] {
	const all = new Places(most);
	return Array.from({ length: items }, (_, item) => all.expect(item));
}

/** Takes places, and says which items have theirs. */
function takeAll(places: Place[]) {
	const taken: number[] = [];
	for (const place of places) void place.take(undefined).then(() => taken.push(place.item));
	return taken;
}

/** A job that was left to render, and who watches it. */
function leftJob() {
	const job = { watched: 0, stopped: 0, end: () => {}, fail: () => {} };
	const untilEnded = async (signal: AbortSignal) =>
		await new Promise<void>((resolve, reject) => {
			job.watched += 1;
			job.end = resolve;
			job.fail = () => reject(new Error('The server is gone'));
			signal.addEventListener('abort', () => {
				job.stopped += 1;
				reject(new Error('aborted'));
			});
		});
	return { job, untilEnded };
}

test('so many items have a place at once, the first ones first', async () => {
	const places = expectAll(2, 4);
	const taken = takeAll([...places].reverse());
	await tick();
	expect(taken).toEqual([0, 1]);
	places[1].giveBack();
	await tick();
	expect(taken).toEqual([0, 1, 2]);
	// Twice is once.
	places[1].giveBack();
	places[1].finish();
	await tick();
	expect(taken).toEqual([0, 1, 2]);
	places[0].finish();
	await tick();
	expect(taken).toEqual([0, 1, 2, 3]);
});

test('no item takes a place before an earlier one that is still coming', async () => {
	const [first, second, third] = expectAll(1, 3);
	const taken = takeAll([third]);
	await tick();
	expect(taken).toEqual([]);
	// It was created in an earlier try.
	first.skip();
	await tick();
	expect(taken).toEqual([]);
	// It failed before its create.
	second.finish();
	await tick();
	expect(taken).toEqual([2]);
});

test('an item that has its place keeps it, whatever it skips', async () => {
	const [first, second] = expectAll(1, 2);
	const taken = takeAll([first, second]);
	await tick();
	first.skip();
	await tick();
	expect(taken).toEqual([0]);
});

test('a wait for a place ends at once with a stop, and others go on', async () => {
	const [first, second, third] = expectAll(1, 3);
	await first.take(undefined);
	const stop = new AbortController();
	const waiting = second.take(stop.signal);
	stop.abort();
	await expect(waiting).rejects.toMatchObject({ kind: 'stopped' });
	second.finish();
	const taken = takeAll([third]);
	first.finish();
	await tick();
	expect(taken).toEqual([2]);
});

describe('a job that was left to render', () => {
	test('keeps its place, and is watched only while somebody needs one', async () => {
		const [first, second] = expectAll(1, 2);
		await first.take(undefined);
		const { job, untilEnded } = leftJob();
		first.leave(untilEnded);
		first.finish();
		await tick();
		expect(job.watched).toBe(0);
		const taken = takeAll([second]);
		await tick();
		expect(job.watched).toBe(1);
		expect(taken).toEqual([]);
		job.end();
		await tick();
		expect(taken).toEqual([1]);
	});

	test('is watched at once where somebody waits already', async () => {
		const [first, second] = expectAll(1, 2);
		const taken = takeAll([first, second]);
		await tick();
		const { job, untilEnded } = leftJob();
		first.leave(untilEnded);
		first.finish();
		expect(job.watched).toBe(1);
		job.end();
		await tick();
		expect(taken).toEqual([0, 1]);
	});

	test('of several the first that ends makes room, and the others are not watched any more', async () => {
		const [first, second, third, fourth] = expectAll(2, 4);
		const jobs = [leftJob(), leftJob()];
		for (const [n, place] of [first, second].entries()) {
			await place.take(undefined);
			place.leave(jobs[n].untilEnded);
			place.finish();
		}
		const taken = takeAll([third]);
		await tick();
		expect(jobs.map(({ job }) => job.watched)).toEqual([1, 1]);
		jobs[1].job.end();
		await tick();
		expect(taken).toEqual([2]);
		expect(jobs[0].job.stopped).toBe(1);
		// The next one needs a place again: the job that goes on is watched once more.
		takeAll([fourth]);
		await tick();
		expect(jobs[0].job.watched).toBe(2);
	});

	test('that cannot be asked for gives its place back', async () => {
		const [first, second] = expectAll(1, 2);
		await first.take(undefined);
		const { job, untilEnded } = leftJob();
		first.leave(untilEnded);
		first.finish();
		const taken = takeAll([second]);
		await tick();
		job.fail();
		await tick();
		expect(taken).toEqual([1]);
	});

	test('without a place takes none: another try has created it', async () => {
		const [first, second] = expectAll(1, 2);
		first.skip();
		const { job, untilEnded } = leftJob();
		first.leave(untilEnded);
		first.finish();
		const taken = takeAll([second]);
		await tick();
		expect(taken).toEqual([1]);
		expect(job.watched).toBe(0);
	});
});

// What each item does: how it gets to its create, and what becomes of its job.
const anyItem = fc.record({
	before: fc.constantFrom('takes', 'fails', 'skips'),
	after: fc.constantFrom('waits', 'refused', 'leaves'),
});

test('never more places than there are, in order, and every item comes to its end', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			fc.integer({ min: 1, max: 3 }),
			fc.array(anyItem, { maxLength: 10 }),
			async (scheduler, most, items) => {
				const all = new Places(most);
				const created: number[] = [];
				let rendering = 0;
				const later = async () => await scheduler.schedule(Promise.resolve());
				const ends = new Map<number, Promise<void>>();
				const render = (item: number) => {
					rendering += 1;
					expect(rendering).toBeLessThanOrEqual(most);
					ends.set(
						item,
						later().then(() => {
							rendering -= 1;
						}),
					);
				};
				const runs = items.map(async ({ before, after }, item) => {
					const place = all.expect(item);
					try {
						await later();
						if (before === 'fails') return;
						if (before === 'skips') return place.skip();
						await place.take(undefined);
						created.push(item);
						if (after === 'refused') return;
						render(item);
						if (after === 'waits') await ends.get(item);
						else place.leave(async () => await ends.get(item));
					} finally {
						place.finish();
					}
				});
				await scheduler.waitFor(Promise.all(runs));
				expect(created).toEqual(
					items.flatMap(({ before }, item) => (before === 'takes' ? [item] : [])),
				);
			},
		),
		{ numRuns: Math.ceil(RUNS / 4) },
	);
});
