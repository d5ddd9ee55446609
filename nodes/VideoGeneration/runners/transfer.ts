import type { IBinaryData } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';
import { noVariant, notStored, stopped } from '../../../protocol/failures';
import { fileName, type Variant } from '../../shared/fileName';
import { mediaOf, SNIFF_BYTES, type MediaType } from '../../../protocol/media/fileTypes';
import type { Headers } from '../../../protocol/reading/retryHints';
import { isOk } from './answer';
import { discard, peek, readText, watchChunks, type ByteStream } from './byteStream';
import { toFailure } from './cleanFailure';
import { exchange } from './exchange';
import { watchIdle, type IdleWatch } from './idleWatch';
import { isNetworkError, NetworkError } from './networkError';
import { anySignal, orAborted, throwIfStopped } from './pause';
import type { Asker } from './run';

/** Which file is wanted, and whose. */
export interface FileWanted {
	id: string;
	variant: Variant;
	/** Absolute. */
	url: string;
	query?: object;
}

/** A file that is in n8n's binary storage now. */
export interface StoredFile {
	file: IBinaryData;
	bytes: number;
}

/** An answer in words where a file was asked for. */
export interface WordsInstead {
	status: number;
	headers: Headers;
	text: string;
}

/** What a request for a file gave. */
export type Transfer = StoredFile | WordsInstead;

// Room for JSON that holds a short clip as base64, see inlineResult; an error's text is never that long.
const LONGEST_TEXT = 64 * 1024 * 1024;

function expectedBytes(headers: Headers): number | undefined {
	const length = Number(headers['content-length'] ?? NaN);
	return Number.isSafeInteger(length) ? length : undefined;
}

const STORAGE_CODES = [
	'ENOSPC',
	'EDQUOT',
	'EROFS',
	'EACCES',
	'EPERM',
	'ENOENT',
	'ENOTDIR',
	'EEXIST',
	'EMFILE',
];

// A failing disk breaks the stream as a failing connection does; only the error tells them apart.
function isStorageError(error: unknown): boolean {
	const { code, name, constructor } = error as Error & { code?: string };
	const names = [name, constructor?.name];
	return STORAGE_CODES.includes(code ?? '') || names.includes('FileTooLargeError');
}

/** What a file is called: as the user chose, else by its video. */
export function nameOf(asker: Asker, { id, variant }: FileWanted, media: MediaType): string {
	return fileName(id, variant, media.extension, asker.fileName);
}

async function store(
	asker: Asker,
	stream: ByteStream,
	wanted: FileWanted,
	media: MediaType,
	watch: IdleWatch,
): Promise<IBinaryData> {
	watchChunks(stream, (bytes) => watch.note(bytes));
	stream.on('end', () => watch.end());
	const storing = asker
		.store(
			stream as unknown as Parameters<Asker['store']>[0],
			nameOf(asker, wanted, media),
			media.mimeType,
		)
		.catch((error: unknown) => {
			throw isStorageError(error) ? notStored(wanted.id, toFailure(error).message) : error;
		});
	// Storing a stream that is destroyed never ends by itself.
	return await orAborted(storing, anySignal(asker.stopSignal, watch.signal));
}

async function request(
	asker: Asker,
	wanted: FileWanted,
	waiting: IdleWatch,
	watch: IdleWatch,
): Promise<Transfer> {
	waiting.start();
	const { status, headers, body } = await exchange(asker, {
		method: 'GET',
		url: wanted.url,
		query: wanted.query,
		// A packed body could not be compared with the length that is announced.
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		signal: anySignal(asker.stopSignal, waiting.signal, watch.signal),
	});
	waiting.end();
	watch.start();
	const head = await orAborted(peek(body), anySignal(asker.stopSignal, watch.signal));
	const media = isOk({ status }) ? mediaOf(head, String(headers['content-type'] ?? '')) : undefined;
	if (media === undefined) {
		const text = head.length < SNIFF_BYTES ? head.toString() : await readText(body, LONGEST_TEXT);
		return { status, headers, text };
	}
	// Some servers do not look at the variant.
	if (wanted.variant !== 'video' && media.mimeType.startsWith('video/')) {
		void discard(body);
		throw noVariant(wanted.id, wanted.variant, 'it sent the video itself');
	}
	const file = await store(asker, body, wanted, media, watch);
	const expected = expectedBytes(headers);
	if (expected === undefined || expected === watch.bytes) return { file, bytes: watch.bytes };
	const reason = `only ${watch.bytes} of ${expected} bytes came`;
	throw new NetworkError('broken', reason, new URL(wanted.url).origin);
}

/**
 * Requests a file once and streams it to n8n's binary storage. The kind of the file is read from its first bytes; its
 * length is compared with what the server announced; a body that stops coming ends the transfer.
 * @throws NetworkError when the transfer breaks, Failure when the execution is stopped or n8n cannot store the file
 */
export async function transfer(asker: Asker, wanted: FileWanted): Promise<Transfer> {
	throwIfStopped(asker.stopSignal);
	const waiting = watchIdle(asker.timeoutMs);
	const watch = watchIdle(asker.idleMs);
	const { origin } = new URL(wanted.url);
	return await request(asker, wanted, waiting, watch)
		.catch((error: unknown) => {
			if (asker.stopSignal?.aborted) throw stopped();
			if (waiting.signal.aborted) throw new NetworkError('timeout', 'no file came', origin);
			if (watch.signal.aborted)
				throw new NetworkError('timeout', 'the file stopped coming', origin);
			if (isNetworkError(error) || error instanceof Failure) throw error;
			throw new NetworkError('broken', 'the connection broke off', origin);
		})
		.finally(() => {
			waiting.end();
			watch.end();
		});
}
