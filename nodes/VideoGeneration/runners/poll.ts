import { isTransientWhilePolling } from '../../../protocol/retry';
import { readVideo } from '../../../protocol/video';
import { isOk, type Answer } from './answer';
import { isNetworkError } from './networkError';
import { networkFailure, sendOnce } from './request';
import { retrieveFailure, retrieveRequest, type ToldVideo } from './retrieveVideo';
import type { Run } from './run';

/** One poll: what the server told about the job, or that this time it told nothing. */
export interface Poll {
	told?: ToldVideo;
	answer?: Answer;
}

// Some gateways know a job only a moment after they have created it.
const MISSING_AFTER_CREATE = 3;

/**
 * Asks once for a job. What says nothing about the job itself is no error: an overloaded or broken server, and, once the
 * job is known to exist, a lost connection and an unreadable answer.
 * @param missing how many answers "not found" came in a row
 * @throws Failure when waiting on makes no sense: a wrong key, a job that does not exist
 */
export async function poll(run: Run, id: string, isKnown: boolean, missing: number): Promise<Poll> {
	const request = retrieveRequest(id);
	let answer: Answer;
	try {
		answer = await run.state.limit(async () => await sendOnce(run, request));
	} catch (error) {
		if (isNetworkError(error) && isKnown && error.kind !== 'blocked') return {};
		throw networkFailure(error, request);
	}
	const video = isOk(answer) ? readVideo(answer.json, id) : undefined;
	if (video !== undefined) return { told: { video, answer }, answer };
	if (isTransientWhilePolling(answer.status)) return { answer };
	const mayBeSoon = isOk(answer) || (answer.status === 404 && missing < MISSING_AFTER_CREATE);
	if (isKnown && mayBeSoon) return { answer };
	throw retrieveFailure(answer, id);
}
