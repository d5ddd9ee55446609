import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host of one picture, as those that reference images come from. */
export interface PictureHost {
	url: string;
	stop(): Promise<void>;
}

/** Serves a PNG on a free port. */
export async function startPictureHost(bytes: Buffer): Promise<PictureHost> {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length });
		response.end(bytes);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/first-frame.png`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
