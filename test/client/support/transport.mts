import {
	createWriteStream,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Agent, request as undiciRequest } from 'undici';
import type {
	ByteStream,
	FileReference,
	Transport,
	TransportError,
	TransportRequest,
	TransportResponse,
} from '../../../client/transport';

/** A transport without n8n, over undici and a folder of its own. */
export interface TestTransport extends Transport {
	/** What the client has logged. */
	readonly logged: string[];
	/** The pauses that the client has asked for, in milliseconds. */
	readonly pauses: number[];
	/** The names of what is in the storage now, also of what is only partly written. */
	stored(): string[];
	/** The bytes of a stored file. */
	read(file: FileReference): Buffer;
	/** Empties the storage and the records. */
	reset(): void;
	close(): Promise<void>;
}

interface NodeError extends Error {
	code?: string;
	syscall?: string;
}

async function encode(body: unknown): Promise<{ type?: string; bytes?: Buffer }> {
	if (body === undefined) return {};
	if (!(body instanceof FormData)) {
		return { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };
	}
	const encoded = new Response(body);
	const type = encoded.headers.get('content-type') ?? undefined;
	return { type, bytes: Buffer.from(await encoded.arrayBuffer()) };
}

function withQuery(url: string, query: Record<string, unknown> = {}): string {
	const full = new URL(url);
	for (const [name, value] of Object.entries(query)) full.searchParams.set(name, String(value));
	return full.href;
}

function readError(error: unknown): TransportError {
	const { cause } = error as { cause?: unknown };
	const { code = '', syscall, message } = (cause instanceof Error ? cause : error) as NodeError;
	return { code, syscall, message };
}

/**
 * Makes a transport.
 * @param authorization what goes along with authenticated requests
 * @param stopSignal what stops the work
 */
export function createTransport(authorization: string, stopSignal?: AbortSignal): TestTransport {
	// Made for the first file: not every test stores one, nor closes its transport.
	let made: string | undefined;
	const folder = () => (made ??= mkdtempSync(path.join(tmpdir(), 'video-generation-client-')));
	const agent = new Agent();
	const logged: string[] = [];
	const pauses: number[] = [];
	let count = 0;

	async function send(request: TransportRequest): Promise<TransportResponse> {
		const { method, url, query, headers, authenticated, timeoutMs, signal } = request;
		const { type, bytes } = await encode(request.body);
		const answer = await undiciRequest(withQuery(url, query), {
			method,
			headers: {
				...headers,
				...(type !== undefined && { 'content-type': type }),
				...(authenticated && { authorization }),
			},
			body: bytes,
			signal,
			headersTimeout: timeoutMs,
			bodyTimeout: 0,
			dispatcher: agent,
		});
		// It is not decompressed: the announced length is that of the body.
		const body = Object.assign(answer.body, { rawHeaders: [] }) as unknown as ByteStream;
		return { status: answer.statusCode, headers: answer.headers, body };
	}

	async function store(
		data: ByteStream | Buffer,
		fileName: string,
		mimeType: string,
	): Promise<FileReference> {
		count += 1;
		const id = `${count}-${fileName}`;
		const place = path.join(folder(), id);
		const source = Buffer.isBuffer(data) ? Readable.from([data]) : (data as unknown as Readable);
		try {
			await pipeline(source, createWriteStream(place));
		} catch (error) {
			rmSync(place, { force: true });
			throw error;
		}
		return { id, fileName, mimeType };
	}

	return {
		logged,
		pauses,
		stopSignal,
		send,
		readError,
		store,
		sleep: async (ms) => {
			pauses.push(ms);
			await new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
		},
		log: { info: (message) => logged.push(message), warn: (message) => logged.push(message) },
		stored: () => (made !== undefined && existsSync(made) ? readdirSync(made) : []),
		read: ({ id = '' }) => readFileSync(path.join(folder(), id)),
		reset: () => {
			for (const file of made === undefined ? [] : readdirSync(made)) {
				rmSync(path.join(folder(), file));
			}
			logged.length = 0;
			pauses.length = 0;
		},
		close: async () => {
			await agent.destroy();
			if (made !== undefined) rmSync(made, { recursive: true, force: true });
		},
	};
}

/** A transport that shortens its pauses to 50 ms. */
export function hurried(transport: TestTransport): TestTransport {
	return {
		...transport,
		sleep: async (ms, signal) => await transport.sleep(Math.min(ms, 50), signal),
	};
}
