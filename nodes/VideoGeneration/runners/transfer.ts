import type { IBinaryData } from 'n8n-workflow';
import { stopped } from '../../../protocol/failures';
import { fileName, type Variant } from '../../../protocol/fileName';
import { mediaOf, SNIFF_BYTES, type MediaType } from '../../../protocol/media';
import type { Headers } from '../../../protocol/retryHints';
import { isOk } from './answer';
import { discard, peek, readText, type ByteStream } from './byteStream';
import { exchange } from './exchange';
import { watchIdle, type IdleWatch } from './idleWatch';
import { isNetworkError, NetworkError } from './networkError';
import { collection } from './parameters';
import { anySignal, throwIfStopped } from './pause';
import type { Run } from './run';

/** Which file is wanted, and whose. */
export interface FileWanted {
	id: string;
	variant: Variant;
	/** Absolute. */
	url: string;
	query?: object;
}

/** What a request for a file gave: the stored file, or an answer in words. */
export type Transfer =
	| { file: IBinaryData; bytes: number }
	| { status: number; headers: Headers; text: string; url: string };

// Room for JSON that holds a short clip as base64; an error's text is never that long.
const LONGEST_TEXT = 64 * 1024 * 1024;

function expectedBytes(headers: Headers): number | undefined {
	if (headers['content-encoding'] !== undefined) return undefined;
	const length = Number(headers['content-length'] ?? NaN);
	return Number.isSafeInteger(length) ? length : undefined;
}

async function store(
	run: Run,
	stream: ByteStream,
	{ id, variant }: FileWanted,
	media: MediaType,
	watch: IdleWatch,
): Promise<IBinaryData> {
	const chosen = String(collection(run.context, 'file').fileName ?? '');
	// Counts what n8n takes without taking it: paused, the stream flows only when n8n reads it.
	stream.pause();
	stream.on('data', (chunk) => watch.note(chunk.length));
	const { helpers } = run.context;
	const storing = helpers.prepareBinaryData(
		stream as unknown as Parameters<typeof helpers.prepareBinaryData>[0],
		fileName(id, variant, media.extension, chosen),
		media.mimeType,
	);
	// Storing a stream that is destroyed never ends by itself.
	return await new Promise<IBinaryData>((resolve, reject) => {
		const broken = () =>
			reject(new NetworkError('timeout', 'the file stopped coming', new URL(run.baseUrl).origin));
		anySignal(run.stopSignal, watch.signal).addEventListener('abort', broken, { once: true });
		storing.then(resolve, reject);
	});
}

async function request(run: Run, wanted: FileWanted, watch: IdleWatch): Promise<Transfer> {
	const { status, headers, body, url } = await exchange<ByteStream>(
		run,
		{
			method: 'GET',
			url: wanted.url,
			query: wanted.query,
			accept: '*/*',
			encoding: 'stream',
			signal: anySignal(run.stopSignal, watch.signal),
		},
		discard,
	);
	const head = await peek(body);
	const media = isOk({ status }) ? mediaOf(head, String(headers['content-type'] ?? '')) : undefined;
	if (media === undefined) {
		const text = head.length < SNIFF_BYTES ? head.toString() : await readText(body, LONGEST_TEXT);
		return { status, headers, text, url };
	}
	const file = await store(run, body, wanted, media, watch);
	const expected = expectedBytes(headers);
	if (expected === undefined || expected === watch.bytes) return { file, bytes: watch.bytes };
	const reason = `only ${watch.bytes} of ${expected} bytes came`;
	throw new NetworkError('broken', reason, new URL(wanted.url).origin);
}

/**
 * Requests a file once and streams it to n8n's binary storage. The kind of the file is read from its first bytes; its
 * length is compared with what the server announced; a body that stops coming ends the transfer.
 * @throws NetworkError when the transfer breaks, Failure when the execution is stopped
 */
export async function transfer(run: Run, wanted: FileWanted): Promise<Transfer> {
	throwIfStopped(run.stopSignal);
	const watch = watchIdle(run.idleMs);
	const { origin } = new URL(wanted.url);
	return await request(run, wanted, watch)
		.catch((error: unknown) => {
			if (run.stopSignal?.aborted) throw stopped();
			if (watch.signal.aborted)
				throw new NetworkError('timeout', 'the file stopped coming', origin);
			if (isNetworkError(error)) throw error;
			throw new NetworkError('broken', 'the connection broke off', origin);
		})
		.finally(() => watch.end());
}
