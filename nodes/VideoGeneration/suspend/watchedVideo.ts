import type { IDataObject } from 'n8n-workflow';
import { VideosError, type ErrorDetails, type ErrorKind } from '../../../client/errors';
import { timedOut } from '../../../client/failures';
import { serverWord, unknownWord, type RetrievedVideo } from '../../../client/readJob';
import { jobAgeMs } from '../../../client/renderTimes/jobTimes';
import { hasEnded, type VideoStatus } from '../../../protocol/reading/status';
import type { Video } from '../../../protocol/reading/video';
import { idList } from '../../shared/idList';

/** One video of a suspended wait, as it is kept between two checks. */
export interface WatchedVideo {
	/** The index of the input item that names it. */
	item: number;
	id: string;
	/** The fields of that item, if they go along with the video. */
	input?: IDataObject;
	/** As last seen. */
	status?: VideoStatus;
	/** The job as last seen; of one that is kept between two checks, only where it failed. */
	video?: Video;
	/** The server's own word for the status, of a job that failed and where it is not known. */
	word?: string;
	/** Why there is nothing more to wait for, where that is not the job's own end. */
	error?: { kind: ErrorKind; message: string; details: ErrorDetails };
	/** Answers "not found" in a row. */
	missing: number;
	/** Refusals of the key in a row. */
	refused: number;
	/** Why the last answer was no use. */
	lastReason?: string;
	/** When the job was created, as far as is known, and when it was last seen going on: epoch milliseconds. */
	createdAt?: number;
	goingOnAt?: number;
	/** How long earlier jobs of its kind took, in milliseconds. They go along, since the next check may run in another process. */
	renderTimes?: readonly number[];
}

/** How a suspended wait goes on. Times are epoch milliseconds. */
export interface SuspensionPlan {
	startedAt: number;
	/** When it ends, whatever the videos' states. */
	until: number;
	minutes: number;
	/** The user's own interval between two checks in seconds; 0 is automatic. */
	intervalSeconds: number;
}

/** Whether there is nothing more to wait for. */
export function isOver({ status, error }: WatchedVideo): boolean {
	return error !== undefined || (status !== undefined && hasEnded(status));
}

/** A video that the items name, before anything is known of it. */
export function watch(item: number, id: string): WatchedVideo {
	return { item, id, missing: 0, refused: 0 };
}

function timesOf(
	{ createdAt }: WatchedVideo,
	{ video, response }: RetrievedVideo,
	now: number,
): Pick<WatchedVideo, 'createdAt' | 'goingOnAt'> {
	const age = createdAt === undefined ? (jobAgeMs(video, response.headers, now) ?? 0) : 0;
	return {
		createdAt: createdAt ?? now - age,
		...(!hasEnded(video.status) && { goingOnAt: now }),
	};
}

/** What was seen of a job. */
export function noteSeen(one: WatchedVideo, retrieved: RetrievedVideo): WatchedVideo {
	const { video } = retrieved;
	const word = video.status === 'failed' ? serverWord(retrieved) : unknownWord(retrieved);
	const seen = { status: video.status, video, word, ...timesOf(one, retrieved, Date.now()) };
	return { ...one, ...seen, missing: 0, refused: 0, lastReason: undefined };
}

/** What is kept between two checks: n8n stores it anew with each of them. */
export function slim({ video, ...rest }: WatchedVideo): WatchedVideo {
	return video?.status === 'failed' ? { ...rest, video } : rest;
}

/** At the end of the wait, what has not ended has timed out. */
export function endAtDeadline(
	watched: readonly WatchedVideo[],
	{ until, minutes }: SuspensionPlan,
	now: number,
): WatchedVideo[] {
	if (now < until) return [...watched];
	return watched.map((one) => {
		if (isOver(one)) return one;
		const { status, word, video } = one;
		const last = status && { status, word, progress: video?.progress ?? null };
		return keepError(one, timedOut(one.id, minutes, last, one.lastReason));
	});
}

/** Keeps an error in a form that survives n8n's database. */
export function keepError(
	one: WatchedVideo,
	{ kind, message, details }: VideosError,
): WatchedVideo {
	return { ...one, error: { kind, message, details } };
}

/** The error that was kept. */
export function keptError({ error }: WatchedVideo): VideosError | undefined {
	return error && new VideosError(error.kind, error.message, error.details);
}

/** A video with its last known state, as texts name it. */
export function stateOf({ id, status, error }: WatchedVideo): string {
	return `${id} (${error === undefined ? (status ?? 'unknown') : 'failed'})`;
}

/** The other videos of a wait that one of them ends with an error: nobody shall have to look for their ids. */
export function otherVideos(watched: readonly WatchedVideo[], but: WatchedVideo): string {
	const others = watched.filter((one) => one !== but && one.id !== '');
	if (others.length === 0) return '';
	return ` The other videos of this run, which are not lost: ${idList(others.map(stateOf))}.`;
}
