const MOST_UNITS = 10_000_000;
const MICROSECONDS = 1_000_000;

function divisor(one: number, other: number): number {
	return other === 0 ? one : divisor(other, one % other);
}

/** A timescale in which the times of all of these are whole numbers; where that would be too fine, microseconds. */
export function commonTimescale(timescales: readonly number[]): number {
	let common = 1;
	for (const timescale of timescales) {
		common *= timescale / divisor(common, timescale);
		if (common > MOST_UNITS) return MICROSECONDS;
	}
	return common;
}
