import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';
import { forwardTo } from '../../support/forward.mts';

/** Where n8n installs from. Another registry needs a licence. */
const HOST = 'registry.npmjs.org';

/** A proxy behind which a local registry answers as the public one. */
export interface PublicRegistry {
	/** the proxy, e.g. `http://127.0.0.1:8085` */
	proxyUrl: string;
	/** what whoever asks through the proxy must trust, as PEM */
	certificate: string;
	/** The requests that the registry has received, e.g. `GET /name`. */
	asked: string[];
	/** The other addresses that somebody wanted: nothing answers there. */
	refused: string[];
	stop(): Promise<void>;
}

function certificateOf(host: string) {
	return generate([{ name: 'commonName', value: host }], {
		days: 2,
		keySize: 2048,
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
		],
	});
}

/** Starts the proxy on a free port. @param origin of the local registry */
export async function startPublicRegistry(origin: string): Promise<PublicRegistry> {
	const { private: key, cert } = certificateOf(HOST);
	const asked: string[] = [];
	const refused: string[] = [];
	// The registry writes the addresses of its files from these headers.
	const forward = forwardTo(origin, { host: HOST, 'x-forwarded-proto': 'https' });
	const registry = createSecureServer({ key, cert }, (request, response) => {
		asked.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`);
		forward(request, response);
	});
	const proxy = createServer((request, response) => {
		refused.push(String(request.url));
		response.writeHead(403).end();
	});
	const tunnels = new Set<Duplex>();
	proxy.on('connect', ({ url }: IncomingMessage, socket: Duplex) => {
		tunnels.add(socket);
		socket.on('close', () => tunnels.delete(socket));
		// Whoever has what it wanted may break off.
		socket.on('error', () => socket.destroy());
		if (url !== `${HOST}:443`) {
			refused.push(String(url));
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		registry.emit('connection', socket);
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return {
		proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
		certificate: cert,
		asked,
		refused,
		stop: async () => {
			for (const socket of tunnels) socket.destroy();
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
		},
	};
}
