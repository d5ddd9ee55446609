import fc from 'fast-check';
import { endsBy, forecast } from '../../client/renderTimes/forecast';
import { jobAgeMs, renderMs, seenOf } from '../../client/renderTimes/jobTimes';
import { kindOf, RenderTimes } from '../../client/renderTimes/renderTimes';
import { parkSeconds } from '../../nodes/VideoGeneration/suspend/parkSeconds';
import { watch, type WatchedVideo } from '../../nodes/VideoGeneration/suspend/watchedVideo';
import { readVideo, type Video } from '../../protocol/reading/video';
import { normal, randomOf } from '../support/random.mts';
import { seedOfRun } from './support/randomRenders.mts';

const SERVER = 'https://videos.example/v1';
const KIND = { model: 'wan', size: '1280x720', seconds: '4' };

describe('what is remembered', () => {
	test('the last times of a server, model, size and length, and of no other', () => {
		const times = new RenderTimes();
		times.note(SERVER, KIND, 1000);
		times.note(SERVER, { ...KIND, seconds: 4, size: '1280X720' }, 2000);
		times.note(SERVER, { ...KIND, seconds: '4s' }, 3000);
		expect(times.of(SERVER, KIND)).toEqual([1000, 2000, 3000]);
		for (const other of [{ model: 'sora' }, { size: '720x1280' }, { seconds: '8' }]) {
			expect(times.of(SERVER, { ...KIND, ...other })).toEqual([]);
		}
		expect(times.of('https://other.example/v1', KIND)).toEqual([]);
		expect(times.forecast(SERVER, { model: 'sora' })).toBeUndefined();
	});

	test('nothing that is no time', () => {
		const times = new RenderTimes();
		for (const ms of [0, -1, NaN, Infinity]) times.note(SERVER, KIND, ms);
		expect(times.of(SERVER, KIND)).toEqual([]);
	});

	test('a few numbers of a few kinds: those that were noted last', () => {
		const times = new RenderTimes();
		for (let ms = 1; ms <= 100; ms += 1) times.note(SERVER, KIND, ms);
		expect(times.of(SERVER, KIND)).toEqual(Array.from({ length: 12 }, (_, index) => 89 + index));
		for (let model = 0; model < 199; model += 1) times.note(SERVER, { model: `${model}` }, 1);
		times.note(SERVER, KIND, 101);
		for (let model = 200; model < 398; model += 1) times.note(SERVER, { model: `${model}` }, 1);
		expect(times.of(SERVER, KIND)).toHaveLength(12);
		expect(times.of(SERVER, { model: '0' })).toEqual([]);
		times.note(SERVER, { model: 'one more' }, 1);
		times.note(SERVER, { model: 'two more' }, 1);
		expect(times.of(SERVER, KIND)).toEqual([]);
	});

	test('a kind is what the server says, else what was asked for', () => {
		const job = { model: 'wan-2', size: null, seconds: null };
		expect(kindOf(job, KIND)).toEqual({ model: 'wan-2', size: '1280x720', seconds: '4' });
	});

	test('no kind with a name of any length', () => {
		const times = new RenderTimes();
		const endless = { model: 'wan'.repeat(100_000) };
		times.note(SERVER, endless, 1000);
		expect(times.of(SERVER, endless)).toEqual([]);
	});

	test('a list is read once an hour', () => {
		const times = new RenderTimes();
		const isDue = (now: number) => times.mustSeed(SERVER, now);
		expect([isDue(0), isDue(3_599_999), isDue(3_600_000)]).toEqual([true, false, true]);
	});
});

describe('how long a job took', () => {
	const job = (fields: Partial<Video>): Video => ({
		...readVideo({ id: 'video_1', status: 'completed' })!,
		...fields,
	});
	const seen = { goingOnMs: 58_000, finishedMs: 61_000 };

	test("is the server's word, within what was seen", () => {
		const times = (seconds: number) => job({ created_at: 1000, completed_at: 1000 + seconds });
		expect(renderMs(times(60), seen)).toBe(60_000);
		expect(renderMs(times(90), seen)).toBe(61_000);
		expect(renderMs(times(5), seen)).toBe(58_000);
		expect(renderMs(times(60))).toBe(60_000);
	});

	test('else the middle between two polls, if they are not far apart', () => {
		expect(renderMs(job({}), seen)).toBe(59_500);
		expect(renderMs(job({}), { goingOnMs: 30_000, finishedMs: 61_000 })).toBeUndefined();
		expect(renderMs(job({}), { goingOnMs: 0, finishedMs: 61_000 })).toBeUndefined();
		expect(renderMs(job({}))).toBeUndefined();
	});

	test('is the word of the server alone, where nobody saw the job going on', () => {
		expect(seenOf({ createdAt: 1000 }, 61_000)).toBeUndefined();
		expect(seenOf({ createdAt: 1000, goingOnAt: 59_000 }, 62_000)).toEqual(seen);
	});

	test('is not known of one that failed, or whose times are none', () => {
		expect(renderMs(job({ status: 'failed' }), seen)).toBeUndefined();
		expect(renderMs(job({ created_at: 1000, completed_at: 1000 }))).toBeUndefined();
		expect(renderMs(job({ created_at: 1000, completed_at: 900 }))).toBeUndefined();
	});

	test("its age is by the server's clock, where that is known", () => {
		const created = { created_at: Date.parse('2026-11-27T10:00:00Z') / 1000 };
		const now = Date.parse('2026-11-27T12:00:00Z');
		const date = 'Fri, 27 Nov 2026 10:01:30 GMT';
		expect(jobAgeMs(created, { date }, now)).toBe(90_000);
		expect(jobAgeMs(created, {}, now)).toBe(7_200_000);
		expect(jobAgeMs(created, undefined, now - 3 * 3_600_000)).toBeUndefined();
		expect(jobAgeMs({ created_at: null }, { date }, now)).toBeUndefined();
		expect(jobAgeMs({ created_at: 1 }, { date }, now)).toBeUndefined();
	});
});

const anyTimes = fc.array(fc.double({ min: 1, max: 1e8, noNaN: true }), {
	minLength: 1,
	maxLength: 12,
});

test('a forecast is a distribution, whatever the times: chances grow from 0 to 1, and every time has one', () => {
	fc.assert(
		fc.property(anyTimes, (timesMs) => {
			const { at } = forecast(timesMs);
			const moments = Array.from({ length: 60 }, (_, index) => 1.5 ** index);
			const all = moments.map((ms) => at(ms));
			all.forEach(({ ended, hazard, unlike }, index) => {
				expect(ended).toBeGreaterThanOrEqual(index > 0 ? all[index - 1].ended - 1e-9 : -1e-9);
				expect(ended).toBeLessThanOrEqual(1);
				expect(hazard).toBeGreaterThan(0);
				expect(unlike).toBeGreaterThanOrEqual(0);
				expect(unlike).toBeLessThanOrEqual(1 + 1e-9);
			});
			for (const chance of [0.01, 0.5, 0.9]) {
				expect(at(endsBy(forecast(timesMs), chance)).ended).toBeCloseTo(chance, 3);
			}
		}),
	);
});

describe('how long to park', () => {
	const plan = { startedAt: 0, until: 24 * 3_600_000, minutes: 1440, intervalSeconds: 0 };
	const one = (changes: Partial<WatchedVideo>): WatchedVideo => ({
		...watch(0, 'video_1'),
		status: 'in_progress',
		createdAt: 0,
		...changes,
	});
	const LEARNED = [300_000, 310_000, 290_000];

	test('until the video is likely to have ended, or all of several', () => {
		const seconds = parkSeconds(plan, [one({ renderTimes: LEARNED })], 1000);
		expect(seconds).toBeGreaterThan(290);
		expect(seconds).toBeLessThan(315);
		const all = [LEARNED, [600_000, 610_000]].map((renderTimes) => one({ renderTimes }));
		expect(parkSeconds(plan, all, 1000)).toBeGreaterThan(600);
	});

	test('as without knowledge, where one is not known, or when it is late', () => {
		expect(parkSeconds(plan, [one({ renderTimes: LEARNED }), one({})], 1000)).toBe(66);
		expect(parkSeconds(plan, [one({ renderTimes: LEARNED })], 900_000)).toBe(90);
	});

	test("what has ended does not count, and the user's interval comes first", () => {
		const ended = one({ status: 'completed', renderTimes: [3_000_000] });
		expect(parkSeconds(plan, [ended, one({ renderTimes: LEARNED })], 1000)).toBeLessThan(315);
		const own = { ...plan, intervalSeconds: 70 };
		expect(parkSeconds(own, [one({ renderTimes: LEARNED })], 1000)).toBe(70);
	});

	test('of a thousand videos some are late, and not the last of them decides', () => {
		const thousand = Array.from({ length: 1000 }, () => one({ renderTimes: LEARNED }));
		const seconds = parkSeconds(plan, thousand, 1000);
		expect(seconds).toBeGreaterThan(300);
		expect(seconds).toBeLessThan(400);
	});

	test('never for less than 66 s, nor for more than an hour', () => {
		expect(parkSeconds(plan, [one({ renderTimes: [5000] })], 1000)).toBe(66);
		expect(parkSeconds(plan, [one({ renderTimes: [36_000_000] })], 1000)).toBe(3600);
	});

	test('five earlier renders of 300 s with 10 %: 35 s from the end to its check, 2.5 checks', () => {
		const random = randomOf(seedOfRun());
		const render = () => 300_000 * (1 + 0.1 * normal(random));
		const runs = 4000;
		let late = 0;
		let checks = 0;
		for (let run = 0; run < runs; run += 1) {
			const video = one({ renderTimes: Array.from({ length: 5 }, render) });
			const renderTime = render();
			// The first check is made before anything is parked.
			let now = 0;
			for (checks += 1 / runs; now < renderTime; checks += 1 / runs) {
				now += parkSeconds(plan, [video], now) * 1000;
			}
			late += (now - renderTime) / 1000 / runs;
		}
		expect(late).toBeLessThan(35);
		expect(checks).toBeLessThan(2.5);
	});
});
