import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Cell } from './cell.mts';
import { certificates } from './certificates.mts';
import { goodAnswer, job, routeOf, type Route } from './routes.mts';
import { targetForms } from './targets.mts';

/** How the hostile server tries to have its client send a request elsewhere. */
export const LURES = [
	'a redirect',
	"the job's url",
	"the job's data",
	'a JSON answer in place of the file',
] as const;

export type Lure = (typeof LURES)[number];

/** What reached another origin than the Base URL's. */
export interface Stray {
	host: string;
	/** Request line, headers and body. */
	text: string;
}

/** A server that keeps trying to lure a key away, each time with another form of a URL. */
export interface HostileServer {
	baseUrl: string;
	key: string;
	forms: readonly string[];
	/** How many forms it has used. */
	used(): number;
	strays: Stray[];
	stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function open(handler: Handler, isTls = false) {
	const { key, cert } = certificates().good;
	const server = isTls ? createTlsServer({ key, cert }, handler) : createServer(handler);
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
	});
	// Under every address of this machine.
	server.listen(0);
	await once(server, 'listening');
	const close = async () => {
		const closed = once(server, 'close');
		server.close();
		for (const socket of sockets) socket.destroy();
		await closed;
	};
	return { port: (server.address() as AddressInfo).port, close };
}

async function textOf(request: IncomingMessage): Promise<string> {
	const { method, url, rawHeaders } = request;
	const body = (await buffer(request)).toString('latin1');
	return [`${method} ${url}`, ...rawHeaders, body].join('\n');
}

function lureAnswer(lure: Lure, cell: Cell, route: Route, url: string, form: string) {
	const id = url.split(/[/?]/).at(3) ?? cell.oldId;
	const asJob = (more: object) => ({ status: 200, headers: {}, body: job(id, 'completed', more) });
	if (lure === "the job's url" && route === 'retrieve') return asJob({ url: form });
	if (lure === "the job's data" && route === 'retrieve') return asJob({ data: [{ url: form }] });
	if (lure === 'a JSON answer in place of the file' && route === 'content') {
		return { status: 200, headers: {}, body: { video_url: form } };
	}
	return undefined;
}

/**
 * Starts it.
 * @param route the requests that it redirects
 */
export async function startHostileServer(
	cell: Cell,
	lure: Lure,
	route: Route,
): Promise<HostileServer> {
	const strays: Stray[] = [];
	let used = 0;
	const note = async (request: IncomingMessage) => {
		const text = await textOf(request);
		strays.push({ host: String(request.headers.host), text });
	};
	const stranger: Handler = (request, response) => {
		void note(request).then(() => response.end('{"error":{"message":"a stranger"}}'));
	};
	const other = await open(stranger);
	const tls = await open(stranger, true);
	let forms: string[] = [];
	const own = await open((request, response): void => {
		const isOwn = request.headers.host === `127.0.0.1:${own.port}`;
		if (!isOwn) return void stranger(request, response);
		const { method = '', url = '' } = request;
		const asked = routeOf(method, url);
		const form = forms[used % forms.length];
		const answer = lureAnswer(lure, cell, asked, url, form);
		request.resume().on('end', () => {
			if (lure === 'a redirect' && asked === route) {
				used += 1;
				// 307 keeps method and body.
				const status = used % 2 ? 302 : 307;
				response.writeHead(status, { location: Buffer.from(form).toString('latin1') });
				return void response.end();
			}
			if (answer !== undefined) {
				used += 1;
				response.writeHead(answer.status, { 'content-type': 'application/json' });
				return void response.end(JSON.stringify(answer.body));
			}
			if (asked === 'content' || asked === 'other') {
				response.writeHead(404, { 'content-type': 'application/json' });
				return void response.end('{"error":{"message":"No file here"}}');
			}
			const good = goodAnswer(asked, cell, url);
			response.writeHead(good.status, good.headers);
			response.end(good.body);
		});
	});
	forms = targetForms({ own: own.port, other: other.port, tls: tls.port });
	return {
		baseUrl: `http://127.0.0.1:${own.port}/v1`,
		key: cell.key,
		forms,
		used: () => used,
		strays,
		stop: async () => void (await Promise.all([own.close(), other.close(), tls.close()])),
	};
}
