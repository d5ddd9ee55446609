import { createServer } from 'node:net';

/**
 * Opens a port for a moment.
 * @param port 0 for any free one
 * @returns the port's number
 * @throws Error with `code: 'EADDRINUSE'` when somebody else has it
 */
export async function probePort(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
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

/** Two free ports at once, so that the second is never the first again. */
export async function twoFreePorts(): Promise<[number, number]> {
	const first = await probePort(0);
	const second = await probePort(0);
	return first === second ? await twoFreePorts() : [first, second];
}
