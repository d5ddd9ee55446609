import {
	NodeApiError,
	NodeOperationError,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { VideosError, type ErrorKind } from '../../client/errors';
import type { Redaction } from '../../client/redaction';
import type { Dialect } from '../../protocol/dialects/dialect';
import { hintOf } from './hints';

/** Anything that was thrown, as a VideosError: n8n's own errors carry the request with the key, so their texts alone are kept. */
export function toVideosError(error: unknown): VideosError {
	if (error instanceof VideosError) return error;
	const hint = (error as { description?: unknown } | undefined)?.description;
	const message = error instanceof Error ? error.message : String(error);
	// n8n's own errors have a level; of everything else nobody knows what it means.
	const isOfN8n = error instanceof Error && 'level' in error;
	return new VideosError(isOfN8n ? 'input' : 'unexpected', message, {
		hint: typeof hint === 'string' ? hint : undefined,
	});
}

/** The server that an error is about, as its credential describes it. */
export interface AskedServer {
	dialect: Dialect;
	/** What the beginning of the key tells. */
	keyNote?: string;
}

// Where the server did not understand, another dialect may be the remedy.
function serverNote({ kind, details }: VideosError, asked: AskedServer | undefined): string {
	const { httpStatus: status = 0, videoId } = details;
	const isLost = (status >= 200 && status < 300) || [400, 404, 405, 406, 415, 422].includes(status);
	const isAboutVideo = status === 404 && videoId !== undefined;
	const isUnderstood = kind === 'noFile' || kind === 'blocked';
	if (asked === undefined || !isLost || isAboutVideo || isUnderstood) return '';
	return `The request was written for the server "${asked.dialect.displayName}": if another one runs there, change Server in the credential.`;
}

// A key that is refused may be one of another service.
function keyNote({ details }: VideosError, asked: AskedServer | undefined): string {
	return [401, 403].includes(details.httpStatus ?? 0) ? (asked?.keyNote ?? '') : '';
}

// n8n takes a message with "canceled" for a stop, so a server's own word must be spelled otherwise.
function spelled(text: string): string {
	return text.replace(/canceled/gi, (word) => (word[0] === 'C' ? 'Cancelled' : 'cancelled'));
}

/**
 * An error as the user may read it, and n8n store it: redacted, with what to do next. Every VideosError passes through here before
 * it leaves a node.
 */
export function presentable(
	error: unknown,
	redaction: Redaction,
	asked?: AskedServer,
): VideosError {
	const known = toVideosError(error);
	const { kind, details } = known;
	const hint = [hintOf(known), keyNote(known, asked), serverNote(known, asked)]
		.filter(Boolean)
		.join(' ');
	const message = redaction.text(known.message);
	const { serverText, ...rest } = details;
	return new VideosError(kind, kind === 'stopped' ? message : spelled(message), {
		...rest,
		...(serverText !== undefined && { serverText: redaction.text(serverText) }),
		...(details.videoId !== undefined && { videoId: redaction.text(details.videoId) }),
		hint: hint === '' ? undefined : redaction.text(hint),
	});
}

/** What is not about a video is about an item; n8n's own errors name it in the same way. */
export function namingItem(error: VideosError, item: number): VideosError {
	const { kind, message, details } = error;
	const isNamed = details.videoId !== undefined || message.includes(`item ${item}`);
	if (isNamed || kind === 'stopped') return error;
	return new VideosError(kind, `${message} [item ${item}]`, details);
}

function apiError(
	node: INode,
	{ message, details }: VideosError,
	itemIndex?: number,
): NodeApiError {
	const { httpStatus, hint } = details;
	const httpCode = httpStatus === undefined ? undefined : String(httpStatus);
	return new NodeApiError(node, { message }, { message, description: hint, httpCode, itemIndex });
}

/** @returns an error that n8n shows with message, description, HTTP status, its kind (`context.kind`) and its video (`context.videoId`) */
function finish<T extends NodeApiError | NodeOperationError>(
	error: T,
	{ kind, message, details }: VideosError,
): T {
	// n8n's constructors replace messages in which they find a code such as EPERM.
	error.message = message;
	error.context.kind = kind;
	// An error workflow gets the context as it is.
	if (details.videoId !== undefined) error.context.videoId = details.videoId;
	return error;
}

/** An error of a routed operation: n8n's routing keeps the texts and the class of no other than NodeApiError. */
export function toApiError(node: INode, error: VideosError, itemIndex?: number): NodeApiError {
	return finish(apiError(node, error, itemIndex), error);
}

/** An error of a trigger or a custom operation. Invalid input is a NodeOperationError. */
export function toNodeError(
	node: INode,
	error: VideosError,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error.kind !== 'input') return toApiError(node, error, itemIndex);
	const { message, details } = error;
	const options = { message, description: details.hint, itemIndex };
	return finish(new NodeOperationError(node, message, options), error);
}

/** What an item tells of an error that it stands for. */
interface ErrorFacts {
	/** What happened, with the server's own message. */
	message: string;
	/** The kind of error, for an If or Switch node: see [Troubleshooting](troubleshooting.md#error-kinds). */
	kind: ErrorKind;
	/** The ID of the video that the error is about. @when the error is about a video */
	id?: string;
	/** The last known status of that video. @when its status is known */
	status?: string;
	/** What to do next. @when there is advice */
	hint?: string;
}

/** The fields of an item that stands for an error. */
export interface ErrorFields {
	/** What went wrong with the input item. */
	error: ErrorFacts;
}

/**
 * An error in an item's place (On Error: Continue). Every host routes an item that has only `error` to the error output; an object
 * keeps the id in it.
 */
export function errorItem(
	{ kind, message, details }: VideosError,
	item: number,
): INodeExecutionData {
	const { videoId, videoStatus, hint } = details;
	const error: ErrorFacts = {
		message,
		kind,
		...(videoId !== undefined && { id: videoId }),
		...(videoStatus !== undefined && { status: videoStatus }),
		...(hint !== undefined && { hint }),
	};
	return { json: { error: { ...error } }, pairedItem: { item } };
}
