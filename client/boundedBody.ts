import { parseJson } from '../protocol/reading/json';
import { JsonScanner, type JsonLimits } from '../protocol/reading/jsonScanner';
import type { ApiResponse } from './response';
import type { ByteStream } from './transport';

/*
 * A body is cut before anything processes it, so that no answer of any size can fill the memory or block the event loop:
 *
 * - the body of an error, and whatever does not look like JSON: 64 KB
 * - a job: 1 MB, without the files that stand in it as base64; those up to 256 MB, one answer at a time, and never through JSON.parse
 * - a page of a list: 2 MB
 * - JSON: 100 levels, 100,000 values
 */

/** What the answer is expected to be. */
export type BodyKind = 'job' | 'list';

const MEGABYTE = 1024 * 1024;
const LONGEST_ERROR = 64 * 1024;
const NESTING = { depth: 100, entries: 100_000 };
const LIMITS: Record<BodyKind, JsonLimits> = {
	job: { bytes: MEGABYTE, fileBytes: 256 * MEGABYTE, ...NESTING },
	list: { bytes: 2 * MEGABYTE, fileBytes: 2 * MEGABYTE, ...NESTING },
};

/** What {@link readBody} gives. */
export type ReadBody = Pick<ApiResponse, 'text' | 'json' | 'files' | 'incomplete'>;

/** How files inside of the answer are read. */
export interface InlineFiles {
	/** Called before the first one is kept in memory; resolves when there is room for it. */
	waitForRoom(): Promise<void>;
}

/** The first bytes of a stream as text. Ends the stream. */
export async function readStart(
	stream: AsyncIterable<Buffer>,
	most = LONGEST_ERROR,
): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(chunk);
			length += chunk.length;
			if (length >= most) break;
		}
	} catch {
		// What came until then may say why.
	}
	return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}

/** A short text as an answer's body. */
export function readText(text: string): ReadBody {
	const scanner = new JsonScanner({ ...LIMITS.job, bytes: LONGEST_ERROR }, false);
	scanner.push(Buffer.from(text));
	const scanned = scanner.end();
	return { text, json: scanned.problem ? undefined : parseJson(scanned.text), files: new Map() };
}

async function readErrorBody(body: ByteStream): Promise<ReadBody> {
	return readText(await readStart(body));
}

/** Whether a body that begins like this can be JSON. */
function startsAsJson(start: Buffer): boolean {
	return /^(?:\uFEFF)?\s*(?:[[{"\d]|$)/.test(start.subarray(0, 1024).toString('utf8'));
}

/**
 * Reads the body of a successful answer.
 * @param inline how to read files that stand in it; without it they are only cut out
 */
async function readJsonBody(
	body: ByteStream,
	kind: BodyKind,
	inline: InlineFiles | undefined,
): Promise<ReadBody> {
	const scanner = new JsonScanner(LIMITS[kind], inline !== undefined);
	const plain: Buffer[] = [];
	let plainBytes = 0;
	let isFirst = true;
	let hasRoom = false;
	let isLost = false;
	try {
		for await (const chunk of body) {
			if (plain.length > 0 || (isFirst && !startsAsJson(chunk))) {
				plain.push(chunk);
				plainBytes += chunk.length;
				if (plainBytes >= LONGEST_ERROR) break;
				continue;
			}
			isFirst = false;
			scanner.push(chunk);
			if (scanner.problem !== undefined) break;
			if (scanner.isInFile && inline !== undefined && !hasRoom) {
				await inline.waitForRoom();
				hasRoom = true;
			}
		}
	} catch {
		isLost = true;
	}
	const lost = isLost ? { incomplete: 'connection lost' as const } : {};
	if (plain.length > 0) {
		const text = Buffer.concat(plain).subarray(0, LONGEST_ERROR).toString('utf8');
		return { text, json: undefined, files: new Map(), ...lost };
	}
	const { text, files, problem } = scanner.end();
	const json = problem === undefined ? parseJson(text) : undefined;
	return { text, json, files, ...(problem ? { incomplete: problem } : lost) };
}

/** Reads an answer's body as far as it may be read. Never throws: what is missing is said in `incomplete`. */
export async function readBody(
	body: ByteStream,
	status: number,
	kind: BodyKind,
	inline?: InlineFiles,
): Promise<ReadBody> {
	const isSuccess = status >= 200 && status < 400;
	return await (isSuccess ? readJsonBody(body, kind, inline) : readErrorBody(body));
}
