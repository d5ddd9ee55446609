import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

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
	const server = createServer({ cert, key }, (incoming, outgoing) => {
		const { method, headers, url } = incoming;
		const forward = httpRequest(`${origin}${url}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(forward);
	});
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
