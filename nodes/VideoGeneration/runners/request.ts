import type { IHttpRequestMethods } from 'n8n-workflow';
import { noAnswer, stopped, unreachable } from '../../../protocol/failures';
import type { Feature } from '../../../protocol/dialects/dialect';
import { Failure } from '../../../protocol/failure';
import { isTransient } from '../../../protocol/retry';
import { toAnswer, type Answer } from './answer';
import { exchange } from './exchange';
import { readText } from './byteStream';
import { isNetworkError, NetworkError } from './networkError';
import { anySignal, orAborted, throwIfStopped } from './pause';
import { repeat } from './repeat';
import type { Asker, Connection } from './run';

/** A request to the API. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, with a leading slash; its ids are encoded. */
	path: string;
	query?: object;
	/** Made anew for each try, since a multipart body can be read only once. */
	body?: () => unknown;
	/** What it is for, in words that follow "to": "create the video". */
	doing: string;
	videoId?: string;
	/** What the server must have for it, where not every server does. */
	feature?: Feature;
	/** The longest to wait for the answer, if it is not the run's. */
	timeoutMs?: number;
}

// Room for an answer that holds a video as base64.
const LONGEST_ANSWER = 256 * 1024 * 1024;
// The longest that a timer of Node can run.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

// Read as a stream, because an endless answer would fill n8n's memory before any time-out.
async function readAnswer(
	connection: Connection,
	{ method, path, query, body, timeoutMs }: ApiRequest,
	signal: AbortSignal,
): Promise<Answer> {
	const request = { method, url: `${connection.baseUrl}${path}`, query, body: body?.(), signal };
	const answer = await exchange(connection, { ...request, timeoutMs });
	const text = await orAborted(readText(answer.body, LONGEST_ANSWER), signal);
	return toAnswer(answer.status, answer.headers, text, answer.url);
}

/**
 * Sends a request once and reads the whole answer, whatever its status.
 * @throws NetworkError when no answer comes, Failure when the execution is stopped
 */
export async function sendOnce(connection: Connection, request: ApiRequest): Promise<Answer> {
	const { stopSignal } = connection;
	const timeoutMs = Math.ceil(Math.max(1, request.timeoutMs ?? connection.timeoutMs));
	throwIfStopped(stopSignal);
	const timeout = AbortSignal.timeout(Math.min(timeoutMs, LONGEST_TIMEOUT_MS));
	const signal = anySignal(stopSignal, timeout);
	return await readAnswer(connection, request, signal).catch((error: unknown) => {
		if (stopSignal?.aborted) throw stopped();
		if (isNetworkError(error)) throw error;
		const { origin } = new URL(connection.baseUrl);
		throw timeout.aborted
			? new NetworkError('timeout', 'nothing came within the time-out', origin)
			: new NetworkError(
					'broken',
					'the connection was closed before the answer was complete',
					origin,
				);
	});
}

/** What a NetworkError means to the user. */
export function networkFailure(error: unknown, request: ApiRequest): Failure {
	if (error instanceof Failure) return error;
	if (!(error instanceof NetworkError)) throw error;
	if (error.kind === 'unreachable') return unreachable(error.origin, error.message);
	return noAnswer(request.doing, error.message, request.videoId);
}

// A create that was refused a connection or answered 429 was surely not taken; nothing else is sure.
function mayRepeatPost(outcome: Answer | NetworkError): boolean {
	return outcome instanceof NetworkError ? outcome.code === 'ECONNREFUSED' : outcome.status === 429;
}

// Of the servers that cannot be reached, those that may be in a moment; a wrong name stays wrong.
const MAY_COME_BACK = ['ECONNREFUSED', 'EAI_AGAIN'];

function mayRepeat(method: string, outcome: Answer | NetworkError): boolean {
	if (method === 'POST') return mayRepeatPost(outcome);
	if (!(outcome instanceof NetworkError)) return isTransient(outcome.status);
	return ['broken', 'timeout'].includes(outcome.kind) || MAY_COME_BACK.includes(outcome.code);
}

/**
 * Sends a request within the run's bound, and again where that is safe: a GET or DELETE after 429, 502, 503, 504 and
 * network errors, a POST only when the server surely did not take it.
 * @param tries how often it was sent when the answer came
 * @throws NetworkError when no answer comes, Failure when the execution is stopped
 */
export async function send(asker: Asker, request: ApiRequest): Promise<Answer & { tries: number }> {
	const { outcome, tries } = await repeat(
		asker,
		async () => await sendOnce(asker, request),
		(last) => mayRepeat(request.method, last),
	);
	if (isNetworkError(outcome)) throw outcome;
	return { ...outcome, tries };
}

/** {@link send}, where no answer is told as a Failure. */
export async function ask(asker: Asker, request: ApiRequest): Promise<Answer & { tries: number }> {
	return await send(asker, request).catch((error: unknown) => {
		throw networkFailure(error, request);
	});
}
