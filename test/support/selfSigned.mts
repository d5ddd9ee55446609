import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { forwardTo } from './forward.mts';

/** A server behind HTTPS. */
export interface SecureServer {
	baseUrl: string;
	stop(): Promise<void>;
}

/** Puts a server behind HTTPS with a certificate that nobody trusts. @param origin of the server, e.g. `http://127.0.0.1:8085` */
export async function selfSigned(origin: string): Promise<SecureServer> {
	const { cert, private: key } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keySize: 2048,
	});
	const server = createServer({ cert, key }, forwardTo(origin));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
