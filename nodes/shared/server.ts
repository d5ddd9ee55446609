import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { InputError } from '../../client/errors';
import { createLimiter, type Limiter } from '../../client/limiter';
import type { Redaction } from '../../client/redaction';
import type { Server } from '../../client/retrieve';
import { normalizeBaseUrl } from './baseUrl';
import {
	readDialect,
	readRedaction,
	readTypedBaseUrl,
	type HttpContext,
	type NodeContext,
} from './credential';
import { checkExtraHeaders } from './headers';
import { n8nTransport, type RequestTemplate } from './n8nTransport';
import { Fields } from './parameters';
import { fieldText } from './fieldText';
import { checkNumber } from './validate';

/** How many requests may be active at once where the user says nothing. */
export const DEFAULT_IN_FLIGHT = 8;

// What n8n sets where the user sets nothing: long enough for an answer, too long for a stalled file.
const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_IDLE_MS = 60_000;
const LONGEST_TIMEOUT_SECONDS = 24 * 3600;

/** What bounds the requests of all items of a node run together. */
export interface RunLimits {
	limit: Limiter;
	inlineLimit: Limiter;
}

/** The limits that the options ask for. */
export function createLimits(options: Fields): RunLimits {
	// What no number is, connectServer refuses.
	const most = options.read('maxInFlight', Number);
	return {
		limit: createLimiter(most >= 1 ? most : DEFAULT_IN_FLIGHT),
		inlineLimit: createLimiter(1),
	};
}

/** How long to wait for an answer and for the next bytes of a file, in milliseconds: the node's option, else n8n's own. */
export function readTimeouts(
	options: Fields,
	requestOptionsMs: unknown,
): Pick<Server, 'timeoutMs' | 'idleMs'> {
	const most = LONGEST_TIMEOUT_SECONDS;
	const chosen = options.number('requestTimeout', { least: 0, most }) ?? 0;
	const general = checkNumber('Timeout', requestOptionsMs, { least: 0, most: most * 1000 }) ?? 0;
	const timeoutMs = chosen > 0 ? chosen * 1000 : general || DEFAULT_TIMEOUT_MS;
	return { timeoutMs, idleMs: timeoutMs === DEFAULT_TIMEOUT_MS ? DEFAULT_IDLE_MS : timeoutMs };
}

function readProxy(typed: unknown): IHttpRequestOptions['proxy'] {
	const text = fieldText('Proxy', typed).trim();
	if (text === '') return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || url.hostname === '') {
		throw new InputError(
			'The proxy is not a valid URL',
			'Correct it under Request Options: it looks like http://proxy.example.com:8080.',
		);
	}
	const { hostname, port, protocol, username, password } = url;
	const scheme = protocol.replace(/:$/, '');
	return {
		host: hostname,
		port: Number(port) || (scheme === 'https' ? 443 : 80),
		protocol: scheme,
		...(username && {
			auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
		}),
	};
}

/** What n8n's Request Options hold, where n8n's routing has not read them. */
export function readTemplate({ proxy, allowUnauthorizedCerts }: IDataObject): RequestTemplate {
	return {
		proxy: readProxy(proxy),
		skipSslCertificateValidation: allowUnauthorizedCerts === true,
	};
}

/** How a server is reached, beside what its credential says. */
export interface ServerSettings {
	/** The node's Options: extra headers and query, timeout, largest file … */
	options: Fields;
	template: RequestTemplate;
	/** n8n's own timeout for requests, in milliseconds. */
	timeoutMs?: unknown;
	limits: RunLimits;
	stopSignal: AbortSignal | undefined;
}

/** A server, and what takes its secrets out of every output. */
export interface ServerWithRedaction {
	server: Server;
	redaction: Redaction;
}

/** The server of the credential. @throws InputError when the credential or an option cannot be used */
export async function connectServer(
	context: HttpContext,
	{ options, template, timeoutMs, limits, stopSignal }: ServerSettings,
): Promise<ServerWithRedaction> {
	const redaction = await readRedaction(context);
	const megabytes = options.number('largestFile', { least: 0 }) ?? 0;
	options.number('maxInFlight');
	const server: Server = {
		transport: n8nTransport(context, template, redaction, stopSignal),
		baseUrl: normalizeBaseUrl(await readTypedBaseUrl(context)),
		dialect: await readDialect(context),
		extraHeaders: checkExtraHeaders(options.pairs('extraHeaders')),
		extraQuery: options.pairs('extraQuery'),
		...readTimeouts(options, timeoutMs),
		...limits,
		...(megabytes > 0 && { largestFile: megabytes * 1e6 }),
		allowsPrivateFiles: options.flag('allowPrivateFiles') === true,
	};
	return { server, redaction };
}

/**
 * The server of the credential where n8n's routing has collected no request: for a custom operation and a trigger.
 * @param requestOptions what n8n's own Request Options hold; a trigger has none
 * @param stopSignal if it is not the execution's own
 */
export async function connectForNode(
	context: NodeContext,
	options: Fields,
	requestOptions: IDataObject = {},
	stopSignal?: AbortSignal,
): Promise<ServerWithRedaction> {
	const own =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return await connectServer(context as NodeContext & HttpContext, {
		options,
		template: readTemplate(requestOptions),
		timeoutMs: requestOptions.timeout,
		limits: createLimits(options),
		stopSignal: stopSignal ?? own,
	});
}
