import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { createLimiter, type Limiter } from '../../client/limiter';
import type { Redaction } from '../../client/redaction';
import { RenderTimes } from '../../client/renderTimes/renderTimes';
import type { Server } from '../../client/retrieve';
import {
	askedOf,
	CREDENTIAL,
	readCredential,
	redactionOf,
	type CredentialServer,
	type HttpContext,
	type NodeContext,
} from './credential';
import { checkExtraHeaders } from './headers';
import { n8nTransport, type RequestTemplate } from './n8nTransport';
import type { AskedServer } from './nodeError';
import { Fields } from './parameters';
import { chooseProxy } from './proxy';
import { checkNumber } from './validate';

/** How many requests may be active at once where the user says nothing. */
export const DEFAULT_IN_FLIGHT = 8;

// What n8n sets where the user sets nothing: long enough for an answer, too long for a stalled file.
const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_IDLE_MS = 60_000;
const LONGEST_TIMEOUT_SECONDS = 24 * 3600;

// Of all runs of this process: an execution's own memory ends with it, and a workflow's static data would overwrite what its trigger stores.
const renderTimes = new RenderTimes();

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

/** How requests go out. Request Options override the credential; an older credential has no such fields. */
export function readTemplate(
	requestOptions: IDataObject,
	credential: IDataObject,
): RequestTemplate {
	const certificates = requestOptions.allowUnauthorizedCerts ?? credential.allowUnauthorizedCerts;
	return {
		proxy: chooseProxy(requestOptions, credential),
		skipSslCertificateValidation: certificates === true,
	};
}

// The user's values override the dialect's.
function withOwn(
	given: Record<string, string>,
	own: Readonly<Record<string, string>> = {},
): Record<string, string> {
	const names = Object.keys(given).map((name) => name.toLowerCase());
	const others = Object.entries(own).filter(([name]) => !names.includes(name));
	return { ...Object.fromEntries(others), ...given };
}

/** How a server is reached, beside what its credential says. */
export interface ServerSettings {
	/** The node's Options: extra headers and query, timeout, largest file … */
	options: Fields;
	/** n8n's own Request Options: proxy, Ignore SSL Issues, timeout. */
	requestOptions: IDataObject;
	/** The domains to which n8n lets the credential be sent. */
	allowedDomains?: string;
	limits: RunLimits;
	stopSignal: AbortSignal | undefined;
}

/** A server, and what takes its secrets out of every output. */
export interface ServerWithRedaction {
	server: Server;
	redaction: Redaction;
}

/** What one read of the credential gives. */
export interface ConnectedServer extends ServerWithRedaction {
	/** What an error's text tells of the server. */
	asked: AskedServer;
}

/** Items may have different keys for the same address: what one may see says nothing about another. */
function accountOf({ headers }: CredentialServer): string {
	return createHash('sha256').update(JSON.stringify(headers)).digest('base64');
}

/** The server of the credential, which n8n reads from its database and decrypts each time that it is asked. @throws InputError when the credential or an option cannot be used */
export async function connectServer(
	context: HttpContext,
	{ options, requestOptions, allowedDomains, limits, stopSignal }: ServerSettings,
): Promise<ConnectedServer> {
	const credential = await context.getCredentials(CREDENTIAL);
	const redaction = redactionOf(credential, requestOptions);
	const stored = readCredential(credential);
	const { baseUrl, dialect } = stored;
	const template = readTemplate(requestOptions, credential);
	const megabytes = options.number('largestFile', { least: 0 }) ?? 0;
	options.number('maxInFlight');
	const server: Server = {
		transport: n8nTransport(context, { ...template, allowedDomains }, redaction, stopSignal),
		baseUrl,
		account: accountOf(stored),
		dialect,
		extraHeaders: withOwn(checkExtraHeaders(options.pairs('extraHeaders')), dialect.headers),
		extraQuery: options.pairs('extraQuery'),
		...readTimeouts(options, requestOptions.timeout),
		...limits,
		renderTimes,
		...(megabytes > 0 && { largestFile: megabytes * 1e6 }),
		allowsPrivateFiles: options.flag('allowPrivateFiles') === true,
	};
	return { server, redaction, asked: askedOf(stored) };
}

/**
 * The server of the credential where n8n's routing has collected no request: for a custom operation and a trigger.
 * @param requestOptions what n8n's own Request Options hold; a trigger has none, and its credential has the switches
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
		requestOptions,
		limits: createLimits(options),
		stopSignal: stopSignal ?? own,
	});
}
