import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorEnvelope } from './errors.mts';
import { cut } from './exchange.mts';
import type { BodyFault, CannedAnswer, Fault } from './faults.mts';
import { faultyBody } from './faulty-body.mts';
import type { Sandbox } from './state.mts';

/** Applies the rules of `sandbox.faults` to the requests of a listener. */
export function applyFaults(app: FastifyInstance, sandbox: Sandbox) {
	app.addHook('preHandler', async (request, reply) => {
		const { exchange } = request;
		if (!exchange) return;
		const fault = sandbox.faults.take(exchange.entry);
		exchange.fault = fault;
		if (fault) await beforeHandling(fault, request, reply);
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const fault = request.exchange?.fault;
		return fault ? afterHandling(fault, request, reply, payload) : payload;
	});
}

async function beforeHandling(fault: Fault, request: FastifyRequest, reply: FastifyReply) {
	if (fault.delayMs) await sleep(fault.delayMs);
	if (fault.drop === 'before') {
		reply.hijack();
		cut(request, reply);
	} else if (fault.status !== undefined) {
		return reply.send(serialise(reply, fault));
	}
	return undefined;
}

/** Sets status and headers of a canned answer; its body as text. */
function serialise(reply: FastifyReply, answer: CannedAnswer): string {
	const status = answer.status ?? reply.statusCode;
	const body = answer.body ?? errorEnvelope(status, `Fault: status ${status}.`);
	const isText = typeof body === 'string';
	reply.code(status);
	reply.header('content-type', answer.contentType ?? (isText ? 'text/plain' : 'application/json'));
	reply.headers(answer.headers ?? {});
	return isText ? body : JSON.stringify(body);
}

async function afterHandling(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	if (fault.answerDelayMs) await sleep(fault.answerDelayMs);
	if (fault.drop === 'after') {
		cut(request, reply);
		return payload;
	}
	let body = payload;
	if (fault.replace) {
		if (payload instanceof Readable) payload.destroy();
		reply.removeHeader('content-length');
		body = serialise(reply, fault.replace);
	}
	reply.headers(fault.relabel ?? {});
	if (fault.merge || fault.remove) body = changedJson(fault, reply, body);
	const bodyFault = fault.status === undefined ? (fault.body as BodyFault | undefined) : undefined;
	if (bodyFault || fault.chunked) return faultyBody(bodyFault ?? {}, request, reply, body, fault);
	return body;
}

/** Lays `merge` over a JSON answer and takes `remove` out of it; leaves any other alone. */
function changedJson(fault: Fault, reply: FastifyReply, payload: unknown): unknown {
	if (typeof payload !== 'string') return payload;
	const answer: unknown = JSON.parse(payload);
	if (typeof answer !== 'object' || answer === null) return payload;
	const kept = Object.entries(answer).filter(([name]) => !fault.remove?.includes(name));
	reply.removeHeader('content-length');
	return JSON.stringify({ ...Object.fromEntries(kept), ...fault.merge });
}
