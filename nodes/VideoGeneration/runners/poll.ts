import { isTransientWhilePolling } from '../../../protocol/retry';
import { isOk, type Answer } from './answer';
import { answerFailure } from './answerFailure';
import { isNetworkError } from './networkError';
import { networkFailure, send, sendOnce } from './request';
import { jobIn, retrieveRequest, type ToldVideo } from './retrieveVideo';
import type { Asker } from './run';

/** One poll: what the server told about the job, or that this time it told nothing. */
export interface Poll {
	told?: ToldVideo;
	answer?: Answer;
}

/** What is known before a poll. */
export interface PollState {
	/** Whether the job is known to exist. */
	isKnown: boolean;
	/** How many answers "not found" came in a row. */
	missing: number;
	/** What is left of the wait's time-out. */
	leftMs: number;
}

// Some gateways know a job only a moment after they have created it.
/** How many answers "not found" in a row are taken for a server that is not ready yet. */
export const MISSING_AFTER_CREATE = 3;

/**
 * Asks once for a job. What says nothing about the job itself is no error: an overloaded or broken server, and, once the
 * job is known to exist, a lost connection and an unreadable answer.
 * @throws Failure when waiting on makes no sense: a wrong key, a job that does not exist
 */
export async function poll(
	asker: Asker,
	id: string,
	{ isKnown, missing, leftMs }: PollState,
): Promise<Poll> {
	const request = { ...retrieveRequest(id), timeoutMs: Math.min(asker.timeoutMs, leftMs) };
	let answer: Answer;
	try {
		answer = isKnown
			? await asker.limit(async () => await sendOnce(asker, request))
			: await send(asker, request);
	} catch (error) {
		if (isNetworkError(error) && isKnown && error.kind !== 'blocked') return {};
		throw networkFailure(error, request);
	}
	const video = jobIn(answer, id);
	if (video !== undefined) return { told: { video, answer }, answer };
	if (isTransientWhilePolling(answer.status)) return { answer };
	const mayBeSoon = isOk(answer) || (answer.status === 404 && missing < MISSING_AFTER_CREATE);
	if (isKnown && mayBeSoon) return { answer };
	throw answerFailure(answer, request);
}
