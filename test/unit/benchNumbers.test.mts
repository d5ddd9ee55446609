import { spreadOf } from '../../bench/numbers.mts';
import { followAsBefore } from '../../bench/oldSchedule.mts';
import { drawRenders } from '../../bench/random.mts';
import { randomOf } from '../support/random.mts';
import { blockMeans, fitLine } from '../../bench/regression.mts';

describe('the figures of the benchmark', () => {
	it('quartiles lie between the values in proportion', () => {
		expect(spreadOf([4, 1, 3, 2])).toEqual({
			each: [4, 1, 3, 2],
			lower: 1.75,
			median: 2.5,
			upper: 3.25,
		});
		expect(spreadOf([7])).toMatchObject({ lower: 7, median: 7, upper: 7 });
	});

	it('the same seed draws the same renders, with the mean and the deviation that were asked for', () => {
		const draw = (seed: number) => drawRenders(randomOf(seed), 10_000, 60, 0.1);
		const renders = draw(14);
		expect(draw(14)).toEqual(renders);
		expect(draw(15)).not.toEqual(renders);
		const middle = renders.reduce((sum, value) => sum + value, 0) / renders.length;
		const variance = renders.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 10_000;
		expect(middle).toBeCloseTo(60, 0);
		expect(Math.sqrt(variance)).toBeGreaterThan(5.7);
		expect(Math.sqrt(variance)).toBeLessThan(6.2);
		expect(Math.max(...renders)).toBeLessThanOrEqual(78);
	});

	it('a line finds its slope again, and how sure it is', () => {
		const exact = Array.from({ length: 9 }, (_, x) => ({ x, y: 3 + 2 * x }));
		expect(fitLine(exact)).toMatchObject({ slope: 2, intercept: 3, standardError: 0 });
		// Worked out by hand: slope 0.5, residuals 0.5, -1, 0.5, sum of squares 1.5.
		const rough = [
			{ x: 0, y: 1 },
			{ x: 1, y: 0 },
			{ x: 2, y: 2 },
		];
		const { slope, standardError } = fitLine(rough);
		expect(slope).toBeCloseTo(0.5);
		expect(standardError).toBeCloseTo(Math.sqrt(1.5 / 1 / 2));
		expect(() => fitLine(rough.slice(1))).toThrow('three points');
	});

	it('blocks keep the course of a curve', () => {
		const points = Array.from({ length: 8 }, (_, x) => ({ x, y: x * 10 }));
		expect(blockMeans(points, 4)).toEqual([
			{ x: 0.5, y: 5 },
			{ x: 2.5, y: 25 },
			{ x: 4.5, y: 45 },
			{ x: 6.5, y: 65 },
		]);
	});

	it('the schedule of version 0.1 asks after a second, then after an eighth of the time waited', () => {
		expect(followAsBefore(0.5)).toEqual({ polls: 1, lag: 0.5 });
		expect(followAsBefore(9)).toEqual({ polls: 9, lag: 0 });
		// From 9 s on the next poll comes after 1.08 s.
		const { polls, lag } = followAsBefore(10);
		expect(polls).toBe(10);
		expect(lag).toBeCloseTo(0.08);
	});
});
