import { readErrorText } from '../../../protocol/errorText';
import { noSuchVideo, refused, unreadable, webPage } from '../../../protocol/failures';
import type { Failure } from '../../../protocol/failure';
import { readVideo, type Video } from '../../../protocol/video';
import { isOk, isWebPage, type Answer } from './answer';
import { networkFailure, send, type ApiRequest } from './request';
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
	return { method: 'GET', path, doing: `get the video ${id}`, videoId: id };
}

/** Why an answer that should be a job is none. */
export function retrieveFailure(answer: Answer, id: string): Failure {
	const { doing } = retrieveRequest(id);
	if (isWebPage(answer)) return webPage(answer.url, answer.status);
	if (isOk(answer)) return unreadable(doing, answer.status, id);
	if (answer.status === 404) return noSuchVideo(id, readErrorText(answer.text));
	return refused(doing, answer.status, readErrorText(answer.text), id);
}

/** Asks once for a job. @throws Failure when there is no readable one */
export async function retrieveVideo(run: Run, id: string): Promise<ToldVideo> {
	const request = retrieveRequest(id);
	const answer = await send(run, request).catch((error: unknown) => {
		throw networkFailure(error, request);
	});
	const video = isOk(answer) ? readVideo(answer.json, id) : undefined;
	if (video === undefined) throw retrieveFailure(answer, id);
	return { video, answer };
}
