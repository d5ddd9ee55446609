import { Server } from 'proxy-chain';

/** A real HTTP proxy that keeps a record. */
export interface Proxy {
	/** `http://127.0.0.1:PORT` */
	url: string;
	port: number;
	/** The method and address of each request that it passed on, in order: of https `CONNECT host:port`. */
	seen: string[];
	stop(): Promise<void>;
}

export interface ProxyOptions {
	/** The only user and password that it lets through. */
	login?: { user: string; password: string };
	/** It records what is asked of it, and passes nothing on. */
	recordsOnly?: boolean;
}

/** Starts a proxy on a free port. */
export async function startProxy({ login, recordsOnly }: ProxyOptions = {}): Promise<Proxy> {
	const seen: string[] = [];
	const server = new Server({
		port: 0,
		host: '127.0.0.1',
		prepareRequestFunction: ({ request, username, password }) => {
			const isKnown = login?.user === username && login?.password === password;
			if (login !== undefined && !isKnown) return { requestAuthentication: true };
			seen.push(`${request.method} ${request.url}`);
			return recordsOnly ? { requestAuthentication: true } : {};
		},
	});
	await server.listen();
	return {
		url: `http://127.0.0.1:${server.port}`,
		port: server.port,
		seen,
		stop: async () => await server.close(true),
	};
}
