import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives one answer, or none. */
export type Answer = (response: ServerResponse) => void;

/** A server that gives the same answer to everything. */
export interface AnsweringServer {
	origin: string;
	baseUrl: string;
	/** Answers like this from now on, and counts anew. */
	answer(answer: Answer): void;
	/** How many requests have come in since. */
	requests(): number;
	stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startAnswering(): Promise<AnsweringServer> {
	let current: Answer = (response) => response.end();
	let requests = 0;
	const listener: RequestListener = (request, response) => {
		requests += 1;
		request.resume().once('end', () => current(response));
	};
	const server = createServer(listener).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		baseUrl: `${origin}/v1`,
		answer: (answer) => {
			current = answer;
			requests = 0;
		},
		requests: () => requests,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** An answer with a body: an object as JSON, a text as it is. */
export function say(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
	const isText = typeof body === 'string';
	const type = isText ? 'text/plain' : 'application/json';
	return (response) => {
		response.writeHead(status, { 'content-type': type, 'retry-after-ms': '0', ...headers });
		response.end(isText ? body : JSON.stringify(body));
	};
}

/** The beginning of an answer, after which the connection is closed. */
export function breakOff(status: number, beginning: string): Answer {
	return (response) => {
		response.writeHead(status, { 'content-type': 'application/json', 'content-length': '10000' });
		response.write(beginning, () => setTimeout(() => response.socket?.destroy(), 20));
	};
}
