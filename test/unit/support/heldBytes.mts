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
