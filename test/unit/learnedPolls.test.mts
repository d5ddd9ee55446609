// What learned render times gain, and what they cost where they are wrong: on a clock of its own, over thousands of random renders.
import { nextPoll, shiftOf } from '../../client/pollSchedule';
import { forecast } from '../../client/renderTimes/forecast';
import { randomOf } from '../support/random.mts';
import {
	bimodal,
	drifting,
	heavyTailed,
	queued,
	seedOfRun,
	steady,
	type Renders,
} from './support/randomRenders.mts';
import { simulateBatch } from './support/simulateBatch.mts';
import { simulateWait } from './support/simulateWait.mts';

const RUNS = 2000;
const FEWER_RUNS = 300;
const seed = seedOfRun();

interface Cost {
	polls: number;
	/** The lag, of the render. */
	share: number;
	seconds: number;
	/** The most of all lags, of its render. */
	most: number;
}

/** The mean cost of waits that know so many of the renders before them. */
function costOf(
	renders: Renders,
	learned: number,
	{ next = (ms: number) => ms, runs = FEWER_RUNS } = {},
): Cost {
	const random = randomOf(seed);
	const cost = { polls: 0, share: 0, seconds: 0, most: 0 };
	for (let run = 0; run < runs; run += 1) {
		const render = renders(random);
		const learnedMs = Array.from({ length: learned }, render);
		const renderMs = next(render());
		const { polls, lateMs } = simulateWait({
			renderMs,
			learnedMs: learned > 0 ? learnedMs : undefined,
			progress: () => 0,
			requestMs: () => 50,
			shift: () => random(),
		});
		cost.polls += polls / runs;
		cost.share += lateMs / renderMs / runs;
		cost.seconds += lateMs / 1000 / runs;
		cost.most = Math.max(cost.most, lateMs / renderMs);
	}
	return cost;
}

describe('five earlier renders, with a standard deviation of 10 %', () => {
	test('of 60 s: a lag of 2 % with 12 polls', () => {
		const { share, polls } = costOf(steady(60_000), 5, { runs: RUNS });
		expect(share).toBeLessThan(0.02);
		expect(polls).toBeLessThan(12);
	});

	test('of 300 s: a lag of 1 % with 20 polls', () => {
		const { share, polls } = costOf(steady(300_000), 5, { runs: RUNS });
		expect(share).toBeLessThan(0.01);
		expect(polls).toBeLessThan(20);
	});
});

describe('forty jobs that were created together, with five earlier renders', () => {
	test.each([
		[60, 0.02, 12],
		[300, 0.01, 20],
	])('of %d s: as if each were alone', (seconds, share, polls) => {
		const random = randomOf(seed);
		const all = Array.from({ length: 50 }, () => {
			const render = steady(seconds * 1000)(random);
			const learned = Array.from({ length: 5 }, render);
			return simulateBatch(Array.from({ length: 40 }, render), learned, random);
		});
		const mean = (of: (one: (typeof all)[number]) => number) =>
			all.reduce((sum, one) => sum + of(one), 0) / all.length;
		expect(mean((one) => one.share)).toBeLessThan(share);
		expect(mean((one) => one.polls)).toBeLessThan(polls);
	});
});

describe.each([
	['steady', steady],
	['bimodal', bimodal],
	['drifting', drifting],
	['heavy-tailed', heavyTailed],
	['queued', queued],
])('%s renders', (_, renders) => {
	test.each([20, 60, 300])(
		'of %d s cost fewer polls than without knowledge, and less lag',
		(renderSeconds) => {
			const known = costOf(renders(renderSeconds * 1000), 8);
			const unknown = costOf(renders(renderSeconds * 1000), 0);
			expect(known.polls).toBeLessThan(unknown.polls);
			expect(known.seconds).toBeLessThan(unknown.seconds);
		},
	);
});

describe.each([20, 60, 300])('where renders of %d s took as long before', (renderSeconds) => {
	const cost = (factor: number) =>
		costOf(steady(renderSeconds * 1000), 5, { next: (ms) => ms * factor });

	test('one that takes three times as long is noticed within 10 % of its time', () => {
		expect(cost(3).most).toBeLessThan(0.1);
	});

	test('one that takes a third is noticed before the usual time at the latest', () => {
		expect(cost(1 / 3).most).toBeLessThan(2.5);
	});
});

test('with one earlier render, a 60 s render costs half of the polls and half of the lag', () => {
	const known = costOf(steady(60_000), 1);
	const unknown = costOf(steady(60_000), 0);
	expect(known.polls).toBeLessThan(unknown.polls / 2 + 1);
	expect(known.seconds).toBeLessThan(unknown.seconds / 2);
});

test('polls of 200 jobs that began within a second are spread out, and none is asked twice within half a second', () => {
	const random = randomOf(seed);
	const times: number[] = [];
	for (let job = 0; job < 200; job += 1) {
		const startedAt = job * 5;
		const { at } = simulateWait({
			renderMs: 60_000 + 3000 * random(),
			learnedMs: [60_000, 61_000, 62_000],
			progress: () => 0,
			shift: (poll) => shiftOf(`video_${job}`, poll),
		});
		at.slice(1).forEach((time, poll) => expect(time - at[poll]).toBeGreaterThanOrEqual(500));
		times.push(...at.slice(1).map((time) => time + startedAt));
	}
	const perSecond = new Map<number, number>();
	for (const time of times) {
		const second = Math.floor(time / 1000);
		perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
	}
	// One request per job and second, at most: twice the densest schedule of one would be two.
	expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(220);
});

test('a job that goes on for ever is asked for less and less often, up to every 30 s', () => {
	const known = forecast([20_000, 21_000]);
	const delay = (ageMs: number) =>
		nextPoll({
			elapsedMs: ageMs,
			ageMs,
			forecast: known,
			progress: null,
			previousProgress: null,
			hastened: 0,
			intervalSeconds: 0,
		}).delayMs;
	expect(delay(100_000)).toBeCloseTo(9000, -2);
	expect(delay(3_600_000)).toBe(30_000);
	expect(delay(1e9)).toBe(30_000);
});
