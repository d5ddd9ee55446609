import {
	sleep,
	type BinaryHelperFunctions,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type Logger,
} from 'n8n-workflow';
import type { Redaction } from '../../client/redaction';
import type {
	ByteStream,
	ResponseHeaders,
	Transport,
	TransportError,
	TransportRequest,
	TransportResponse,
} from '../../client/transport';
import { CREDENTIAL, type HttpContext } from './credential';
import { readHostRefusal } from './hostRefusal';
import { refusalOfProxy, withProxy } from './proxyErrors';
import { readTransportError } from './transportError';

/** What n8n's own Request Options set for every request. */
export type RequestTemplate = Pick<
	IHttpRequestOptions,
	'proxy' | 'skipSslCertificateValidation' | 'allowedDomains'
>;

// OpenSSL's SSL_OP_NO_RENEGOTIATION. Node lets a server of TLS 1.2 renegotiate and then checks its certificate anew: after the request.
export const NO_RENEGOTIATION = { secureOptions: 0x40000000 };

/** A proxy answered in place of the server. */
class RefusedByProxy extends Error {
	constructor(readonly reason: TransportError) {
		super(reason.message);
	}
}

/** What n8n's HTTP helper threw, or {@link refuseByProxy}. @param url of the request */
export function readError(
	error: unknown,
	url: string,
	proxy: RequestTemplate['proxy'],
): TransportError {
	if (error instanceof RefusedByProxy) return error.reason;
	const refusal = readHostRefusal(error, url, proxy?.host);
	if (refusal !== undefined) {
		return { code: '', message: refusal.message, refusedByHost: refusal.rule };
	}
	return withProxy(readTransportError(error), url, proxy);
}

/** Ends an answer that is not the server's. @throws what {@link readError} understands, where a proxy refused the request */
export function refuseByProxy(
	answer: { statusCode: number; headers: ResponseHeaders; body: ByteStream },
	proxy: RequestTemplate['proxy'],
): void {
	const refusal = refusalOfProxy(answer, proxy);
	if (refusal === undefined) return;
	answer.body.on('error', () => undefined);
	answer.body.destroy();
	throw new RefusedByProxy(refusal);
}

// `httpRequestWithAuthentication` takes the signal from the context that it is called on, whatever the request says.
function withSignal(context: HttpContext, signal: AbortSignal): HttpContext {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } });
}

function toOptions(
	{ proxy, skipSslCertificateValidation }: RequestTemplate,
	{ method, url, headers, query, body, timeoutMs, signal }: TransportRequest,
): IHttpRequestOptions {
	return {
		method,
		url,
		headers,
		...(query && { qs: query as IHttpRequestOptions['qs'] }),
		...(body === undefined ? {} : { body: body as IHttpRequestOptions['body'] }),
		...(proxy && { proxy }),
		...(skipSslCertificateValidation && { skipSslCertificateValidation }),
		agentOptions: NO_RENEGOTIATION,
		timeout: timeoutMs,
		// A body that is read as a stream can be cut before it fills the memory.
		encoding: 'stream',
		abortSignal: signal,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
}

async function sendWithCredential(
	context: HttpContext,
	template: RequestTemplate,
	request: TransportRequest,
): Promise<unknown> {
	const options = { ...toOptions(template, request), allowedDomains: template.allowedDomains };
	const signalled = withSignal(context, request.signal);
	return await signalled.helpers.httpRequestWithAuthentication.call(signalled, CREDENTIAL, options);
}

async function sendWithout(
	context: HttpContext,
	template: RequestTemplate,
	request: TransportRequest,
): Promise<unknown> {
	return await context.helpers.httpRequest(toOptions(template, request));
}

// n8n 2.41 has no other place for a routed node that runs: the console of the browser in which somebody runs the workflow by hand.
function progressIn(context: HttpContext, redaction: Redaction): Transport['showProgress'] {
	if (!('sendMessageToUI' in context) || context.getMode() !== 'manual') return undefined;
	const shown = context as IExecuteFunctions;
	return (line) => shown.sendMessageToUI(redaction.text(line));
}

/**
 * The client's way to the world in n8n: its HTTP helper, its binary storage, its log.
 * @param stopSignal aborted when the execution is stopped, or when n8n's time for a poll is over
 */
export function n8nTransport(
	context: HttpContext,
	template: RequestTemplate,
	redaction: Redaction,
	stopSignal: AbortSignal | undefined,
): Transport {
	const { logger } = context as { logger: Logger };
	return {
		send: async (request): Promise<TransportResponse> => {
			const sendNow = request.authenticated ? sendWithCredential : sendWithout;
			const answer = (await sendNow(context, template, request)) as {
				statusCode: number;
				headers: ResponseHeaders;
				body: ByteStream;
			};
			refuseByProxy(answer, template.proxy);
			return { status: answer.statusCode, headers: answer.headers, body: answer.body };
		},
		readError: (error, url) => readError(error, url, template.proxy),
		store: async (data, fileName, mimeType) => {
			// An activation and a list in the editor have none, and store nothing.
			const { prepareBinaryData } = context.helpers as BinaryHelperFunctions;
			const stream = data as Parameters<typeof prepareBinaryData>[0];
			return await prepareBinaryData(stream, fileName, mimeType);
		},
		sleep: async (ms, signal) => {
			await sleep(ms, signal);
		},
		log: {
			info: (message) => logger.info(redaction.text(message)),
			warn: (message) => logger.warn(redaction.text(message)),
		},
		showProgress: progressIn(context, redaction),
		stopSignal,
	};
}
