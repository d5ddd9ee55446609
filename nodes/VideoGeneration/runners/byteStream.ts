import { SNIFF_BYTES } from '../../../protocol/media/fileTypes';

/** What is used of the stream that n8n's HTTP helper gives (Node's `Readable`, which a node may not import). */
export interface ByteStream extends AsyncIterable<Buffer> {
	readonly readableEnded: boolean;
	readonly destroyed: boolean;
	read(): Buffer | null;
	unshift(chunk: Buffer): void;
	emit(event: string, ...values: unknown[]): boolean;
	on(event: 'error' | 'end' | 'readable' | 'close', listener: (error?: Error) => void): void;
	off(event: string, listener: (error?: Error) => void): void;
}

/**
 * Tells of each chunk that is taken out of a stream, without taking any. A listener for `data` would set the stream flowing, or
 * keep it paused for those of n8n's storage modes that read it by such a listener of their own (`database`, `s3`, memory).
 */
export function watchChunks(stream: ByteStream, note: (bytes: number) => void): void {
	const emit = stream.emit.bind(stream);
	stream.emit = (event, ...values) => {
		if (event === 'data') note((values[0] as Buffer).length);
		return emit(event, ...values);
	};
}

/**
 * Ends a stream that nobody will read, and its connection: n8n's HTTP client wraps the body in a stream that lets go of
 * the connection only once it was begun.
 */
export async function discard(stream: ByteStream): Promise<void> {
	try {
		for await (const chunk of stream) if (chunk) break;
	} catch {
		// Nobody is concerned about how a body ends that nobody wants.
	}
}

async function untilReadable(stream: ByteStream): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const done = (error?: Error) => {
			for (const event of ['readable', 'end', 'close', 'error']) stream.off(event, done);
			if (error) reject(error);
			else resolve();
		};
		for (const event of ['readable', 'end', 'close', 'error'] as const) stream.on(event, done);
	});
}

/**
 * The first bytes of a stream, which are put back: whoever reads it later gets them too.
 * @returns fewer bytes, and nothing put back, where the whole body is shorter
 */
export async function peek(stream: ByteStream, bytes = SNIFF_BYTES): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	while (length < bytes) {
		const chunk = stream.read();
		if (chunk !== null) {
			chunks.push(chunk);
			length += chunk.length;
		} else if (stream.readableEnded) return Buffer.concat(chunks);
		else if (stream.destroyed) throw new Error('The stream was closed');
		else await untilReadable(stream);
	}
	const head = Buffer.concat(chunks);
	stream.unshift(head);
	return head;
}

/** Reads a stream as text, up to a number of bytes, and ends it. */
export async function readText(stream: ByteStream, most: number): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= most) break;
	}
	return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}
