import { releaseRoom } from './inlineRoom';
import { networkFailure, responseFailure, send, sendInTurn } from './http';
import { NetworkError } from './networkError';
import { jobIn, type RetrievedVideo } from './readJob';
import { isOk, type ApiResponse } from './response';
import { retrieveRequest, type Server } from './retrieve';
import { isTransientWhilePolling } from './retryPolicy';

/** One poll: the job, or an answer that this time says nothing about it, or none. */
export interface Poll {
	retrieved?: RetrievedVideo;
	response?: ApiResponse;
}

/** What is known before a poll. */
export interface BeforePoll {
	/** Whether the job is known to exist. */
	isKnown: boolean;
	/** How many answers "not found" came in a row. */
	missing: number;
	/** What is left of the wait's time, in milliseconds. */
	leftMs: number;
	wantsFile?: boolean;
}

// Some gateways know a job only a moment after they have created it.
/** How many answers "not found" in a row are taken for a server that is not ready yet. */
export const MISSING_AFTER_CREATE = 3;

/**
 * Asks once for a job. What says nothing about the job itself is no error: an overloaded or broken server, and, once the
 * job is known to exist, a lost connection and an unreadable answer.
 * @throws VideosError when waiting on makes no sense: a wrong key, a job that does not exist
 */
export async function pollOnce(
	server: Server,
	id: string,
	{ isKnown, missing, leftMs, wantsFile }: BeforePoll,
): Promise<Poll> {
	const request = {
		...retrieveRequest(server, id),
		timeoutMs: Math.min(server.timeoutMs, leftMs),
		keepsFiles: wantsFile,
	};
	let response: ApiResponse;
	try {
		response = isKnown ? await sendInTurn(server, request) : await send(server, request);
	} catch (error) {
		if (error instanceof NetworkError && isKnown && error.reach !== 'forbidden') return {};
		throw networkFailure(error, request);
	}
	const video = jobIn(server, response, id);
	// A file of a job that goes on is of no use.
	if (video?.status !== 'completed') releaseRoom(server);
	if (video !== undefined)
		return { retrieved: { video, response: { ...response, text: '' } }, response };
	if (isTransientWhilePolling(response.status)) return { response };
	const mayBeSoon = isOk(response) || (response.status === 404 && missing < MISSING_AFTER_CREATE);
	if (isKnown && mayBeSoon) return { response };
	throw responseFailure(response, request);
}
