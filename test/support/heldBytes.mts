import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Nothing tells how much is really held but a collection before and after.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The memory that is still in use after a collection, in bytes. */
export function heldBytes(): number {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/**
 * The same, once what finished requests have left to the event loop is gone, too.
 * @param pauseMs before each of five collections
 */
export async function settledBytes(pauseMs: number): Promise<number> {
	for (let times = 0; times < 4; times += 1) {
		await sleep(pauseMs);
		collect();
	}
	await sleep(pauseMs);
	return heldBytes();
}
