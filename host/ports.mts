import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Opens a port for a moment.
 * @returns the port's number
 * @throws Error with `code: 'EADDRINUSE'` when somebody else has it
 */
export async function probePort(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.close(() => resolve(port));
		});
	});
}

/**
 * The first free port from this one on.
 * @throws Error when none of the next hundred is free
 */
export async function freePortFrom(port: number): Promise<number> {
	const last = Math.min(port + 99, 65_535);
	for (let candidate = port; candidate <= last; candidate += 1) {
		const found = await probePort(candidate).catch(() => undefined);
		if (found !== undefined) return found;
	}
	throw new Error(`None of the ports ${port} to ${last} is free.`);
}

// Systems give outgoing connections a port from 32768 on (Linux) or higher: one of those may be taken before a server has started.
const LOWEST = 20_000;
const HIGHEST = 32_767;
const MOST_TRIES = 1000;

/**
 * Any free port that no outgoing connection takes.
 * @throws Error when none is found
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < MOST_TRIES; tries += 1) {
		const found = await probePort(randomInt(LOWEST, HIGHEST + 1)).catch(() => undefined);
		if (found !== undefined) return found;
	}
	throw new Error(`No port of ${MOST_TRIES} between ${LOWEST} and ${HIGHEST} is free.`);
}

/** Two free ports at once, so that the second is never the first again. */
export async function twoFreePorts(): Promise<[number, number]> {
	const first = await freePort();
	const second = await freePort();
	return first === second ? await twoFreePorts() : [first, second];
}
