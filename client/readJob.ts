import { jobOf, readId, statusWord } from '../protocol/reading/job';
import { isKnownStatus } from '../protocol/reading/status';
import { readVideo, type Video } from '../protocol/reading/video';
import { resolveUrl } from '../protocol/url';
import type { Connection } from './connection';
import { isOk, type ApiResponse } from './response';

/** A job, beside the answer that it was read from. */
export interface RetrievedVideo {
	video: Video;
	response: Pick<ApiResponse, 'json'> & Partial<ApiResponse>;
}

/** The job in an answer, with absolute addresses; `undefined` where there is none. @param id where it is known */
export function readJob(
	{ baseUrl }: Pick<Connection, 'baseUrl'>,
	json: unknown,
	id?: string,
): Video | undefined {
	return readVideo(json, id, (url) => resolveUrl(url, `${baseUrl}/`));
}

/**
 * The job that an answer tells about. vLLM-Omni 0.30 tells a failed job with the HTTP status of its error: there the answer must
 * name the job itself, since an error's own words may look like a job's.
 */
export function jobIn(
	connection: Pick<Connection, 'baseUrl'>,
	{ status, json, text }: Pick<ApiResponse, 'status' | 'json' | 'text'>,
	id: string,
): Video | undefined {
	// xAI's way to say that a job goes on.
	if (status === 202 && text.trim() === '')
		return readJob(connection, { status: 'in_progress' }, id);
	const job = jobOf(json);
	const namesJob = job !== undefined && readId(job) === id && statusWord(job) !== undefined;
	return isOk({ status }) || namesJob ? readJob(connection, json, id) : undefined;
}

/** The server's own word for the job's status. */
export function serverWord({ response }: RetrievedVideo): string | undefined {
	const job = jobOf(response.json);
	return job && statusWord(job);
}

/** The server's own word for the job's status where it is one that nobody has seen yet. */
export function unknownWord(retrieved: RetrievedVideo): string | undefined {
	const word = serverWord(retrieved);
	return word === undefined || isKnownStatus(word) ? undefined : word;
}
