import { bodySaysUnreadable } from '../protocol/reading/bodyForm';
import { saysBusy } from '../protocol/reading/busy';
import { hasFallenBack, maybeForwarded, saysNotForwarded } from '../protocol/reading/notForwarded';
import { normalizeStatus } from '../protocol/reading/status';
import { jobOf, ownId, readTaskId, statusWord } from '../protocol/reading/job';
import { readVideo, type Video } from '../protocol/reading/video';
import { resolveUrl, isSameOrigin } from '../protocol/url';
import type { Connection } from './connection';
import { VideosError, type ErrorKind } from './errors';
import { forbidden, unreachable } from './failures';
import { NetworkError } from './networkError';
import { readJob } from './readJob';
import { isOk, isWebPage, quoteOf, reasonOf, type ApiResponse } from './response';

/*
 * A create costs money, so one rule decides everywhere (create, remix, edit, extend, create a character) whether it may be sent twice.
 *
 * The outcome of a create is
 * - ACCEPTED      a 2xx or 3xx whose body is a job, or an empty 2xx whose Location names one. The job's id is reported from then on.
 * - DELIVERED     a 2xx whose body is the file, of a server that was asked for it: there is no job, and no second try for a file that breaks off.
 * - NOT ACCEPTED  only where that is sure. The list is closed: the statuses below, with which the server itself says so and names no job
 *                 that lives; a server that says in words that it is busy; a gateway that says in words that it did not send the create
 *                 on (protocol/reading/notForwarded.ts); and the network errors of client/networkError.ts that occur only before
 *                 anything is sent.
 * - UNKNOWN       everything else: any other 3xx, a 2xx that is not a job, 408, 499, other 4xx, every 5xx but 501, a 4xx whose words leave
 *                 open whether a gateway has sent it on, an error after which a gateway has tried another model, a lost connection, a timeout. If
 *                 an id was received, it is reported.
 *
 * A server is BUSY if it answers 409, 429 or 503, says that another job is running or that as many run as it allows
 * (protocol/reading/busy.ts), and names no job.
 *
 * The client sends the same create again on its own only if it was not accepted and may work later: after another 429 and a refused
 * connection a few times, see client/retryPolicy.ts; to a busy server until the timeout, see client/busyQueue.ts. After a 415, and
 * after words that say that the form of the body could not be read (protocol/reading/bodyForm.ts), it sends the same create in the next form
 * that the server may take.
 *
 * Retry On Fail may create anew what was not accepted, and a video whose job failed. It never does so for a job that was accepted, nor for a
 * video that was cancelled or deleted, nor, whatever the user has chosen, for a video or a create that a safety filter blocked. For an unknown
 * outcome, also of a create whose answer mentions the filter, it does so only if the user has chosen that.
 */

/** The statuses with which a server says that it did not accept a create. */
export const NOT_ACCEPTED: readonly number[] = [
	...[400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 416, 417],
	...[421, 422, 423, 425, 426, 428, 429, 431, 451, 501],
];

/** What became of a create. */
export type CreateOutcome =
	| { kind: 'accepted'; video: Video }
	| { kind: 'notAccepted'; error: VideosError }
	| { kind: 'unknown'; error: VideosError };

// A create is often repeated with these after a moment.
const MAY_WORK_SOON = [429];

/** Whether the client may send the same create once more on its own, after a moment. */
export function mayResendCreate(outcome: ApiResponse | NetworkError): boolean {
	if (!(outcome instanceof NetworkError)) {
		if (isBusy(outcome) || hasFallenBack(outcome.text)) return false;
		return MAY_WORK_SOON.includes(outcome.status) && namedJob(outcome) === undefined;
	}
	return outcome.reach === 'nothingSent' && outcome.code === 'ECONNREFUSED';
}

const BUSY = [409, 429, 503];

/** Whether a create was not accepted because the server is busy with other jobs: the same create works once one of them has ended. */
export function isBusy(response: ApiResponse): boolean {
	const { status, text } = response;
	return BUSY.includes(status) && !hasId(response) && saysBusy(text) && !hasFallenBack(text);
}

/** Whether an answer has an id that may be a job's, also where no status says so. */
function hasId({ json }: ApiResponse): boolean {
	const job = jobOf(json);
	return job !== undefined && ownId(job) !== undefined;
}

/**
 * The id of a job in the answer of an error, unless that job has failed: some servers refuse a create with a failed job as the body. An
 * error may have an id of its own, and its HTTP status in a field, as a number; without a job's status only what is called a task or a job counts.
 */
function namedJob({ json }: ApiResponse): string | undefined {
	const job = jobOf(json);
	if (job === undefined) return undefined;
	const word = statusWord(job);
	if (word === undefined) return readTaskId(job);
	return normalizeStatus(word) === 'failed' ? undefined : ownId(job);
}

/** Whether the server may take the same create in another form of body: it could not read this one, so nothing was created. */
export function mayTryOtherForm(outcome: ApiResponse): boolean {
	const { status, text } = outcome;
	const isAboutBody = status === 400 || status === 422;
	const isUnreadable = status === 415 || (isAboutBody && bodySaysUnreadable(text));
	return isUnreadable && namedJob(outcome) === undefined && !hasFallenBack(text);
}

// What a create ends with that was surely not accepted.
const NOTHING_CREATED: readonly ErrorKind[] = [
	...(['input', 'unsupported', 'refused', 'unreachable', 'forbidden', 'badAnswer'] as const),
];

/**
 * Whether Retry On Fail may create anew after a create that ended like this.
 * @param ifUnknown whether the user accepts the risk of paying twice
 */
export function mayCreateAnew({ kind }: VideosError, ifUnknown: boolean): boolean {
	return kind !== 'blocked' && (NOTHING_CREATED.includes(kind) || ifUnknown);
}

/**
 * Whether Retry On Fail may create a video anew whose job has ended badly.
 * @param word the server's own word for the end: what was cancelled or deleted on purpose would be again
 */
export function mayRecreateFailed({ kind }: VideosError, word: string | undefined): boolean {
	return kind === 'jobFailed' && !/^(cancel|abort|delete)/i.test(word ?? '');
}

// The id in a text that is cut off or otherwise no JSON, if it comes early and is whole.
const ID_IN_TEXT =
	/^\s*\{[^[\]]{0,4000}?"(?:id|task_id|video_id)"\s*:\s*(?:"([^"\\\s]{1,512})"|(\d{1,512})\s*[,}])/;

function idInLocation({ headers, url }: ApiResponse): string | undefined {
	const target = resolveUrl(String(headers.location ?? ''), url);
	if (target === undefined || !isSameOrigin(target, url)) return undefined;
	const [, segment] = /\/videos\/([^/?#]+)\/?$/.exec(new URL(target).pathname) ?? [];
	const id = segment === undefined ? undefined : decode(segment);
	return id !== undefined &&
		id.length <= 512 &&
		!/^(edits|extensions|characters|generations)$/.test(id)
		? id
		: undefined;
}

function decode(segment: string): string | undefined {
	try {
		return decodeURIComponent(segment);
	} catch {
		return undefined;
	}
}

/** The id of a job that an answer names although it is not a job. */
function idIn(response: ApiResponse): string | undefined {
	if (response.json !== undefined) return idInLocation(response);
	const [, text, digits] = ID_IN_TEXT.exec(response.text) ?? [];
	return text ?? digits ?? idInLocation(response);
}

/** @param cause what is likely to be wrong, as a sentence: it comes first */
function unknown(
	reason: string,
	response?: ApiResponse,
	{ cause, ...likely }: VideosError['details'] & { cause?: string } = {},
): CreateOutcome {
	const id = response && idIn(response);
	const named = id === undefined ? '' : `, but it names the video ${id}`;
	const error = new VideosError(
		'unknownOutcome',
		cause === undefined
			? `It is not known whether the server created the video: ${reason}${named}`
			: `${cause}, so it is not known whether the server created the video${named}`,
		{ isCreate: true, httpStatus: response?.status, videoId: id, ...likely },
	);
	return { kind: 'unknown', error };
}

function judgeRedirect(response: ApiResponse): CreateOutcome {
	const { status, headers, url } = response;
	const target = resolveUrl(String(headers.location ?? ''), url);
	const to = target === undefined ? '' : ` to ${target.replace(/[?#].*$/s, '')}`;
	const cause = `The server answered with a redirect${to} (HTTP ${status})`;
	return unknown('', response, { cause, badAnswer: 'redirect' });
}

function judgeSuccess(response: ApiResponse): CreateOutcome {
	const { status, text, incomplete, url } = response;
	if (isWebPage(response)) {
		const cause = `A web page, not the Videos API, answered at ${url} (HTTP ${status})`;
		return unknown('', response, { cause, badAnswer: 'webPage' });
	}
	const id = idInLocation(response);
	if (id !== undefined && text.trim() === '') {
		return { kind: 'accepted', video: readVideo({ id, status: 'queued' })! };
	}
	if (incomplete !== undefined) {
		const why =
			incomplete === 'connection lost'
				? 'the connection was lost in the middle of its answer'
				: `its answer is ${incomplete}`;
		return unknown(`${why} (HTTP ${status})`, response);
	}
	const said = quoteOf(response) ?? 'nothing';
	return unknown(`its answer names no video (HTTP ${status}). It said: ${said}`, response);
}

// A gateway's words count more than its status, which is that of the first model it tried.
function isRefusal({ status, text }: ApiResponse): boolean {
	if (hasFallenBack(text)) return false;
	return NOT_ACCEPTED.includes(status) ? !maybeForwarded(text) : saysNotForwarded(text);
}

/** What an answer to a create means. A refusal's error is made by `refusal`, in the words of the request. */
export function judgeResponse(
	connection: Pick<Connection, 'baseUrl'>,
	response: ApiResponse,
	refusal: (response: ApiResponse) => VideosError,
): CreateOutcome {
	const { status, json } = response;
	const isRedirect = status >= 300 && status < 400;
	if (isOk(response) || isRedirect) {
		const video = readJob(connection, json);
		if (video !== undefined) return { kind: 'accepted', video };
		return isRedirect ? judgeRedirect(response) : judgeSuccess(response);
	}
	const id = namedJob(response);
	const isSure = isRefusal(response) || isBusy(response);
	if (id === undefined && isSure) {
		return { kind: 'notAccepted', error: refusal(response) };
	}
	const named = id === undefined ? '' : `; it names the video ${id}`;
	const likely = id === undefined ? {} : { videoId: id };
	return unknown(`${reasonOf(response)}${named}`, response, likely);
}

/** What it means that no answer to a create came. */
export function judgeNetworkError(error: NetworkError): CreateOutcome {
	const { reach, message } = error;
	if (reach === 'forbidden') {
		return { kind: 'notAccepted', error: forbidden(error) };
	}
	if (reach === 'nothingSent') {
		return { kind: 'notAccepted', error: unreachable(error) };
	}
	return unknown(message);
}
