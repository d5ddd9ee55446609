import { readVideo, type Video } from '../../../protocol/video';
import { isOk, type Answer } from './answer';
import { answerFailure } from './answerFailure';
import { ask, type ApiRequest } from './request';
import type { Run } from './run';
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

/** Asks once for a job. @throws Failure when there is no readable one */
export async function retrieveVideo(run: Run, id: string): Promise<ToldVideo> {
	const request = retrieveRequest(id);
	const answer = await ask(run, request);
	const video = isOk(answer) ? readVideo(answer.json, id) : undefined;
	if (video === undefined) throw answerFailure(answer, request);
	return { video, answer };
}
