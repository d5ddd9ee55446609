import type { Dialect } from '../protocol/dialects/dialect';
import { isRecord } from '../protocol/reading/json';
import { readId, readVideo, type Video } from '../protocol/reading/video';
import { pathSegment } from '../protocol/url';
import { badId } from './failures';
import type { Connection } from './connection';
import { request, responseFailure, type ApiRequest } from './http';
import { isOk, type ApiResponse } from './response';

/** A job, beside the answer that it was read from. */
export interface RetrievedVideo {
	video: Video;
	response: Pick<ApiResponse, 'json'> & Partial<ApiResponse>;
}

/** A server, and how to reach it. */
export interface Server extends Connection {
	/** How the server speaks the Videos API. */
	dialect: Dialect;
}

/** A path such as `/videos/{id}` with an id in its place, percent-encoded. @throws VideosError when that is no id */
export function pathWithId(path: string, id: string): string {
	const segment = pathSegment(id);
	if (segment === undefined) throw badId(id);
	return path.replace('{id}', () => segment);
}

/**
 * The job that an answer tells about. vLLM-Omni 0.30 tells a failed job with the HTTP status of its error: there the answer must
 * name the job itself, since an error's own words may look like a job's.
 */
export function jobIn(
	{ status, json }: Pick<ApiResponse, 'status' | 'json'>,
	id: string,
): Video | undefined {
	const namesJob = isRecord(json) && readId(json) === id && json.status !== undefined;
	return isOk({ status }) || namesJob ? readVideo(json, id) : undefined;
}

/** The request for a job. */
export function retrieveRequest(id: string): ApiRequest {
	return {
		method: 'GET',
		path: pathWithId('/videos/{id}', id),
		resend: 'safe',
		doing: `get the video ${id}`,
		videoId: id,
		feature: 'retrieve',
	};
}

/** Gets a job. @throws VideosError when there is no readable one */
export async function retrieveVideo(server: Server, id: string): Promise<RetrievedVideo> {
	const apiRequest = retrieveRequest(id);
	const response = await request(server, apiRequest);
	const video = jobIn(response, id);
	if (video === undefined) throw responseFailure(response, apiRequest);
	return { video, response: { ...response, text: '' } };
}
