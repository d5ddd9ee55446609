import type { Dialect } from '../protocol/dialects/dialect';
import { pathOf } from '../protocol/dialects/paths';
import { pathSegment } from '../protocol/url';
import { badId } from './failures';
import type { Connection } from './connection';
import { request, responseFailure, type ApiRequest } from './http';
import { jobIn, type RetrievedVideo } from './readJob';

export type { RetrievedVideo };

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

/** The request for a job. */
export function retrieveRequest({ dialect }: Pick<Server, 'dialect'>, id: string): ApiRequest {
	return {
		method: 'GET',
		path: pathWithId(pathOf(dialect, 'retrieve'), id),
		resend: 'safe',
		doing: `get the video ${id}`,
		videoId: id,
		feature: 'retrieve',
	};
}

/**
 * Gets a job, for somebody who goes on with what it says: a download, or a create from that video. It does not wait behind polls.
 * @param wantsFile whether the file is wanted if it stands in the answer
 * @throws VideosError when there is no readable one
 */
export async function retrieveVideo(
	server: Server,
	id: string,
	wantsFile = false,
): Promise<RetrievedVideo> {
	const apiRequest: ApiRequest = {
		...retrieveRequest(server, id),
		keepsFiles: wantsFile,
		priority: 'download',
	};
	const response = await request(server, apiRequest);
	const video = jobIn(server, response, id);
	if (video === undefined) throw responseFailure(response, apiRequest);
	return { video, response: { ...response, text: '' } };
}
