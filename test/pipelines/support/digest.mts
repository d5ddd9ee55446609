import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** The SHA-256 of a stream that is never held as a whole. */
export async function digest(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of stream) hash.update(chunk);
	return hash.digest('hex');
}

/** The SHA-256 of an answer's body. */
export async function digestOfAnswer({ body }: Response): Promise<string> {
	if (body === null) throw new Error('The answer has no body.');
	return await digest(Readable.fromWeb(body as ReadableStream<Uint8Array>));
}

/** The SHA-256 of a file. */
export const digestOfFile = (file: string) => digest(createReadStream(file));
