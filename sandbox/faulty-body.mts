import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cut } from './exchange.mts';
import type { BodyFault, Fault } from './faults.mts';

/**
 * The same body, but cut off, stopped, slowed down or without its length.
 *
 * @param payload a text, bytes or a stream of bytes, as fastify is about to send it
 */
export function faultyBody(
	fault: BodyFault,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
	{ chunked }: Pick<Fault, 'chunked'>,
): Readable {
	const source = toStream(payload);
	if (chunked) reply.removeHeader('content-length');
	else if (!(payload instanceof Readable)) reply.header('content-length', source.readableLength);
	return Readable.from(faultyChunks(fault, source, request, reply), { objectMode: false });
}

function toStream(payload: unknown): Readable {
	if (payload instanceof Readable) return payload;
	const stream = new Readable({ read: () => undefined });
	stream.push(typeof payload === 'string' ? Buffer.from(payload) : (payload as Buffer));
	stream.push(null);
	return stream;
}

async function* faultyChunks(
	{ truncateAt, stallAt, bytesPerSecond }: BodyFault,
	source: Readable,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	let left = truncateAt ?? stallAt ?? Infinity;
	for await (const chunk of source as AsyncIterable<Buffer>) {
		const part = chunk.subarray(0, left);
		left -= part.length;
		if (bytesPerSecond) yield* slowly(part, bytesPerSecond);
		else if (part.length > 0) yield part;
		if (left <= 0) break;
	}
	if (truncateAt !== undefined) {
		// What was yielded has to leave the process before the connection goes.
		await sleep(100);
		cut(request, reply);
	}
	const socket = reply.raw.socket;
	if (stallAt !== undefined && socket && !socket.destroyed) await once(socket, 'close');
}

/** Ten portions a second. */
async function* slowly(chunk: Buffer, bytesPerSecond: number) {
	const portion = Math.max(1, Math.round(bytesPerSecond / 10));
	for (let start = 0; start < chunk.length; start += portion) {
		const part = chunk.subarray(start, start + portion);
		yield part;
		await sleep((part.length / bytesPerSecond) * 1000);
	}
}
