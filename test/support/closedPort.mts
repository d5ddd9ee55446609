import { randomInt } from 'node:crypto';
import { listens } from './program.mts';

// Systems hand out no port below 1024, so no server of another test gets one of these; `fetch` refuses none of them itself.
const LOWEST = 180;
const HIGHEST = 388;
const MOST_TRIES = 20;

/**
 * A port of 127.0.0.1 where nobody listens, now or later; a port that was just closed may be somebody else's soon.
 * @throws Error when none is found
 */
export async function closedPort(): Promise<number> {
	for (let tries = 0; tries < MOST_TRIES; tries += 1) {
		const port = randomInt(LOWEST, HIGHEST + 1);
		if (!(await listens(port))) return port;
	}
	throw new Error(`Each of ${MOST_TRIES} ports between ${LOWEST} and ${HIGHEST} is taken.`);
}
