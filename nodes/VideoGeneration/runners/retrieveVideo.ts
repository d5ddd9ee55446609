import { isRecord } from '../../../protocol/reading/json';
import { readId, readVideo, type Video } from '../../../protocol/reading/video';
import { isOk, type Answer } from './answer';
import { answerFailure } from './answerFailure';
import { ask, type ApiRequest } from './request';
import type { Asker } from './run';
import { pathWithId } from './videoId';

/** A job as it was told, beside the server's untouched answer. */
export interface ToldVideo {
	video: Video;
	answer: Answer;
}

/** The request that asks for a job. */
export function retrieveRequest(id: string): ApiRequest {
	const path = pathWithId('/videos/{id}', id);
	return { method: 'GET', path, doing: `get the video ${id}`, videoId: id, feature: 'retrieve' };
}

/**
 * The job that an answer tells about. vLLM-Omni 0.30 tells a failed job with the HTTP status of its error: there the answer must
 * name the job itself, since an error's own words may look like a job's.
 */
export function jobIn(
	{ status, json }: Pick<Answer, 'status' | 'json'>,
	id: string,
): Video | undefined {
	const namesJob = isRecord(json) && readId(json) === id && json.status !== undefined;
	return isOk({ status }) || namesJob ? readVideo(json, id) : undefined;
}

/** Asks once for a job. @throws Failure when there is no readable one */
export async function retrieveVideo(asker: Asker, id: string): Promise<ToldVideo> {
	const request = retrieveRequest(id);
	const answer = await ask(asker, request);
	const video = jobIn(answer, id);
	if (video === undefined) throw answerFailure(answer, request);
	return { video, answer };
}
