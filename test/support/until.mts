import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is there. @throws Error with what was wanted */
export async function until<T>(
	what: string,
	look: () => T | undefined | false | Promise<T | undefined | false>,
	waitMs = 50_000,
): Promise<T> {
	for (const deadline = Date.now() + waitMs; Date.now() < deadline; await sleep(100)) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
	}
	throw new Error(`${what}: not within ${waitMs / 1000} s`);
}
