/**
 * What a task is a step of. Creates go before downloads and downloads before polls: a video that renders, or a file that is there, is worth
 * more than news of a video that is not finished.
 */
export type Priority = 'create' | 'download' | 'poll';

/**
 * Runs tasks, never more than a number of them at once: by priority, and in the order in which they came within one priority. A task that
 * needs its place no more before its end may give it back.
 */
export type Limiter = <T>(
	task: (giveBack: () => void) => Promise<T>,
	priority: Priority,
) => Promise<T>;

/** Makes a limiter with `most` places. */
export function createLimiter(most: number): Limiter {
	let running = 0;
	const waiting: Record<Priority, Array<() => void>> = { create: [], download: [], poll: [] };
	const takeNext = () => waiting.create.shift() ?? waiting.download.shift() ?? waiting.poll.shift();
	return async (task, priority) => {
		if (running >= most) await new Promise<void>((resolve) => waiting[priority].push(resolve));
		else running += 1;
		let isHeld = true;
		const giveBack = () => {
			if (!isHeld) return;
			isHeld = false;
			const next = takeNext();
			// A place that is handed on stays taken.
			if (next) next();
			else running -= 1;
		};
		try {
			return await task(giveBack);
		} finally {
			giveBack();
		}
	};
}
