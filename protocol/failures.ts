import type { Feature } from './dialects/dialect';
import { Failure } from './failure';
import { fetchAgain, goOnWith, lookForCreated } from './goOn';
import { isModeration } from './reading/jobError';
import type { Variant } from '../nodes/shared/fileName';
import { insteadOf } from './offers';
import type { Video } from './reading/video';

function colon(serverText: string | undefined): string {
	return serverText === undefined ? '' : `: ${serverText}`;
}

/** What to do about an HTTP status, whichever request it answered. */
function hintFor(status: number): string {
	if (status === 401 || status === 403) {
		return 'Check the API key of the credential, how it is sent, and whether it may use this model.';
	}
	if (status === 402) return 'The account has no credit left, or its limit is reached.';
	if (status === 404) {
		return 'Check the Base URL of the credential and whether the model or the video exists there.';
	}
	if (status === 405 || status === 501) return 'This server does not offer this operation.';
	if (status === 429) {
		return 'The server takes no more requests at the moment. Try again later, or send fewer items at once.';
	}
	if (status >= 500) return 'The fault is on the server. Try again later.';
	return "The server's own words say what it does not accept. Change that field and run again.";
}

/** The server refused a request: nothing was created, deleted or sent. */
export function refused(
	doing: string,
	status: number,
	serverText: string | undefined,
	videoId?: string,
): Failure {
	return new Failure(`The server refused to ${doing} (HTTP ${status})${colon(serverText)}`, {
		hint: hintFor(status),
		httpStatus: status,
		videoId,
	});
}

// What servers say of a body whose form or types they do not take.
const ABOUT_FORM = /missing|required|expected|should be|must be|not a valid/i;

/** The server refused the body of a create. Where its form may be the reason, the setting that decides it is named. */
export function refusedBody(status: number, serverText: string | undefined): Failure {
	const form =
		serverText === undefined || ABOUT_FORM.test(serverText)
			? ' If the server says that fields are missing although they are filled in, try the options "Body Format" and "Seconds as Number".'
			: '';
	return new Failure(
		`The server refused to create the video (HTTP ${status})${colon(serverText)}`,
		{
			hint: `Nothing was created. Change the field that the server names.${form}`,
			httpStatus: status,
		},
	);
}

/**
 * No usable answer to a create: the server may have taken it, so it is not sent again.
 * @param lacks what the server does not have, so that nobody is sent there
 */
export function createUnsure(
	reason: string,
	httpStatus?: number,
	lacks: readonly Feature[] = [],
): Failure {
	return new Failure(`It is not known whether the server created the video: ${reason}`, {
		hint:
			'The request was not sent again, since that could pay for a second video. ' +
			`${lookForCreated(lacks)} The option "Create Again if Unsure" lets Retry On Fail send it again.`,
		unknownOutcome: true,
		httpStatus,
	});
}

/** A web page came where the API should answer. */
export function webPage(url: string, status: number): Failure {
	return new Failure(`A web page, not the Videos API, answered at ${url} (HTTP ${status})`, {
		hint: 'Check the Base URL of the credential: for most servers it ends in /v1.',
		httpStatus: status,
	});
}

/** Nothing can be watched without a list of the server's videos. */
export function noListToWatch({ message, details }: Failure): Failure {
	return new Failure(message, {
		...details,
		hint:
			'So nothing can tell when one of its videos is finished. Use the node Video Generation instead: its operation Create waits ' +
			'for the video, and Wait for Completion does so for an ID. If the server should have a list, check the Base URL of the credential.',
	});
}

/** n8n's time for one poll was over. */
export function outOfTime(doing: string): Failure {
	return new Failure(`The server took longer to ${doing} than one poll may last`, {
		hint: 'Nothing is lost: the next poll goes on.',
	});
}

/** The watch has nothing to show. */
export function nothingEnded(): Failure {
	return new Failure('No video that fits these settings has ended yet on the server', {
		hint: 'Make a short video with the node Video Generation, or loosen Events and Model, then fetch a test event again.',
	});
}

/** The file came, but n8n could not keep it. */
export function notStored(id: string, reason: string): Failure {
	return new Failure(`The file of the video ${id} could not be stored by n8n: ${reason}`, {
		hint: `Nothing is lost: mend n8n's binary storage, then use the operation "Download" with the video ${id}.`,
		videoId: id,
	});
}

/** An answer that cannot be read as what was asked for. */
export function unreadable(doing: string, status: number, videoId?: string): Failure {
	return new Failure(
		`The server's answer could not be read when trying to ${doing} (HTTP ${status})`,
		{
			hint: 'Check the Base URL of the credential, and whether the server speaks the Videos API.',
			httpStatus: status,
			videoId,
		},
	);
}

/** No answer at all, and the request surely reached nobody. */
export function unreachable(origin: string, reason: string): Failure {
	return new Failure(`The server at ${origin} could not be reached: ${reason}`, {
		hint: 'Check the Base URL of the credential and whether the server runs and can be reached from n8n.',
	});
}

/** The connection broke or nothing came in time. */
export function noAnswer(doing: string, reason: string, videoId?: string): Failure {
	return new Failure(`No answer from the server when trying to ${doing}: ${reason}`, {
		hint: 'Try again later. The option "Request Timeout" sets how long to wait for an answer.',
		videoId,
	});
}

/** The server answered a request that changes something with a redirect. */
export function redirected(doing: string, origin: string): Failure {
	return new Failure(`The server wants to redirect the request to ${doing} to ${origin}`, {
		hint: 'Nothing was sent there. If that server is the right one, put its address into the Base URL of the credential.',
	});
}

/** A trigger cannot see its server's newest videos. */
export function listTooLong(read: number): Failure {
	return new Failure(
		`The server's list of videos is too long: ${read} were read, and there are more`,
		{
			hint: 'What is new may be further down, since the list is not sorted by time. Delete old videos, or let Create or Suspend Until Completed wait.',
		},
	);
}

/** The execution was stopped. By the word "canceled" n8n knows a stopped execution from a failed one. */
export function stopped(): Failure {
	return new Failure('The execution was canceled', { stopped: true });
}

function endWord(word: string | undefined): string | undefined {
	const isPlain = word === undefined || /^(fail|error)/i.test(word);
	return isPlain ? undefined : `the server says "${word}"`;
}

/**
 * The job ended badly.
 * @param word the server's own word for its end, such as "expired": a reason where no other is told
 */
export function jobFailed(video: Video, word?: string): Failure {
	const reason = video.error?.message ?? video.error?.code ?? endWord(word);
	const hint = isModeration(video.error)
		? "The provider's safety filter blocked this video. Change the prompt or the reference image: the same ones will be blocked again."
		: 'The fault came from the server or the model. Run again, or change the prompt, the size or the model.';
	return new Failure(
		reason === undefined
			? `The video ${video.id} failed, and the server gives no reason`
			: `The video ${video.id} failed: ${reason}`,
		{ hint, videoId: video.id, videoStatus: 'failed', jobFailed: true },
	);
}

/**
 * The wait's own time-out. The job goes on at the server.
 * @param lastWords what the server said instead of telling about the job, where its last answer was no use
 */
export function timedOut(
	id: string,
	minutes: number,
	last: Pick<Video, 'status' | 'progress'> | undefined,
	lastWords?: string,
): Failure {
	const progress = last?.progress === null || last === undefined ? '' : `, ${last.progress} %`;
	const status = last?.status ?? 'unknown';
	const unit = minutes === 1 ? 'minute' : 'minutes';
	const told = lastWords === undefined ? '' : `. The server answered last: ${lastWords}`;
	return new Failure(
		`The video ${id} was not finished after ${minutes} ${unit} (status ${status}${progress})${told}`,
		{
			hint: `${goOnWith(id)} The time-out can be raised under "Waiting".`,
			videoId: id,
			videoStatus: status,
		},
	);
}

/** The file was asked for before it exists. */
export function notReady(video: Video): Failure {
	const progress = video.progress === null ? '' : `, ${video.progress} %`;
	return new Failure(
		`The video ${video.id} is not finished yet (status ${video.status}${progress})`,
		{
			hint: `Use the operation "Wait for Completion" with the video ${video.id} before the download.`,
			videoId: video.id,
			videoStatus: video.status,
		},
	);
}

/** There is no such video at the server. */
export function noSuchVideo(
	id: string,
	serverText: string | undefined,
	feature?: Feature,
): Failure {
	const known =
		'Check the ID and the credential: a video is known only to the server and account that made it, and not for ever.';
	const orLacking =
		feature === undefined
			? ''
			: ` A server that does not have this operation answers so, too. ${insteadOf(feature)}`;
	return new Failure(`The video ${id} was not found on the server (HTTP 404)${colon(serverText)}`, {
		hint: `${known}${orLacking}`,
		httpStatus: 404,
		videoId: id,
	});
}

/**
 * The video is finished, but its file cannot be had (any more).
 * @param lacks what the server does not have, so that nobody is sent there
 */
export function noFile(
	video: Video,
	reason: string,
	lacks: readonly Feature[] = [],
	now = Date.now(),
): Failure {
	const expired = video.expires_at !== null && video.expires_at * 1000 < now;
	return new Failure(
		expired
			? `The file of the video ${video.id} has expired: ${reason}`
			: `The video ${video.id} is finished, but its file could not be downloaded: ${reason}`,
		{
			hint: expired
				? 'Servers keep a file for a limited time, often one hour. Download it as soon as the video is finished.'
				: fetchAgain(video.id, lacks),
			videoId: video.id,
			videoStatus: video.status,
		},
	);
}

const VARIANT_NAMES: Record<Variant, string> = {
	video: 'file',
	thumbnail: 'thumbnail',
	spritesheet: 'sprite sheet',
};

/** The server has the video, but not the variant of it that is wanted. */
export function noVariant(id: string, variant: Variant, reason: string): Failure {
	return new Failure(`The server has no ${VARIANT_NAMES[variant]} of the video ${id}: ${reason}`, {
		hint: insteadOf('content'),
		videoId: id,
	});
}

/** The text is no usable id. */
export function badId(id: string): Failure {
	return new Failure(id.trim() === '' ? 'The video id is empty' : `"${id}" is not a video id`, {
		hint: 'Choose a video from the list, or take the field "id" of the node that created it.',
	});
}
