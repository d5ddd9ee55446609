import type {
	BinaryHelperFunctions,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Dialect } from '../../../protocol/dialects/dialect';
import type { Limiter } from '../../../client/limiter';
import { normalizeBaseUrl } from '../../../protocol/url';
import { InputError } from '../../../protocol/validate';
import type { HttpContext } from './credential';
import { collection, pairs } from './parameters';
import type { RunState } from './state';

/** The least that a request needs to know: who sends it, where to, and what goes along. */
export interface Connection {
	context: HttpContext;
	/** The API's root without a trailing slash. */
	baseUrl: string;
	/** What n8n's own Request Options set: `proxy`, `skipSslCertificateValidation`, `allowedDomains`. */
	template: Partial<IHttpRequestOptions>;
	extraHeaders: IDataObject;
	extraQuery: IDataObject;
	/** The longest to wait for an answer, in milliseconds. */
	timeoutMs: number;
	/** Aborted when the execution is stopped; undefined where n8n gives none (AI tools). */
	stopSignal: AbortSignal | undefined;
}

/** Who asks a server for videos and their files: an operation's run, a trigger, a suspended wait. */
export interface Asker extends Connection {
	/** How the server speaks the Videos API. */
	dialect: Dialect;
	/** The longest to wait for the next byte of a file, in milliseconds. */
	idleMs: number;
	/** Bounds the requests that are under way at once. */
	limit: Limiter;
	/** Puts a file into n8n's binary storage. */
	store: BinaryHelperFunctions['prepareBinaryData'];
	/** What the user calls files; empty for the name of the video. */
	fileName: string;
}

/** One item's run of an operation. */
export interface Run extends Asker {
	context: IExecutePaginationFunctions;
	itemIndex: number;
	/** Shared by all items of this node run, and by its retries. */
	state: RunState;
	/** The path of the operation as the description routes it, e.g. `/videos/{id}`. */
	path: string;
	/** Body fields that the description's routing has collected. */
	body: IDataObject;
	query: IDataObject;
}

const KEPT = ['proxy', 'skipSslCertificateValidation', 'allowedDomains'] as const;
// What n8n sets where the user sets nothing: long enough for an answer, too long for a stalled file.
const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_IDLE_MS = 60_000;
// Set by the node itself, or part of how HTTP frames a message.
const RESERVED_HEADERS = ['content-type', 'content-length', 'host', 'transfer-encoding'];

function keepRequestOptions(collected: object): Partial<IHttpRequestOptions> {
	const options = collected as Partial<IHttpRequestOptions>;
	return Object.fromEntries(
		KEPT.filter((key) => options[key] !== undefined).map((key) => [key, options[key]]),
	);
}

/** The headers that the user adds to every request. @throws InputError for one that the node sets itself */
export function readExtraHeaders(options: IDataObject): IDataObject {
	const headers = pairs(options.extraHeaders);
	const reserved = Object.keys(headers).find((name) =>
		RESERVED_HEADERS.includes(name.toLowerCase()),
	);
	if (reserved === undefined) return headers;
	throw new InputError(
		`The extra header ${reserved} cannot be set`,
		'The node sets it to fit the request. Remove it from the options.',
	);
}

/** How long to wait for an answer and for the next bytes of a file, in milliseconds: the node's option, else n8n's own. */
export function readTimeouts(
	{ requestTimeout }: IDataObject,
	requestOptionsMs: unknown,
): Pick<Asker, 'timeoutMs' | 'idleMs'> {
	const chosenMs = Number(requestTimeout ?? 0) * 1000;
	const timeoutMs = chosenMs > 0 ? chosenMs : Number(requestOptionsMs) || DEFAULT_TIMEOUT_MS;
	return { timeoutMs, idleMs: timeoutMs === DEFAULT_TIMEOUT_MS ? DEFAULT_IDLE_MS : timeoutMs };
}

/** Gathers what an item's run needs from the request that n8n's routing has collected for it. */
export function createRun(
	context: IExecutePaginationFunctions,
	collected: object,
	state: RunState,
	dialect: Dialect,
): Run {
	const request = collected as IHttpRequestOptions;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		context,
		itemIndex: context.getItemIndex(),
		state,
		dialect,
		baseUrl: normalizeBaseUrl(request.baseURL),
		template: keepRequestOptions(request),
		path: request.url,
		body: (request.body ?? {}) as IDataObject,
		query: (request.qs ?? {}) as IDataObject,
		extraHeaders: readExtraHeaders(options),
		extraQuery: pairs(options.extraQuery),
		...readTimeouts(options, request.timeout),
		limit: state.limit,
		store: context.helpers.prepareBinaryData,
		fileName: String(collection(context, 'file').fileName ?? ''),
		stopSignal: context.getExecutionCancelSignal(),
	};
}
