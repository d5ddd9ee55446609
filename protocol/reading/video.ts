import { readJobEnd } from './jobEnd';
import { isCutOut } from './jsonScanner';
import { isRecord, textOf, type JsonRecord } from './json';
import type { Reason } from './reason';
import { normalizeStatus, type VideoStatus } from './status';

/** A video job with the API's own field names, whichever server it comes from. Times are Unix seconds. */
export interface Video {
	id: string;
	status: VideoStatus;
	/** 0 to 100, or null where the server tells none. */
	progress: number | null;
	model: string | null;
	prompt: string | null;
	seconds: string | null;
	size: string | null;
	/** Where the file can be had, if the job itself says so. */
	url: string | null;
	/** Only on a failed job: hosts before n8n 2.35 take any `error` field, also null, for a failed item. */
	error?: Reason;
	created_at: number | null;
	completed_at: number | null;
	expires_at: number | null;
	remixed_from_video_id: string | null;
}

// A longer one is no id that a URL could carry.
const LONGEST_ID = 512;

function idOf(value: unknown): string | undefined {
	const id = textOf(value);
	return id !== undefined && id.length <= LONGEST_ID && !isCutOut(id) ? id : undefined;
}

const ID_FIELDS = ['id', 'task_id', 'video_id'];
const URL_FIELDS = ['url', 'video_url'];

/**
 * The job's id, under any of the names that servers use; `undefined` where there is none. Error answers
 * name their request too: a `request_id` counts only beside a status.
 */
export function readId(answer: JsonRecord): string | undefined {
	for (const field of ID_FIELDS) {
		const id = idOf(answer[field]);
		if (id !== undefined) return id;
	}
	return answer.status === undefined ? undefined : idOf(answer.request_id);
}

/** A Unix time in seconds. Zero and negative values are sentinels for "not yet". */
export function readTime(value: unknown): number | null {
	if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
		const parsed = Date.parse(value);
		return Number.isNaN(parsed) || parsed <= 0 ? null : Math.floor(parsed / 1000);
	}
	const seconds = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

function readProgress(value: unknown): number | null {
	const progress = typeof value === 'string' ? parseFloat(value) : value;
	if (typeof progress !== 'number' || !Number.isFinite(progress)) return null;
	return Math.min(100, Math.max(0, progress));
}

function readUrl(answer: JsonRecord): string | null {
	for (const field of URL_FIELDS) {
		const url = textOf(answer[field]);
		if (url !== undefined) return url;
	}
	return null;
}

/**
 * Reads a video job out of a server's answer; `undefined` where the answer is no job.
 * @param knownId the id that was asked for. It stays the job's id: LiteLLM 1.102 answers with another, by which it no longer
 * finds the model's own server; other servers leave it out.
 */
export function readVideo(answer: unknown, knownId?: string): Video | undefined {
	if (!isRecord(answer)) return undefined;
	const named = readId(answer);
	const id = knownId ?? named;
	if (id === undefined || (answer.status === undefined && named === undefined)) return undefined;
	const { status, error } = readJobEnd(answer, normalizeStatus(answer.status));
	return {
		id,
		status,
		progress: readProgress(answer.progress),
		model: textOf(answer.model) ?? null,
		prompt: textOf(answer.prompt) ?? null,
		seconds: textOf(answer.seconds) ?? textOf(answer.duration) ?? null,
		size: textOf(answer.size) ?? null,
		url: readUrl(answer),
		...(error && { error }),
		created_at: readTime(answer.created_at),
		completed_at: readTime(answer.completed_at),
		expires_at: readTime(answer.expires_at),
		remixed_from_video_id: textOf(answer.remixed_from_video_id) ?? null,
	};
}
