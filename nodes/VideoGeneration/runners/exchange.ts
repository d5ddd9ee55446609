import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import type { Headers } from '../../../protocol/reading/retryHints';
import { isSameOrigin, resolveUrl } from '../../../protocol/url';
import { discard, type ByteStream } from './byteStream';
import { CREDENTIAL, type HttpContext } from './credential';
import { NetworkError, toNetworkError } from './networkError';
import type { Connection } from './run';

/** One HTTP request. */
export interface HttpRequest {
	method: IHttpRequestMethods;
	/** Absolute. */
	url: string;
	query?: object;
	body?: unknown;
	/** Instead of the one that asks for JSON. */
	headers?: Record<string, string>;
	/** The longest to wait for the answer, if it is not the connection's. */
	timeoutMs?: number;
	/** Ends the request. */
	signal: AbortSignal | undefined;
}

/** What n8n's HTTP helper gives back. */
export interface HttpAnswer {
	status: number;
	headers: Headers;
	body: ByteStream;
	/** Where the answer came from, after redirects. */
	url: string;
}

const MOST_REDIRECTS = 5;

// n8n's helper takes the signal from the context that it is called on, whatever the request says.
function withSignal(context: HttpContext, signal: AbortSignal | undefined): HttpContext {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } });
}

function requestOptions(connection: Connection, request: HttpRequest): IHttpRequestOptions {
	const { proxy, skipSslCertificateValidation } = connection.template;
	return {
		method: request.method,
		url: request.url,
		headers: request.headers ?? { Accept: 'application/json' },
		...(request.body === undefined ? {} : { body: request.body as IHttpRequestOptions['body'] }),
		...(proxy && { proxy }),
		...(skipSslCertificateValidation && { skipSslCertificateValidation }),
		timeout: request.timeoutMs ?? connection.timeoutMs,
		encoding: 'stream',
		abortSignal: request.signal,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
}

// The key, the extra headers and the extra query belong to the base URL's own origin.
async function sendWithCredential(connection: Connection, request: HttpRequest): Promise<unknown> {
	const options = requestOptions(connection, request);
	options.headers = { ...connection.extraHeaders, ...options.headers };
	options.qs = { ...request.query, ...connection.extraQuery };
	options.allowedDomains = connection.template.allowedDomains;
	const context = withSignal(connection.context, request.signal);
	return await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options);
}

async function sendWithout(connection: Connection, request: HttpRequest): Promise<unknown> {
	return await connection.context.helpers.httpRequest(requestOptions(connection, request));
}

async function sendOne(connection: Connection, request: HttpRequest): Promise<HttpAnswer> {
	const own = isSameOrigin(request.url, connection.baseUrl);
	try {
		const answer = await (own ? sendWithCredential : sendWithout)(connection, request);
		const { statusCode, headers, body } = answer as {
			statusCode: number;
			headers: Headers;
			body: ByteStream;
		};
		return { status: statusCode, headers, body, url: request.url };
	} catch (error) {
		throw toNetworkError(error, new URL(request.url).origin);
	}
}

function redirectTarget({ status, headers, url }: HttpAnswer): string | undefined {
	if (![301, 302, 303, 307, 308].includes(status)) return undefined;
	return resolveUrl(String(headers.location ?? ''), url);
}

/**
 * Sends one request and follows the redirects of a GET by hand, so that nothing of the credential
 * reaches another origin than the base URL's.
 * @throws NetworkError when no answer comes
 */
export async function exchange(connection: Connection, request: HttpRequest): Promise<HttpAnswer> {
	let answer = await sendOne(connection, request);
	for (let hops = 0; request.method === 'GET'; hops += 1) {
		const target = redirectTarget(answer);
		if (target === undefined) break;
		void discard(answer.body);
		if (hops >= MOST_REDIRECTS) {
			throw new NetworkError('broken', 'too many redirects', new URL(request.url).origin);
		}
		answer = await sendOne(connection, { ...request, url: target, query: undefined });
	}
	return answer;
}
