/**
 * Measures until a run is good, for what else runs only adds to times and memory.
 * @param most runs
 * @returns what the last run gave
 */
export async function untilGood<T>(
	most: number,
	measure: () => T | Promise<T>,
	isGood: (measured: T) => boolean,
): Promise<T> {
	for (let run = 1; ; run += 1) {
		const measured = await measure();
		if (run === most || isGood(measured)) return measured;
	}
}
