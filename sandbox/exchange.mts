import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from './faults.mts';
import { describePayload, readPayload, type Payload } from './payload.mts';
import type { Host, LoggedRequest } from './request-log.mts';
import type { Sandbox } from './state.mts';

/** What is known about a request beside fastify's own things. */
export interface Exchange {
	entry: LoggedRequest;
	payload: Payload;
	fault: Fault | undefined;
	/** The sandbox itself ended the connection. */
	cut: boolean;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** Absent on the control API. */
		exchange?: Exchange;
	}
}

/** Logs every request of a listener, except for the control API's, and reads its body. */
export function observe(
	app: FastifyInstance,
	host: Host,
	sandbox: Sandbox,
	onEnd: (entry: LoggedRequest) => void,
) {
	app.decorateRequest('exchange', undefined);
	app.addHook('onRequest', async (request, reply) => {
		const [path = ''] = (request.raw.url ?? '').split('?');
		if (host === 'api' && /^\/sandbox(\/|$)/.test(path)) return;
		const { method, headers } = request;
		const query = request.query as Record<string, unknown>;
		const entry = sandbox.log.begin({ host, method, path, query, headers: { ...headers } });
		const exchange: Exchange = { entry, payload: { kind: 'none' }, fault: undefined, cut: false };
		request.exchange = exchange;
		reply.raw.on('close', () => {
			entry.closedEarly = !reply.raw.writableFinished && !exchange.cut;
			sandbox.log.end(entry);
			onEnd(entry);
		});
	});
	app.addHook('preHandler', async (request) => {
		const { exchange } = request;
		if (!exchange) return;
		exchange.payload = await readPayload(request);
		exchange.entry.body = describePayload(exchange.payload);
	});
}

/** Notes the status that goes out. Added last, since faults change it. */
export function observeAnswers(app: FastifyInstance) {
	app.addHook('onSend', async (request, reply) => {
		const { exchange } = request;
		if (exchange && !exchange.cut) exchange.entry.status = reply.statusCode;
	});
}

/** Ends the connection without another byte. */
export function cut(request: FastifyRequest, reply: FastifyReply) {
	if (request.exchange) request.exchange.cut = true;
	reply.raw.socket?.destroy();
}
