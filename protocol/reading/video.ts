import { readFacts, type JobFacts } from './facts';
import { jobOf, readId, statusWord } from './job';
import { readJobEnd } from './jobEnd';
import { isRecord, textOf, type JsonRecord } from './json';
import type { Reason } from './reason';
import { readResults } from './results';
import { normalizeStatus, type VideoStatus } from './status';

/** A video job with the API's own field names, whichever server it comes from; null for what the server does not say. */
export interface Video extends JobFacts {
	id: string;
	status: VideoStatus;
	/** In percent, 0 to 100. */
	progress: number | null;
	/** By the server's own name. */
	model: string | null;
	prompt: string | null;
	/** As the server writes it. */
	seconds: string | null;
	/** As the server writes it. */
	size: string | null;
	/** Where its file is. */
	url: string | null;
	/** Where its files are, if there are several. */
	urls?: Array<string | null>;
	/** Why it failed. */
	error?: Reason;
	/** These are Unix times in seconds. */
	created_at: number | null;
	completed_at: number | null;
	expires_at: number | null;
	remixed_from_video_id: string | null;
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

function readSeconds({ seconds, duration, video }: JsonRecord): string | null {
	const ofVideo = isRecord(video) ? video.duration : undefined;
	return textOf(seconds) ?? textOf(duration) ?? textOf(ofVideo) ?? null;
}

/** An address as it may be shown: absolute where the server's own is known. */
type ShowUrl = (url: string) => string | undefined;

/** `urls` only where there are several files. */
function readUrls(job: JsonRecord, show: ShowUrl): Pick<Video, 'url' | 'urls'> {
	const shown = readResults(job).map(({ urls }) => urls.map(show).find((url) => url !== undefined));
	const urls = shown.map((url) => url ?? null);
	return { url: urls[0] ?? null, ...(urls.length > 1 && { urls }) };
}

// `{status: "completed", data: {id, url}}`: what is wrapped is the file, or a job that says no status, since it has ended.
function wordOf(answer: JsonRecord, job: JsonRecord, isKnown: boolean): string | undefined {
	const word = statusWord(job);
	if (word !== undefined || !isKnown || readResults(job).length === 0) return word;
	// An older xAI says no status of a finished job: `{model, video: {url}}`.
	return statusWord(answer) ?? (isRecord(job.video) ? 'done' : undefined);
}

/**
 * Reads a video job out of a server's answer; `undefined` where the answer is no job.
 * @param knownId the id that was asked for. It stays the job's id: LiteLLM 1.102 answers with another, by which it no longer
 * finds the model's own server; other servers leave it out.
 * @param show how the addresses of its files are shown; as they are by default
 */
export function readVideo(
	answer: unknown,
	knownId?: string,
	show: ShowUrl = (url) => url,
): Video | undefined {
	const job = jobOf(answer);
	if (!isRecord(answer) || job === undefined) return undefined;
	const named = readId(job);
	const word = wordOf(answer, job, knownId !== undefined);
	const id = knownId ?? named;
	if (id === undefined || (word === undefined && named === undefined)) return undefined;
	// Why a job failed may stand outside of it.
	// xAI answers a create with an id alone.
	const said = word ?? (knownId === undefined ? 'queued' : undefined);
	const { status, error } = readJobEnd(answer, normalizeStatus(said), word);
	return {
		id,
		status,
		progress: readProgress(job.progress),
		model: textOf(job.model) ?? null,
		prompt: textOf(job.prompt) ?? null,
		seconds: readSeconds(job),
		size: textOf(job.size) ?? null,
		...readUrls(job, show),
		...(error && { error }),
		created_at: readTime(job.created_at),
		completed_at: readTime(job.completed_at),
		expires_at: readTime(job.expires_at),
		remixed_from_video_id: textOf(job.remixed_from_video_id) ?? null,
		...readFacts(job),
	};
}
