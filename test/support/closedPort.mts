import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

// Systems hand out no port below 1024, so no server of another test gets one of these; `fetch` refuses none of them itself.
const LOWEST = 180;
const HIGHEST = 388;
const MOST_TRIES = 20;

async function refuses(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
	} finally {
		socket.destroy();
	}
}

/**
 * A port of 127.0.0.1 where nobody listens, now or later; a port that was just closed may be somebody else's soon.
 * @throws Error when none is found
 */
export async function closedPort(): Promise<number> {
	for (let tries = 0; tries < MOST_TRIES; tries += 1) {
		const port = randomInt(LOWEST, HIGHEST + 1);
		if (await refuses(port)) return port;
	}
	throw new Error(
		`None of ${MOST_TRIES} ports between ${LOWEST} and ${HIGHEST} refuses connections.`,
	);
}
