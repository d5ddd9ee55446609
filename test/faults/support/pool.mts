import { setImmediate } from 'node:timers/promises';

const CALM_MS = 15;

// What has just begun is busy: whoever begins meanwhile would only make the time limits of both run out.
async function untilCalm(): Promise<void> {
	for (;;) {
		const started = performance.now();
		await setImmediate();
		await setImmediate();
		if (performance.now() - started < CALM_MS) return;
	}
}

/**
 * Runs tasks, so many at once, in order.
 * @returns a promise for each, which is rejected where its task is
 */
export function pool<T>(tasks: ReadonlyArray<() => Promise<T>>, atOnce: number): Array<Promise<T>> {
	const settle: Array<{ resolve: (value: T) => void; reject: (error: unknown) => void }> = [];
	const results = tasks.map(
		() => new Promise<T>((resolve, reject) => void settle.push({ resolve, reject })),
	);
	for (const result of results) result.catch(() => undefined);
	let next = 0;
	let starting: Promise<void> = Promise.resolve();
	const work = async () => {
		while (next < tasks.length) {
			const index = next++;
			await (starting = starting.then(untilCalm));
			await tasks[index]().then(settle[index].resolve, settle[index].reject);
		}
	};
	for (let n = 0; n < atOnce; n += 1) void work();
	return results;
}
