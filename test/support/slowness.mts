// The machine for which the limits are written parses 1 MB of empty objects in so many milliseconds.
const REFERENCE_MS = 29;
const TEXT = `[${'{},'.repeat((1024 * 1024) / 3)}{}]`;

/** How many times slower this machine is just now than the one for which the limits are written: at least 1, the median of three. */
export function slowness(): number {
	const times = [1, 2, 3].map(() => {
		const startedAt = performance.now();
		JSON.parse(TEXT);
		return performance.now() - startedAt;
	});
	return Math.max(1, times.sort((one, other) => one - other)[1] / REFERENCE_MS);
}
