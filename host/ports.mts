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

// Until a server listens, its port is still free for others: each process looks in a slice of its own, and never twice at the same port in a row.
const SLICES = 50;
const SLICE_SIZE = Math.floor((HIGHEST - LOWEST + 1) / SLICES);
const first = LOWEST + (process.pid % SLICES) * SLICE_SIZE;
let next = randomInt(SLICE_SIZE);

/**
 * A free port that no outgoing connection takes, another one each time.
 * @throws Error when none is found
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < SLICE_SIZE; tries += 1) {
		const port = first + next;
		next = (next + 1) % SLICE_SIZE;
		const found = await probePort(port).catch(() => undefined);
		if (found !== undefined) return found;
	}
	throw new Error(`No port from ${first} to ${first + SLICE_SIZE - 1} is free.`);
}
