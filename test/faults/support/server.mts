import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, createServer as createNetServer, type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { closedPort } from '../../support/closedPort.mts';
import type { Cell } from './cell.mts';
import { certificates, type Certificate } from './certificates.mts';
import type { Exchange, Fault, Transport } from './fault.mts';
import { CREATES, goodAnswer, routeOf, type Route } from './routes.mts';

/** A request as it came in. */
export interface Received {
	route: Route;
	method: string;
	/** As in the request line. */
	target: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** A minimal Videos API server that does all well, except what its fault says. */
export interface FaultServer {
	/** With `/v1`. */
	baseUrl: string;
	key: string;
	origin: string;
	/** The second server's origin. */
	elsewhere: string;
	received: Received[];
	/** What reached the second server. */
	receivedElsewhere: Received[];
	/** The ids that were handed out, in the answers that a fault applied to as well. */
	handedOut: Set<string>;
	/** The requests that made a video. */
	creates(): number;
	/** Whether the fault applied at all. */
	applied(): number;
	/** Does all well from now on, or not any more. */
	setFault(isOn: boolean): void;
	/** Connections that are open. */
	sockets(): number;
	stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Listening {
	origin: string;
	sockets: Set<Socket>;
	/** The connection itself, where TLS lies over it. */
	wireOf(socket: Socket): Socket;
	close(): Promise<void>;
}

// Idle connections are the server's to close.
const KEEP_ALIVE_MS = 100;

function track(server: { on(event: 'connection', on: (socket: Socket) => void): unknown }) {
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
	});
	return sockets;
}

async function listenOn(server: {
	listen(port: number, host: string): unknown;
	address(): unknown;
}): Promise<number> {
	server.listen(0, '127.0.0.1');
	await once(server as never, 'listening');
	return (server.address() as AddressInfo).port;
}

async function closeAll(server: { close(done: () => void): unknown }, sockets: Set<Socket>) {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	for (const socket of sockets) socket.destroy();
	await closed;
}

function tame(server: Server): void {
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	server.requestTimeout = 0;
	server.on('clientError', (_, socket) => socket.destroy());
}

async function overHttp(handler: Handler): Promise<Listening> {
	const server = createServer(handler);
	tame(server);
	const sockets = track(server);
	const port = await listenOn(server);
	return {
		origin: `http://127.0.0.1:${port}`,
		sockets,
		wireOf: (socket) => socket,
		close: async () => await closeAll(server, sockets),
	};
}

// TLS ends in a server behind this one, so that something else than TLS can be written to the client.
async function overTls(handler: Handler, { key, cert }: Certificate): Promise<Listening> {
	const inner = createTlsServer({ key, cert }, handler);
	tame(inner as unknown as Server);
	inner.on('tlsClientError', () => {});
	const innerSockets = track(inner);
	const innerPort = await listenOn(inner);
	const wires = new Map<number, Socket>();
	const front = createNetServer((client) => {
		const bridge = connect(innerPort, '127.0.0.1', () => {
			const { localPort } = bridge;
			wires.set(localPort!, client);
			bridge.on('close', () => wires.delete(localPort!));
			client.pipe(bridge);
			bridge.pipe(client);
		});
		bridge.on('error', () => client.destroy());
		client.on('close', () => bridge.destroy());
		bridge.on('close', () => client.destroy());
	});
	const sockets = track(front);
	const port = await listenOn(front);
	return {
		origin: `https://127.0.0.1:${port}`,
		sockets,
		wireOf: (socket) => wires.get(socket.remotePort!) ?? socket,
		close: async () => {
			await closeAll(front, sockets);
			await closeAll(inner, innerSockets);
		},
	};
}

// The alert "handshake_failure".
const ALERT = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

// As web servers do to whom they do not understand.
const PLAIN = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** A server that speaks to who begins a TLS handshake, and then closes. */
async function atHandshake(words: Buffer | string): Promise<Listening> {
	const server = createNetServer((socket) => socket.once('data', () => socket.end(words)));
	const sockets = track(server);
	const port = await listenOn(server);
	return {
		origin: `https://127.0.0.1:${port}`,
		sockets,
		wireOf: (socket) => socket,
		close: async () => await closeAll(server, sockets),
	};
}

function nobody(origin: string): Listening {
	return { origin, sockets: new Set(), wireOf: (socket) => socket, close: async () => {} };
}

async function listen(transport: Transport, handler: Handler): Promise<Listening> {
	const { good, selfSigned, expired, wrongHost } = certificates();
	switch (transport) {
		case 'http':
			return await overHttp(handler);
		case 'https':
			return await overTls(handler, good);
		case 'self-signed':
			return await overTls(handler, selfSigned);
		case 'expired':
			return await overTls(handler, expired);
		case 'wrong host':
			return await overTls(handler, wrongHost);
		case 'plain HTTP behind https':
			return await atHandshake(PLAIN);
		case 'no common TLS':
			return await atHandshake(ALERT);
		case 'closed in the TLS handshake':
			return await atHandshake('');
		case 'nobody listens':
			return nobody(`http://127.0.0.1:${await closedPort()}`);
		case 'no such name':
			return nobody('http://videos.invalid');
	}
}

async function receive(request: IncomingMessage): Promise<Received> {
	const { method = '', url: target = '', headers } = request;
	const body = (await buffer(request)).toString('latin1');
	return { route: routeOf(method, target), method, target, headers, body };
}

function replyWith(
	response: ServerResponse,
	status: number,
	headers: object,
	body: Buffer | string,
) {
	const bytes = Buffer.from(body as string);
	const hasBody = status !== 204 && status !== 304;
	const length = hasBody ? { 'content-length': String(bytes.length) } : {};
	response.writeHead(status, { 'content-type': 'application/json', ...length, ...headers });
	response.end(hasBody ? bytes : undefined);
}

/**
 * Starts it on a port of its own.
 * @param route the requests that the fault applies to
 */
export async function startFaultServer(
	fault: Fault,
	cell: Cell,
	route: Route,
): Promise<FaultServer> {
	const received: Received[] = [];
	const receivedElsewhere: Received[] = [];
	const handedOut = new Set<string>();
	let isOn = true;
	let applied = 0;
	const handOut = (bytes: Buffer | string) => {
		// What a client is to find an id in is short.
		const text = bytes.slice(0, 65536).toString();
		for (const id of [cell.newId, cell.oldId]) if (text.includes(id)) handedOut.add(id);
	};
	const second = await overHttp((request, response) => {
		void receive(request).then((one) => {
			receivedElsewhere.push(one);
			if (fault.answerElsewhere) return fault.answerElsewhere(request, response, cell);
			replyWith(response, 200, { 'content-type': 'video/mp4' }, cell.mp4);
		});
	});
	const first = await listen(fault.transport ?? 'http', (request, response) => {
		void receive(request).then((one) => {
			received.push(one);
			const more = fault.jobSays?.(cell, second.origin);
			const good = goodAnswer(one.route, cell, one.target, more);
			const reply: Exchange['reply'] = (status, headers, body) => {
				handOut(body);
				handOut(headers.location ?? '');
				replyWith(response, status, headers, body);
			};
			const answer = isOn && one.route === route ? fault.answer : undefined;
			if (answer === undefined) return reply(good.status, good.headers, good.body);
			answer({
				...{ route, cell, request, response, good, reply, before: applied },
				origin: first.origin,
				elsewhere: second.origin,
				wire: first.wireOf(request.socket),
				handOut: (id) => void handedOut.add(id),
				raw: (bytes, then) => {
					const { socket } = request;
					socket.write(bytes, () => {
						if (then === 'close') socket.end();
						else if (then === 'reset') first.wireOf(socket).resetAndDestroy();
					});
					if (then !== 'reset') handOut(bytes);
				},
			});
			applied += 1;
		});
	});
	return {
		baseUrl: `${first.origin}/v1`,
		key: cell.key,
		origin: first.origin,
		elsewhere: second.origin,
		...{ received, receivedElsewhere, handedOut },
		creates: () => received.filter((one) => CREATES.includes(one.route)).length,
		applied: () => applied,
		setFault: (on) => void (isOn = on),
		sockets: () => first.sockets.size + second.sockets.size,
		stop: async () => void (await Promise.all([first.close(), second.close()])),
	};
}
