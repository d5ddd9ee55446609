import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A public host of one mp4, as the ones that servers name in a job's `url`. */
export interface FileHost {
	url: string;
	/** The requests it has got. */
	requests: IncomingMessage[];
	stop(): Promise<void>;
}

/** Serves these bytes on a free port. */
export async function startFileHost(bytes: Buffer): Promise<FileHost> {
	const requests: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length });
		response.end(bytes);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/files/clip.mp4`,
		requests,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
