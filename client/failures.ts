import type { Feature } from '../protocol/dialects/dialect';
import { isBlocked } from '../protocol/reading/blocked';
import { isSentence } from '../protocol/reading/reasonTexts';
import type { Video } from '../protocol/reading/video';
import { InputError, VideosError, type ErrorDetails } from './errors';
import type { NetworkError } from './networkError';

// What goes wrong, in words: what happened, and to which video. What to do next depends on the host, see nodes/shared/hints.ts.

function colon(serverText: string | undefined): string {
	return serverText === undefined ? '' : `: ${serverText}`;
}

const OFFERS: Record<Feature, string> = {
	retrieve: 'a way to get a video later (Get, Wait for Completion, Download)',
	list: 'a list of its videos (Get Many)',
	delete: 'a way to delete videos (Delete)',
	content: 'any file except the video itself',
	remix: 'Remix',
	edit: 'Edit',
	extend: 'Extend',
	characters: 'characters',
	createSync: 'a create that returns the file (Create in One Request)',
};

/** That a server does not have something. */
export function notOffered(
	server: string,
	feature: Feature,
	httpStatus?: number,
	serverText?: string,
): VideosError {
	const status = httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`;
	return new VideosError(
		'unsupported',
		`${server} does not offer ${OFFERS[feature]}${status}${colon(serverText)}`,
		{ feature, httpStatus, serverText },
	);
}

/** The server answered a request with an error. */
export function refused(
	doing: string,
	httpStatus: number,
	serverText: string | undefined,
	about: Pick<ErrorDetails, 'videoId' | 'isCreate' | 'feature'> = {},
): VideosError {
	return new VideosError(
		'refused',
		`The server refused to ${doing} (HTTP ${httpStatus})${colon(serverText)}`,
		{ httpStatus, serverText, ...about },
	);
}

/** The server refused a create because it is busy with other jobs, and nobody waits any longer. */
export function stillBusy(
	doing: string,
	httpStatus: number,
	serverText: string | undefined,
	about: Pick<ErrorDetails, 'videoId' | 'feature'>,
): VideosError {
	return new VideosError(
		'refused',
		`The server is busy with another video and refused to ${doing} (HTTP ${httpStatus})${colon(serverText)}`,
		{ httpStatus, serverText, ...about, isCreate: true, isBusy: true },
	);
}

/** A safety filter refused a create: nothing was created, and the same request will be refused again. */
export function blockedCreate(
	doing: string,
	httpStatus: number,
	serverText: string | undefined,
	videoId?: string,
): VideosError {
	return new VideosError(
		'blocked',
		`The server's safety filter refused to ${doing} (HTTP ${httpStatus})${colon(serverText)}`,
		{ httpStatus, serverText, videoId, isCreate: true },
	);
}

/** A web page came where the API should answer. */
export function webPage(url: string, httpStatus: number): VideosError {
	return new VideosError(
		'badAnswer',
		`A web page, not the Videos API, answered at ${url} (HTTP ${httpStatus})`,
		{ httpStatus, badAnswer: 'webPage' },
	);
}

/** The server answered with a redirect where none can be followed. */
export function redirected(doing: string, target: string, httpStatus: number): VideosError {
	return new VideosError(
		'badAnswer',
		`The server answered the request to ${doing} with a redirect to ${target} (HTTP ${httpStatus})`,
		{ httpStatus, badAnswer: 'redirect' },
	);
}

/** An answer that cannot be read as what was requested. */
export function unreadable(
	doing: string,
	httpStatus: number,
	said: string | undefined,
	videoId?: string,
): VideosError {
	return new VideosError(
		'badAnswer',
		`The server's answer could not be read when trying to ${doing} (HTTP ${httpStatus})${colon(said)}`,
		{ httpStatus, videoId },
	);
}

/** An answer that is longer, or nested deeper, than any real one. */
export function tooLarge(doing: string, problem: string, videoId?: string): VideosError {
	return new VideosError('badAnswer', `The server's answer is ${problem} to ${doing}`, {
		badAnswer: 'tooLarge',
		videoId,
	});
}

/** Nobody was reached: neither the server nor, where there is one, the proxy before it. */
export function unreachable(error: NetworkError): VideosError {
	const { origin, message: reason, code, proxy } = error;
	if (proxy !== undefined) {
		return new VideosError('unreachable', `The proxy ${proxy} could not be reached: ${reason}`, {
			code,
			isProxy: true,
		});
	}
	return new VideosError('unreachable', `The server at ${origin} could not be reached: ${reason}`, {
		code,
		host: new URL(origin).hostname,
	});
}

/** The connection was lost, or nothing came in time. */
export function noAnswer(doing: string, reason: string, videoId?: string): VideosError {
	return new VideosError(
		'noAnswer',
		`No answer from the server when trying to ${doing}: ${reason}`,
		{ videoId },
	);
}

/** The host's own settings forbid the request. */
export function forbidden({ message, rule }: NetworkError, videoId?: string): VideosError {
	return new VideosError('forbidden', message, { videoId, rule });
}

/** A server names a file in a private network, although it is not there itself. */
export function privateAddress(host: string, videoId?: string): VideosError {
	return new VideosError(
		'forbidden',
		`The server's file is at the private address ${host}, so the node did not request it`,
		{ videoId },
	);
}

function endWord(word: string | undefined): string | undefined {
	const isPlain = word === undefined || /^(fail|error)/i.test(word);
	return isPlain ? undefined : `the server says "${word}"`;
}

// What only names kinds of content, such as "violence; hate", does not say that a filter is meant.
const onlyNames = (message: string) => message.split('; ').every((name) => !isSentence(name));

/**
 * The job ended badly.
 * @param word the server's own word for its end, such as "expired": a reason where there is no other
 */
export function jobFailed(video: Video, word?: string): VideosError {
	const { code, message } = video.error ?? {};
	const wasBlocked = isBlocked(video.error);
	const said = message ?? code ?? endWord(word);
	const isNamed = wasBlocked && said !== undefined && onlyNames(said);
	const reason = isNamed ? `a safety filter blocked it (${said})` : said;
	return new VideosError(
		wasBlocked ? 'blocked' : 'jobFailed',
		reason === undefined
			? `The video ${video.id} failed, and the server gives no reason`
			: `The video ${video.id} failed: ${reason}`,
		{ videoId: video.id, videoStatus: 'failed' },
	);
}

/**
 * The wait's own time limit. The job goes on at the server.
 * @param last the job as last seen, with the server's own word for its status where that is not known
 * @param lastReason what the server said instead of giving the job, where its last answer was no use
 */
export function timedOut(
	id: string,
	minutes: number,
	last: (Pick<Video, 'status' | 'progress'> & { word?: string }) | undefined,
	lastReason?: string,
): VideosError {
	const progress = last?.progress === null || last === undefined ? '' : `, ${last.progress} %`;
	const status = last?.status ?? 'unknown';
	const shown = last?.word === undefined ? status : `"${last.word}", which this node does not know`;
	const unit = minutes === 1 ? 'minute' : 'minutes';
	const reason = lastReason === undefined ? '' : `. The server answered last: ${lastReason}`;
	return new VideosError(
		'deadline',
		`The video ${id} was not finished after ${minutes} ${unit} (status ${shown}${progress})${reason}`,
		{ videoId: id, videoStatus: status },
	);
}

/** The file was requested before it exists. */
export function notReady(video: Video): VideosError {
	const progress = video.progress === null ? '' : `, ${video.progress} %`;
	return new VideosError(
		'notReady',
		`The video ${video.id} is not finished yet (status ${video.status}${progress})`,
		{ videoId: video.id, videoStatus: video.status },
	);
}

/** A video that has no file for another one to start from. */
export function noSource({ id, status }: Pick<Video, 'id' | 'status'>): VideosError {
	const hint =
		status === 'completed'
			? 'Nothing was sent. Upload its file somewhere public, and choose From URL under Video Source.'
			: status === 'failed'
				? 'Nothing was sent. Choose another video.'
				: 'Nothing was sent. Put the operation "Wait for Completion" with this video before this node.';
	return new InputError(
		`The server gives no address for the file of the video ${id} (status ${status})`,
		hint,
	);
}

/** There is no such video at the server. */
export function noSuchVideo(
	id: string,
	serverText: string | undefined,
	feature?: Feature,
): VideosError {
	return new VideosError(
		'notFound',
		`The video ${id} was not found on the server (HTTP 404)${colon(serverText)}`,
		{
			httpStatus: 404,
			videoId: id,
			serverText,
			...(feature !== 'retrieve' && { feature }),
		},
	);
}

/**
 * The video is finished, but its file cannot be had (any more).
 * @param offers what the server offers, so that nobody is sent to what it does not
 */
export function noFile(
	video: Video,
	reason: string,
	offers?: readonly Feature[],
	now = Date.now(),
): VideosError {
	const expired = video.expires_at !== null && video.expires_at * 1000 < now;
	return new VideosError(
		'noFile',
		expired
			? `The file of the video ${video.id} has expired: ${reason}`
			: `The video ${video.id} is finished, but its file could not be downloaded: ${reason}`,
		{ videoId: video.id, videoStatus: video.status, offers, expired },
	);
}

/** The files of a video that can be downloaded. */
export type Variant = 'video' | 'thumbnail' | 'spritesheet';

const VARIANT_NAMES: Record<Variant, string> = {
	video: 'file',
	thumbnail: 'thumbnail',
	spritesheet: 'sprite sheet',
};

/** The server has the video, but not the variant of it that is wanted. */
export function noVariant(id: string, variant: Variant, reason: string): VideosError {
	return new VideosError(
		'noFile',
		`The server has no ${VARIANT_NAMES[variant]} of the video ${id}: ${reason}`,
		{ videoId: id, feature: 'content' },
	);
}

// A file that came as the answer to a create belongs to no job.
const named = (id: string | undefined) => (id === undefined ? '' : ` ${id}`);

/** The file is larger than the user allows. */
export function fileTooLarge(id: string | undefined, megabytes: number): VideosError {
	return new VideosError(
		'noFile',
		`The file of the video${named(id)} is larger than ${megabytes} MB`,
		{
			videoId: id,
			badAnswer: 'tooLarge',
		},
	);
}

/** The file is not what was requested. @param differences a sentence for each */
export function fileDiffers(id: string | undefined, differences: readonly string[]): VideosError {
	return new VideosError(
		'differs',
		`The file of the video${named(id)} is not what was requested: ${differences.join('; ')}`,
		{ videoId: id, videoStatus: 'completed' },
	);
}

/** The file came, but the host could not keep it. */
export function notStored(id: string | undefined, reason: string): VideosError {
	return new VideosError(
		'storage',
		`The file of the video${named(id)} could not be stored by n8n: ${reason}`,
		{
			videoId: id,
		},
	);
}

/** The text is no usable id. */
export function badId(id: string): VideosError {
	const shown = id.length > 100 ? `${id.slice(0, 100)}…` : id;
	return new VideosError(
		'input',
		id.trim() === '' ? 'The video id is empty' : `"${shown}" is not a video id`,
		{
			hint: 'Choose a video from the list, or take the field "id" of the node that created it.',
		},
	);
}
