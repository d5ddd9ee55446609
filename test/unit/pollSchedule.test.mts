import fc from 'fast-check';
import { nextPoll, type PollState } from '../../client/pollSchedule';
import { RUNS } from './support/fuzz.mts';
import { simulateWait, type Render } from './support/simulateWait.mts';

const STATE: PollState = {
	elapsedMs: 60_000,
	progress: 50,
	previousProgress: 40,
	hastened: 0,
	ageMs: 60_000,
	intervalSeconds: 0,
};

describe('who decides when to ask again', () => {
	test('first a server that is overloaded (429, 503)', () => {
		const all = { ...STATE, retryAfterMs: 20_000, intervalSeconds: 5, pollAfterMs: 2000 };
		expect(nextPoll(all).delayMs).toBe(20_000);
	});

	test('then the user', () => {
		const all = { ...STATE, intervalSeconds: 5, pollAfterMs: 2000 };
		expect(nextPoll(all).delayMs).toBe(5000);
		expect(nextPoll({ ...STATE, intervalSeconds: 0.5 }).delayMs).toBe(500);
	});

	test("then the server's polling hint", () => {
		expect(nextPoll({ ...STATE, pollAfterMs: 2000 }).delayMs).toBe(2000);
	});

	test('then the time waited', () => {
		const after = (elapsedMs: number) =>
			nextPoll({ ...STATE, elapsedMs, progress: null, previousProgress: null }).delayMs;
		expect(after(0)).toBe(1000);
		expect(after(50_000)).toBe(6000);
		expect(after(3_600_000)).toBe(30_000);
	});

	test('and progress, when the end is near', () => {
		const near = { ...STATE, progress: 95, previousProgress: 80 };
		const { delayMs, hastened } = nextPoll(near);
		expect(delayMs).toBeCloseTo((60_000 * 5) / 95);
		expect(hastened).toBe(true);
		for (const stalled of [
			{ ...near, progress: 80 },
			{ ...near, progress: 70 },
			{ ...near, progress: null },
			{ ...near, previousProgress: null },
		]) {
			expect(nextPoll(stalled)).toEqual({ delayMs: 7200, hastened: false });
		}
	});
});

test.each(['retryAfterMs', 'pollAfterMs'])(
	'a server whose hint (%s) is 0 is not asked again without any pause',
	(hint) => expect(nextPoll({ ...STATE, [hint]: 0 }).delayMs).toBeGreaterThanOrEqual(100),
);

const anyProgress = fc.option(
	fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 100 })),
);

test('pauses are never negative and, without hints, between 1 s and 30 s', () => {
	const state = fc.record({
		elapsedMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
		ageMs: fc.constant(0),
		progress: anyProgress,
		previousProgress: anyProgress,
		hastened: fc.nat({ max: 10 }),
		intervalSeconds: fc.constantFrom(0, 0, 0.1, 10),
		pollAfterMs: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
		retryAfterMs: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }),
	});
	fc.assert(
		fc.property(state, (given) => {
			const { delayMs, hastened } = nextPoll(given);
			expect(delayMs).toBeGreaterThanOrEqual(0);
			expect(Number.isFinite(delayMs)).toBe(true);
			if (given.intervalSeconds > 0 || given.pollAfterMs !== undefined) return;
			if (given.retryAfterMs !== undefined) return;
			expect(delayMs).toBeGreaterThanOrEqual(hastened ? 250 : 1000);
			expect(delayMs).toBeLessThanOrEqual(30_000);
		}),
		{ numRuns: RUNS },
	);
});

describe('a render of 60 s costs 30 polls at most', () => {
	const MINUTE = { renderMs: 60_000 };

	test.each<[string, Render['progress']]>([
		['is never told', () => null],
		['is 0 until the end', () => 0],
		['is 99 for ever', () => 99],
		['is 100 before the end', () => 100],
		['grows by a tenth of a percent a poll', (_, poll) => poll / 10],
		['crawls from 90', (_, poll) => Math.min(100, 90 + poll / 10)],
		['crawls from 99', (_, poll) => 99 + poll / 1000],
		['goes up and down', (_, poll) => (poll % 2 === 0 ? 5 : 99)],
		['goes backwards', (_, poll) => 100 - poll],
		['promises an end a second away', (atMs) => (100 * atMs) / (atMs + 1000)],
		['is honest', (atMs) => atMs / 600],
		['is honest in whole percents', (atMs) => Math.floor(atMs / 600)],
	])('when progress %s', (_, progress) => {
		for (const askFirst of [false, true]) {
			for (const requestMs of [0, 50, 200]) {
				const render = { ...MINUTE, progress, requestMs: () => requestMs, askFirst };
				expect(simulateWait(render).polls).toBeLessThanOrEqual(30);
			}
		}
	});

	test('whatever progress says and however long each request takes', () => {
		const told = fc.oneof(
			fc.array(anyProgress, { minLength: 1, maxLength: 40 }),
			fc
				.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 })
				.map((values) => values.sort((one, other) => one - other)),
		);
		const times = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(told, times, fc.boolean(), (progress, took, askFirst) => {
				const { polls } = simulateWait({
					...MINUTE,
					progress: (_, poll) => progress[poll % progress.length],
					requestMs: (poll) => took[poll % took.length],
					askFirst,
				});
				expect(polls).toBeLessThanOrEqual(30);
			}),
			{ numRuns: RUNS },
		);
	});
});

test('a render of ten minutes costs some tens of polls, an hour not hundreds', () => {
	const polls = (seconds: number) =>
		simulateWait({ renderMs: seconds * 1000, progress: () => null }).polls;
	expect(polls(600)).toBeLessThanOrEqual(60);
	expect(polls(3600)).toBeLessThanOrEqual(160);
});

/** Renders of 1 s to 600 s, four a second. */
const SECONDS = Array.from({ length: 4 * 599 + 1 }, (_, n) => 1 + n / 4);

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([0, 100, 200])('with requests of %d ms, the end is noticed', (requestMs) => {
	const wait = (seconds: number, progress: Render['progress']) =>
		simulateWait({ renderMs: seconds * 1000, progress, requestMs: () => requestMs }).lateMs;

	test.each([
		[1, 60],
		[1, 600],
	])('within 5 %% + 1 s on average, for renders of %d s to %d s', (shortest, longest) => {
		const renders = SECONDS.filter((seconds) => seconds >= shortest && seconds <= longest);
		const over = renders.map((seconds) => wait(seconds, () => null) - 50 * seconds - 1000);
		expect(mean(over)).toBeLessThanOrEqual(0);
	});

	test('within 1.1 s and a request when progress is honest', () => {
		const late = SECONDS.map((seconds) => wait(seconds, (atMs) => atMs / seconds / 10));
		expect(Math.max(...late)).toBeLessThanOrEqual(1100 + requestMs);
	});

	test('within 1.1 s, a request and a percent when progress is told in whole percents', () => {
		const over = SECONDS.map((seconds) => {
			const late = wait(seconds, (atMs) => Math.floor(atMs / seconds / 10));
			return late - 10 * seconds;
		});
		expect(Math.max(...over)).toBeLessThanOrEqual(1100 + requestMs);
	});
});
