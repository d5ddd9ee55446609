import { normal, type Random } from '../test/support/random.mts';

const MOST_DEVIATIONS = 3;

/** Of the standard normal distribution, cut off at three standard deviations. */
function standard(random: Random): number {
	for (;;) {
		const value = normal(random);
		if (Math.abs(value) <= MOST_DEVIATIONS) return value;
	}
}

/**
 * Render times around a mean, of a normal distribution that is cut off at three standard deviations.
 * @param share standard deviation as a share of the mean
 * @returns seconds, to the millisecond
 */
export function drawRenders(random: Random, count: number, mean: number, share: number): number[] {
	const deviation = mean * share;
	const draw = () => Math.round((mean + standard(random) * deviation) * 1000) / 1000;
	return Array.from({ length: count }, draw);
}
