export function mean(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which a share of all lies, between two of them in proportion. @param share 0 to 1 */
export function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)];
	return below + (sorted[Math.ceil(place)] - below) * (place % 1);
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
	return quantile(values, 0.5);
}

/** What several runs gave. */
export interface Spread {
	/** in the order in which they ran */
	each: number[];
	lower: number;
	median: number;
	upper: number;
}

/** Median and quartiles. */
export function spreadOf(each: number[]): Spread {
	return {
		each,
		lower: quantile(each, 0.25),
		median: median(each),
		upper: quantile(each, 0.75),
	};
}
