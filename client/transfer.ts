import type { MediaFacts } from '../protocol/media/containers/facts';
import { mediaReader } from '../protocol/media/containers/mediaReader';
import { mediaOf, SNIFF_BYTES, type MediaType } from '../protocol/media/fileTypes';
import { readStart } from './boundedBody';
import { VideosError } from './errors';
import { fileTooLarge, forbidden, notStored, noVariant, type Variant } from './failures';
import type { Connection } from './connection';
import { gather } from './gather';
import { bodyOf, open, type ApiRequest, type OpenResponse } from './http';
import { connectionLost, NetworkError, timedOut } from './networkError';
import { isOk } from './response';
import {
	anySignal,
	DONE,
	interruptedBy,
	orAborted,
	startTimeout,
	throwIfInterrupted,
} from './signals';
import type { ByteStream, FileReference, ResponseHeaders } from './transport';

/** Which of a video's files is wanted, and what it is called. */
export interface DownloadWish {
	variant: Variant;
	/** The name of a file with this extension (without the dot). @param index which one of several files it is, from 0 */
	nameOf(extension: string, index?: number): string;
}

/** A file in the host's storage. */
export interface StoredFile {
	file: FileReference;
	bytes: number;
	/** What a video says of itself; undefined for what is no video, or says nothing. */
	facts?: MediaFacts;
}

/** Which file is wanted, of which video, and where it is requested. */
export interface FileWish extends DownloadWish {
	/** Left out where the file comes as the answer to a create. */
	id?: string;
	/** Absolute. */
	url: string;
	query?: Record<string, unknown>;
	/** A create whose answer is the file; else it is a GET. */
	create?: Pick<ApiRequest, 'body' | 'doing'>;
	/** The longest to wait for the answer to begin, if it is not the connection's. */
	timeoutMs?: number;
}

/** An answer in words where a file was requested. */
export interface TextInstead {
	status: number;
	headers: ResponseHeaders;
	text: string;
}

/*
 * What bounds a transfer:
 * - the headers must come within the request timeout, and the next bytes within the idle timeout; of a create the first byte of the body
 *   within the create's: a server may send the headers before it renders
 * - from the tenth minute on, 100 kB/s on average must have come: a file that trickles for ever ends
 * - the user's largest file, compared with the announced and with the counted length
 */
const GRACE_MS = 10 * 60_000;
const LEAST_BYTES_PER_MS = 100;
const LOOK_EVERY_MS = 1000;

/** How much of a file is read ahead while the storage is busy, in bytes. */
const MOST_AHEAD = 256 * 1024;

/** Until when a transfer may go on, in milliseconds from its start, after so many bytes. */
export function transferEndsAfterMs(bytes: number, graceMs = GRACE_MS): number {
	return graceMs + bytes / LEAST_BYTES_PER_MS;
}

/** Watches over a transfer, beside the stream. */
class Watch {
	private readonly controller = new AbortController();
	private readonly ended = new AbortController();
	private readonly reader;
	/** When the body began; of a download, when its headers came. */
	private firstAt: number | undefined;
	private lastAt = 0;
	bytes = 0;
	/** Why the transfer was ended. */
	reason = '';

	constructor(
		private readonly connection: Connection,
		private readonly wish: FileWish,
	) {
		this.reader = wish.variant === 'video' ? mediaReader() : undefined;
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	private idleMs(): number {
		const { create, timeoutMs = this.connection.timeoutMs } = this.wish;
		const { idleMs } = this.connection;
		const isRendering = create !== undefined && this.firstAt === undefined;
		return isRendering ? Math.max(timeoutMs, idleMs) : idleMs;
	}

	private problem(): string | undefined {
		const now = Date.now();
		if (now - this.lastAt > this.idleMs()) return 'the download stalled';
		const beganAt = this.firstAt ?? now;
		if (now - beganAt > transferEndsAfterMs(this.bytes)) return 'the download was too slow';
		return undefined;
	}

	/** Looks again and again until the transfer has ended. */
	async run(): Promise<void> {
		this.lastAt = Date.now();
		if (this.wish.create === undefined) this.firstAt = this.lastAt;
		const { transport, idleMs } = this.connection;
		const every = Math.min(LOOK_EVERY_MS, Math.max(idleMs / 4, 10));
		const { signal } = this.ended;
		while (!signal.aborted) {
			await orAborted(transport.sleep(every, signal), signal).catch(() => undefined);
			const problem = signal.aborted ? undefined : this.problem();
			if (problem === undefined) continue;
			this.reason = problem;
			this.controller.abort();
			return;
		}
	}

	/** The first bytes of the body have come. */
	begin(): void {
		this.lastAt = Date.now();
		this.firstAt ??= this.lastAt;
	}

	note(chunk: Buffer): void {
		this.bytes += chunk.length;
		this.lastAt = Date.now();
		const { largestFile = Infinity } = this.connection;
		if (this.bytes > largestFile) throw fileTooLarge(this.wish.id, largestFile / 1e6);
		this.reader?.push(chunk);
	}

	/** What the bytes that came say of the video. */
	facts(): MediaFacts | undefined {
		return this.reader?.end();
	}

	end(): void {
		this.ended.abort(DONE);
	}
}

/** The announced length; undefined where it is not said. */
function announcedBytes(headers: ResponseHeaders): number | undefined {
	const length = Number(headers['content-length'] ?? NaN);
	return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

// n8n's HTTP client unpacks a body that was packed, takes the header away that said so, and keeps the packed length: only a body that
// still has its raw headers is as it came.
function isUntouched(body: ByteStream): boolean {
	return 'rawHeaders' in body;
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

const STORAGE_CODES = [
	...['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EEXIST', 'EMFILE'],
];

// A failing disk breaks the stream as a failing connection does; only the error tells them apart.
function isStorageError(error: unknown): boolean {
	const { code, name, constructor } = error as Error & { code?: string };
	return (
		STORAGE_CODES.includes(code ?? '') || [name, constructor?.name].includes('FileTooLargeError')
	);
}

/**
 * Streams a body into the host's storage. What goes wrong fails the stream before its end, so that the host removes what it has written.
 */
async function store(
	{ transport }: Connection,
	{ body, headers }: OpenResponse,
	wish: FileWish,
	media: MediaType,
	watch: Watch,
	onReceived: () => void,
): Promise<FileReference> {
	const expected = isUntouched(body) ? announcedBytes(headers) : undefined;
	const signal = anySignal(transport.stopSignal, watch.signal);
	let failure: unknown;
	const counted = body.compose(async function* (source) {
		// Destroying a composed stream has no effect while it waits for its source: only what it throws reaches the storage.
		yield* gather(source, (chunk) => watch.note(chunk), MOST_AHEAD, signal);
		if (expected !== undefined && expected !== watch.bytes) {
			const reason = `received only ${watch.bytes} of ${expected} bytes`;
			throw new NetworkError('unknown', reason, new URL(wish.url).origin);
		}
		onReceived();
	});
	counted.on('error', (error) => (failure = error));
	// Begins to read. A storage may fail before it does, and a stream that nobody has begun to read ends the process when it is closed.
	const early = counted.read();
	if (early !== null) counted.unshift(early);
	const storing = transport
		.store(counted, wish.nameOf(media.extension), media.mimeType)
		.catch((error: unknown) => {
			if (failure !== undefined) throw failure;
			throw isStorageError(error) ? notStored(wish.id, (error as Error).message) : error;
		});
	// Not every storage notices that a stream has failed.
	return await orAborted(storing, signal);
}

async function receive(
	connection: Connection,
	response: OpenResponse,
	wish: FileWish,
	watch: Watch,
	onReceived: () => void,
): Promise<StoredFile | TextInstead> {
	const { status, headers, body } = response;
	const { stopSignal } = connection.transport;
	const { largestFile = Infinity } = connection;
	const signal = anySignal(stopSignal, watch.signal);
	const head = await orAborted(peek(body), signal);
	watch.begin();
	const type = String(headers['content-type'] ?? '');
	const media = isOk({ status }) ? mediaOf(head, type) : undefined;
	if (media === undefined) {
		const isShort = head.length < SNIFF_BYTES;
		const text = isShort ? head.toString() : await orAborted(readStart(body), signal);
		return { status, headers, text };
	}
	// Some servers do not look at the variant.
	if (wish.variant !== 'video' && media.mimeType.startsWith('video/')) {
		throw noVariant(wish.id ?? '', wish.variant, 'it sent the video itself');
	}
	if ((announcedBytes(headers) ?? 0) > largestFile) throw fileTooLarge(wish.id, largestFile / 1e6);
	const file = await store(connection, response, wish, media, watch, onReceived);
	return { file, bytes: watch.bytes, facts: watch.facts() };
}

/**
 * Requests a file once and streams it to the host's storage. The kind of the file is read from its first bytes.
 * @param onReceived is called when the file has come, before the storage is done with it
 * @throws NetworkError when the transfer breaks, VideosError when it is interrupted, too large, or cannot be stored
 */
export async function transfer(
	connection: Connection,
	wish: FileWish,
	onReceived = () => {},
): Promise<StoredFile | TextInstead> {
	const { stopSignal } = connection.transport;
	const { origin } = new URL(wish.url);
	const { create, timeoutMs = connection.timeoutMs } = wish;
	throwIfInterrupted(stopSignal);
	const { signal: waiting, clear } = startTimeout(timeoutMs);
	const body = new AbortController();
	const watch = new Watch(connection, wish);
	let response: OpenResponse | undefined;
	// The time to wait for headers does not bound the body.
	waiting.addEventListener('abort', () => response ?? body.abort(), { once: true });
	const run = async () => {
		response = await open(connection, {
			method: create === undefined ? 'GET' : 'POST',
			url: wish.url,
			query: wish.query,
			body: create && (await bodyOf(create)),
			headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
			timeoutMs,
			signal: anySignal(stopSignal, body.signal),
		});
		void watch.run();
		return await receive(connection, response, wish, watch, onReceived);
	};
	const explain = (error: unknown): Error => {
		if (stopSignal?.aborted) {
			return interruptedBy(stopSignal, { isCreate: create !== undefined });
		}
		if (watch.signal.aborted) return timedOut(origin, watch.reason);
		if (response === undefined && waiting.aborted) return timedOut(origin, 'no file received');
		if (error instanceof NetworkError && error.reach === 'forbidden' && create === undefined) {
			return forbidden(error, wish.id);
		}
		const isKnown = error instanceof NetworkError || error instanceof VideosError;
		return isKnown ? error : connectionLost(origin);
	};
	return await run()
		.catch((error: unknown) => {
			throw explain(error);
		})
		.finally(() => {
			clear();
			watch.end();
			response?.close();
			body.abort(DONE);
		});
}
