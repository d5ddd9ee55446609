/** Runs tasks, never more than a number of them at once, in the order in which they came. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a limiter with `most` places. */
export function createLimiter(most: number): Limiter {
	let running = 0;
	const waiting: Array<() => void> = [];
	return async (task) => {
		if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			// A place that is handed on stays taken.
			if (next) next();
			else running -= 1;
		}
	};
}
