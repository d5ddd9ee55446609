import { overloadMs, pollAfterMs } from '../protocol/reading/retryHints';
import { hasEnded } from '../protocol/reading/status';
import { timedOut } from './failures';
import { networkFailure, responseFailure, send, sendOnce } from './http';
import { releaseRoom } from './inlineRoom';
import { NetworkError } from './networkError';
import { nextPoll, type NextPoll } from './pollSchedule';
import { isOk, reasonOf, type ApiResponse } from './response';
import { jobIn, unknownWord, type RetrievedVideo } from './readJob';
import { retrieveRequest, type Server } from './retrieve';
import { isTransientWhilePolling } from './retryPolicy';
import { pause } from './signals';

/** How long to wait for a video, and how often to poll. */
export interface WaitPlan {
	minutes: number;
	/** 0 is automatic. */
	intervalSeconds: number;
	/** Whether the file is wanted if it stands in the answer. */
	wantsFile?: boolean;
}

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

const LAST_POLL_MS = 5000;

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
		response = isKnown
			? await server.limit(async () => await sendOnce(server, request))
			: await send(server, request);
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

/** What a wait knows between two polls. */
interface Wait {
	startedAt: number;
	plan: WaitPlan;
	/** The job as last seen. */
	retrieved: RetrievedVideo | undefined;
	/** The headers and status of the last answer, also of one that said nothing. */
	last: Pick<ApiResponse, 'headers' | 'status'> | undefined;
	/** Why the last answer was no use. */
	lastReason: string | undefined;
	previousProgress: number | null;
	hastened: number;
	/** Answers "not found" in a row. */
	missing: number;
}

function planPoll({
	startedAt,
	plan,
	retrieved,
	last,
	previousProgress,
	hastened,
}: Wait): NextPoll {
	return nextPoll({
		elapsedMs: Date.now() - startedAt,
		progress: retrieved?.video.progress ?? null,
		previousProgress,
		hastened,
		intervalSeconds: plan.intervalSeconds,
		pollAfterMs: last && pollAfterMs(last.headers),
		retryAfterMs: last && overloadMs(last.status, last.headers),
	});
}

function leftMs({ startedAt, plan }: Wait): number {
	return startedAt + plan.minutes * 60_000 - Date.now();
}

async function pauseBeforePoll(server: Server, id: string, wait: Wait): Promise<void> {
	const left = leftMs(wait);
	if (left <= 0) {
		const { plan, retrieved, lastReason } = wait;
		const word = retrieved && unknownWord(retrieved);
		throw timedOut(id, plan.minutes, retrieved && { ...retrieved.video, word }, lastReason);
	}
	const { delayMs, hastened } = planPoll(wait);
	if (hastened) wait.hastened += 1;
	await pause(server.transport, Math.min(delayMs, left));
}

function noteAnswer(wait: Wait, { retrieved, response }: Poll): void {
	wait.previousProgress = wait.retrieved?.video.progress ?? null;
	wait.missing = response?.status === 404 ? wait.missing + 1 : 0;
	wait.retrieved = retrieved ?? wait.retrieved;
	// The body is not needed any more.
	wait.last = response && { headers: response.headers, status: response.status };
	wait.lastReason = response && retrieved === undefined ? reasonOf(response, 1000) : undefined;
}

function startWait(plan: WaitPlan, first: RetrievedVideo | undefined): Wait {
	const { headers, status } = first?.response ?? {};
	return {
		startedAt: Date.now(),
		plan,
		retrieved: first,
		last: headers && status !== undefined ? { headers, status } : undefined,
		lastReason: undefined,
		previousProgress: null,
		hastened: 0,
		missing: 0,
	};
}

/**
 * Polls a job until it has ended or the user's time limit is over. A failed poll never ends the wait for a job that is known to
 * exist; an interruption does, at once. A place among the active requests is held only while one is sent.
 * @param first what is already known about the job, such as the answer of its create
 * @throws VideosError at the time limit, when interrupted, or when the server refuses to tell about the job
 */
export async function poll(
	server: Server,
	id: string,
	plan: WaitPlan,
	first?: RetrievedVideo,
): Promise<RetrievedVideo> {
	const wait = startWait(plan, first);
	for (let isFirst = first === undefined; ; isFirst = false) {
		if (wait.retrieved !== undefined && hasEnded(wait.retrieved.video.status))
			return wait.retrieved;
		if (!isFirst) await pauseBeforePoll(server, id, wait);
		const answer = await pollOnce(server, id, {
			isKnown: wait.retrieved !== undefined,
			missing: wait.missing,
			// The last poll, at the end of the wait, is given a moment.
			leftMs: Math.max(leftMs(wait), LAST_POLL_MS),
			wantsFile: plan.wantsFile,
		});
		noteAnswer(wait, answer);
	}
}
