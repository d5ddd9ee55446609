/** Numbers from 0 to 1, without 1: the same again with the same seed. */
export type Random = () => number;

/** Numbers from a whole number as seed, evenly spread. Mulberry32, of the public domain: of no use where they have to be secret. */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A number of the standard normal distribution (Box and Muller's transformation). */
export function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
