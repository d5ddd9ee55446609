import { once } from 'node:events';
import { connect } from 'node:net';

/** How long a list in a Redis on 127.0.0.1 is. */
export async function listLength(port: number, key: string): Promise<number> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		// Redis's inline form of a command.
		socket.write(`LLEN ${key}\r\n`);
		const [answer] = (await once(socket, 'data')) as [Buffer];
		const [, length] = /^:(\d+)\r\n/.exec(answer.toString()) ?? [];
		if (length === undefined) throw new Error(`Redis answered: ${answer.toString().trim()}`);
		return Number(length);
	} finally {
		socket.destroy();
	}
}
