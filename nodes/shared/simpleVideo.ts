import type { JsonRecord } from '../../protocol/reading/json';
import type { VideoStatus } from '../../protocol/reading/status';
import type { Video } from '../../protocol/reading/video';
import { filled, isoTime } from './filled';

/** Why a video failed. At least one of both is there. */
export interface SimpleReason {
	/** The server's code for the reason, such as `moderation_blocked`. */
	code?: string;
	/** The reason in the server's words. */
	message?: string;
}

/**
 * A video as items have it, unless Simplify is off. These sentences are those of docs/output.md; `@unit` and `@when` are tags of that
 * page. What is empty is left out.
 */
export interface SimpleVideo {
	/** The ID of the video on the server. Other operations take it as _Video_. Missing with _Create in One Request_. */
	id?: string;
	/** The status of the video, in these words whatever the server calls it. */
	status: VideoStatus;
	/** How much is done. Some servers stay at 0 until the end. @unit percent, 0 to 100 */
	progress?: number;
	/** The model that makes the video, as the server calls it. */
	model?: string;
	/** The prompt, if the server repeats it. */
	prompt?: string;
	/** The length as the server reports it. The length of the file is in `file.seconds`. @unit seconds */
	seconds?: number;
	/** The size as the server reports it, such as `1280x720` or `720p`. The size of the file is in `file.width` and `file.height`. */
	size?: string;
	/** The address of the file, if the server gives one. It may need the server's key, and may stop working after a while. */
	url?: string;
	/** The addresses of all files, in their order; null for a file without one. @when the job made several files and they were not downloaded */
	urls?: Array<string | null>;
	// Never null: hosts before n8n 2.35 take any `error` field, also null, for a failed item.
	/** Why the video failed, in the server's words. @when the video failed and the server gives a reason */
	error?: SimpleReason;
	/** When the job was created. @unit time as ISO 8601 text, UTC */
	created_at?: string;
	/** When the job ended. @unit time as ISO 8601 text, UTC */
	completed_at?: string;
	/** Until when the server keeps the file. @unit time as ISO 8601 text, UTC */
	expires_at?: string;
	/** The ID of the video that this one was made from. */
	remixed_from_video_id?: string;
	/** What the video cost, as the server reports it. 0 may mean that the price is not final yet. @unit `currency` */
	cost?: number;
	/** The currency of the cost, such as `USD`, if the server reports it. */
	currency?: string;
	/** The seed that the server used: a string if it has more digits than a number can hold. */
	seed?: number | string;
	/** What the server counted for the video, in its own fields. */
	usage?: JsonRecord;
}

/** A length as a number; undefined where the server's text is none. */
function lengthOf(seconds: string | null): number | undefined {
	const [, digits] = /^\s*(\d+(?:\.\d+)?)\s*s?\s*$/.exec(seconds ?? '') ?? [];
	return digits === undefined ? undefined : Number(digits);
}

/** A video without its empty fields, with times as ISO text and its length as a number. @param video without an id where there is no job */
export function simpleVideo(video: Omit<Video, 'id'> & { id: string | null }): SimpleVideo {
	const { status, error } = video;
	const times = {
		created_at: isoTime(video.created_at),
		completed_at: isoTime(video.completed_at),
		expires_at: isoTime(video.expires_at),
	};
	const reason = error && filled(error);
	return {
		...filled({ ...video, ...times, seconds: lengthOf(video.seconds), error: reason }),
		status,
	};
}
