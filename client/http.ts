import type { Feature } from '../protocol/dialects/dialect';
import { isBlocked } from '../protocol/reading/blocked';
import { readErrorText, readRefusal } from '../protocol/reading/errorText';
import { retryAfterMs } from '../protocol/reading/retryHints';
import { isPrivateHost, isSameOrigin, resolveUrl } from '../protocol/url';
import { readBody, type BodyKind, type ReadBody } from './boundedBody';
import type { Connection } from './connection';
import { isBusy } from './createPolicy';
import { InputError, VideosError } from './errors';
import {
	blockedCreate,
	forbidden,
	noAnswer,
	noSuchVideo,
	notOffered,
	privateAddress,
	redirected,
	refused,
	stillBusy,
	tooLarge,
	unreachable,
	unreadable,
	webPage,
} from './failures';
import { inlineRoom } from './inlineRoom';
import type { Priority } from './limiter';
import { connectionLost, NetworkError, timedOut, toNetworkError } from './networkError';
import { isOk, isWebPage, quoteOf, type ApiResponse } from './response';
import { mayResend, retryDelayMs, type Resend } from './retryPolicy';
import {
	anySignal,
	DONE,
	interruptedBy,
	orAborted,
	pause,
	startTimeout,
	throwIfInterrupted,
	timerMs,
} from './signals';
import type { ByteStream, ResponseHeaders, TransportRequest } from './transport';

/** A request to the API. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'DELETE';
	/** Below the base URL, with a leading slash; its ids are encoded. */
	path: string;
	query?: Record<string, unknown>;
	/** Made anew for each try, since a multipart body can be read only once. */
	body?: () => unknown;
	/** Whether it may be sent again. */
	resend: Resend;
	/** What is read: a job by default. */
	reads?: BodyKind;
	/** What it is for, in words that follow "to": "create the video". */
	doing: string;
	videoId?: string;
	/** What the server must have for it, where not every server does. */
	feature?: Feature;
	/** The longest to wait for the answer, if it is not the connection's. */
	timeoutMs?: number;
	/** Whether files inside of the answer are wanted; else they are only cut out. */
	keepsFiles?: boolean;
	/** False where a redirect is an answer too: only those of a GET are followed. */
	followsRedirects?: boolean;
	/** What it is a step of, where {@link priorityOf} cannot tell. */
	priority?: Priority;
}

/** An answer whose body has not been read. */
export interface OpenResponse {
	status: number;
	headers: ResponseHeaders;
	body: ByteStream;
	/** Where it came from, after redirects. */
	url: string;
	/** Ends the connection. */
	close(): void;
}

const MOST_REDIRECTS = 5;

/** Ends a body that nobody will read, with its connection. */
function closeBody(body: ByteStream, controller: AbortController): void {
	body.on('error', () => {});
	controller.abort(DONE);
	body.destroy();
}

async function sendOne(
	{ transport, baseUrl, extraHeaders, extraQuery }: Connection,
	request: Omit<TransportRequest, 'authenticated'>,
): Promise<OpenResponse> {
	// The key, the extra headers and the extra query belong to the base URL's own origin.
	const authenticated = isSameOrigin(request.url, baseUrl);
	const own = new AbortController();
	try {
		const response = await transport.send({
			...request,
			authenticated,
			timeoutMs: timerMs(request.timeoutMs),
			headers: authenticated ? { ...extraHeaders, ...request.headers } : request.headers,
			query: authenticated ? { ...request.query, ...extraQuery } : undefined,
			signal: anySignal(request.signal, own.signal),
		});
		const { status, headers, body } = response;
		// What breaks a body is reported where the body is read.
		body.on('error', () => {});
		return { status, headers, body, url: request.url, close: () => closeBody(body, own) };
	} catch (error) {
		throw toNetworkError(transport.readError(error, request.url), new URL(request.url).origin);
	}
}

function redirectTarget({ status, headers, url }: OpenResponse): string | undefined {
	if (![301, 302, 303, 307, 308].includes(status)) return undefined;
	return resolveUrl(String(headers.location ?? ''), url);
}

/** @throws VideosError when a server with a public address names a private one */
function checkAddress({ baseUrl, allowsPrivateFiles }: Connection, url: string): void {
	const { hostname, host } = new URL(url);
	if (allowsPrivateFiles || isSameOrigin(url, baseUrl)) return;
	if (isPrivateHost(hostname) && !isPrivateHost(new URL(baseUrl).hostname)) {
		throw privateAddress(host);
	}
}

/**
 * Sends one request and follows the redirects of a GET by hand, so that nothing of the credential reaches another origin than the
 * base URL's. Every request to a server passes through here.
 * @throws NetworkError when no answer comes, VideosError for an address that is not allowed
 */
export async function open(
	connection: Connection,
	request: Omit<TransportRequest, 'authenticated'>,
	followsRedirects = request.method === 'GET',
): Promise<OpenResponse> {
	checkAddress(connection, request.url);
	let response = await sendOne(connection, request);
	for (let hops = 0; followsRedirects; hops += 1) {
		const target = redirectTarget(response);
		if (target === undefined) break;
		response.close();
		if (hops >= MOST_REDIRECTS) {
			throw new VideosError('badAnswer', 'The server redirects in a loop', {
				badAnswer: 'redirect',
			});
		}
		checkAddress(connection, target);
		response = await sendOne(connection, { ...request, url: target, query: undefined });
	}
	return response;
}

const nothingRead = (): ReadBody => ({ text: '', json: undefined, files: new Map() });

// What Node needs to end a body after its request was aborted.
const LAST_BYTES_MS = 1000;

/** Reads a body until the signal is aborted; what came until then may name a job. */
async function readUntilAborted(
	{ transport }: Connection,
	reading: Promise<ReadBody>,
	signal: AbortSignal,
): Promise<ReadBody> {
	return await orAborted(reading, signal).catch(async () => {
		const nothing = { ...nothingRead(), incomplete: 'connection lost' as const };
		const late = transport.sleep(LAST_BYTES_MS, undefined).then(() => nothing);
		return await Promise.race([reading, late]);
	});
}

/** The body, made anew. @throws InputError, since nothing was sent yet */
export async function bodyOf({
	body,
	doing,
}: Pick<ApiRequest, 'body' | 'doing'>): Promise<unknown> {
	return await Promise.resolve()
		.then(() => body?.())
		.catch((error: unknown) => {
			throw new InputError(`The request to ${doing} could not be written: ${String(error)}`);
		});
}

async function openAndRead(
	connection: Connection,
	apiRequest: ApiRequest,
	signal: AbortSignal,
): Promise<ApiResponse> {
	const { method, path, query, timeoutMs, reads, resend, keepsFiles } = apiRequest;
	const sent = {
		method,
		url: `${connection.baseUrl}${path}`,
		headers: { Accept: 'application/json' },
		query,
		body: await bodyOf(apiRequest),
		timeoutMs: timeoutMs ?? connection.timeoutMs,
		signal,
	};
	const response = await open(connection, sent, apiRequest.followsRedirects);
	const { status, headers, url } = response;
	const about = { status, headers, url: url.split('?')[0] };
	const isRedirect = status >= 300 && status < 400;
	const room = keepsFiles ? inlineRoom(connection) : undefined;
	let hasFiles = false;
	try {
		// The body of a redirect says something only where a job may stand in it.
		if (isRedirect && resend === 'safe') return { ...about, ...nothingRead() };
		const reading = readBody(response.body, status, reads ?? 'job', room);
		const read = await readUntilAborted(connection, reading, signal);
		hasFiles = read.files.size > 0;
		return { ...about, ...read };
	} finally {
		if (!hasFiles) room?.release();
		response.close();
	}
}

/**
 * Sends a request once and reads the answer, whatever its status.
 * @throws NetworkError when no answer comes, VideosError when the work is interrupted or the address is not allowed
 */
export async function sendOnce(connection: Connection, request: ApiRequest): Promise<ApiResponse> {
	const { stopSignal } = connection.transport;
	const isCreate = request.resend === 'ifNotAccepted';
	throwIfInterrupted(stopSignal);
	const { signal: timeout, clear } = startTimeout(request.timeoutMs ?? connection.timeoutMs);
	const signal = anySignal(stopSignal, timeout);
	const { origin } = new URL(connection.baseUrl);
	const response = await openAndRead(connection, request, signal)
		.catch((error: unknown) => {
			if (stopSignal?.aborted) throw interruptedBy(stopSignal, { isCreate });
			if (timeout.aborted) throw timedOut(origin);
			if (error instanceof NetworkError || error instanceof VideosError) throw error;
			throw connectionLost(origin);
		})
		.finally(clear);
	// A create that was answered, if only in part, must not lose its id; anything else is as good as not answered.
	if (!isCreate && stopSignal?.aborted) throw interruptedBy(stopSignal);
	if (!isCreate && timeout.aborted && response.incomplete) throw timedOut(origin);
	return response;
}

/** What came of all tries of a task. */
export interface Outcome<T> {
	result: T | NetworkError;
	tries: number;
}

/** Which requests go before this one, and which after it. What is not part of a larger task goes last: it only waits for its like. */
export function priorityOf({
	priority,
	resend,
}: Pick<ApiRequest, 'priority' | 'resend'>): Priority {
	return priority ?? (resend === 'ifNotAccepted' ? 'create' : 'poll');
}

/**
 * Does a task that sends a request, within the connection's limit, and again as long as its result allows and the server's own hint is
 * not too long. A pause between two tries holds no place.
 * @param task may give its place back as soon as the server has answered it
 */
export async function withRetries<T extends { headers?: ResponseHeaders }>(
	connection: Connection,
	priority: Priority,
	task: (giveBack: () => void) => Promise<T>,
	mayTryAgain: (result: T | NetworkError) => boolean,
): Promise<Outcome<T>> {
	for (let tries = 1; ; tries += 1) {
		const result = await connection.limit(task, priority).catch((error: unknown) => {
			if (error instanceof NetworkError) return error;
			throw error;
		});
		const headers = result instanceof NetworkError ? undefined : result.headers;
		const hint = headers && retryAfterMs(headers);
		const delay = mayTryAgain(result) ? retryDelayMs(tries, hint) : undefined;
		if (delay === undefined) return { result, tries };
		await pause(connection.transport, delay);
	}
}

// What is cut off in the middle of a safe request may be whole the next time.
async function sendWhole(connection: Connection, request: ApiRequest): Promise<ApiResponse> {
	const response = await sendOnce(connection, request);
	const isLost = response.incomplete === 'connection lost';
	if (!isLost || request.resend !== 'safe') return response;
	throw connectionLost(new URL(connection.baseUrl).origin);
}

/**
 * Sends a request, and again where its retry policy allows.
 * @returns the last answer, and how often the request was sent
 * @throws NetworkError when no answer comes, VideosError when the work is interrupted
 */
export async function send(
	connection: Connection,
	request: ApiRequest,
): Promise<ApiResponse & { tries: number }> {
	const { result, tries } = await withRetries(
		connection,
		priorityOf(request),
		async () => await sendWhole(connection, request),
		(last) => mayResend(request.resend, last),
	);
	if (result instanceof NetworkError) throw result;
	return { ...result, tries };
}

/** What it means that no answer came to a request that creates nothing. */
export function networkFailure(
	error: unknown,
	request: Pick<ApiRequest, 'doing' | 'videoId'>,
): unknown {
	if (!(error instanceof NetworkError)) return error;
	const { reach, message } = error;
	if (reach === 'forbidden') return forbidden(error, request.videoId);
	if (reach === 'nothingSent') return unreachable(error);
	return noAnswer(request.doing, message, request.videoId);
}

/** {@link send}, where no answer is a VideosError too. */
export async function request(
	connection: Connection,
	apiRequest: ApiRequest,
): Promise<ApiResponse & { tries: number }> {
	return await send(connection, apiRequest).catch((error: unknown) => {
		throw networkFailure(error, apiRequest);
	});
}

/** {@link sendOnce} within the connection's limit. */
export async function sendInTurn(
	connection: Connection,
	apiRequest: ApiRequest,
): Promise<ApiResponse> {
	return await connection.limit(
		async () => await sendOnce(connection, apiRequest),
		priorityOf(apiRequest),
	);
}

/** {@link request} without another try. */
export async function requestOnce(
	connection: Connection,
	apiRequest: ApiRequest,
): Promise<ApiResponse> {
	return await connection
		.limit(async () => await sendWhole(connection, apiRequest), priorityOf(apiRequest))
		.catch((error: unknown) => {
			throw networkFailure(error, apiRequest);
		});
}

// These are about the key, the account, the address, the form or the load, whatever else the server says.
const NO_FILTER = [401, 402, 404, 405, 415, 429];

function isByFilter({ status, text }: Pick<ApiResponse, 'status' | 'text'>): boolean {
	const mayBe = status >= 400 && status < 500 && !NO_FILTER.includes(status);
	return mayBe && isBlocked(readRefusal(text));
}

/** Why the server refused: it has no such operation, no such video, a safety filter, or another reason of its own. */
export function refusal(
	response: ApiResponse,
	{ doing, videoId, feature, resend }: ApiRequest,
): VideosError {
	const { status, text } = response;
	const said = readErrorText(text);
	const isCreate = resend === 'ifNotAccepted';
	if (isCreate && isBusy(response)) return stillBusy(doing, status, said, { videoId, feature });
	const hasNoRoute = [405, 501].includes(status) || (status === 404 && videoId === undefined);
	if (feature !== undefined && hasNoRoute) return notOffered('The server', feature, status, said);
	if (status === 404 && videoId !== undefined) return noSuchVideo(videoId, said, feature);
	if (isCreate && isByFilter(response)) return blockedCreate(doing, status, said, videoId);
	return refused(doing, status, said, { videoId, isCreate, feature });
}

/** Why an answer is not what was requested: a web page, a refusal, a redirect, or nothing that can be read. */
export function responseFailure(response: ApiResponse, apiRequest: ApiRequest): VideosError {
	const { status, url, headers, incomplete } = response;
	const { doing, videoId } = apiRequest;
	if (isWebPage(response)) return webPage(url, status);
	if (status >= 300 && status < 400) {
		const target = resolveUrl(String(headers.location ?? ''), url);
		return redirected(doing, target?.replace(/[?#].*$/s, '') ?? 'no address', status);
	}
	if (!isOk(response)) return refusal(response, apiRequest);
	if (incomplete !== undefined && incomplete !== 'connection lost') {
		return tooLarge(doing, incomplete, videoId);
	}
	return unreadable(doing, status, quoteOf(response), videoId);
}
