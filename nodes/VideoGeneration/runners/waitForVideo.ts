import { isRecord, textOf } from '../../../protocol/reading/json';
import { isModeration } from '../../../protocol/reading/jobError';
import { jobFailed, timedOut } from '../../../protocol/failures';
import { nextPoll, type NextPoll } from '../../../client/pollSchedule';
import { overloadMs, pollAfterMs } from '../../../protocol/reading/retryHints';
import { hasEnded } from '../../../protocol/reading/status';
import { isOk, reasonOf, type Answer } from './answer';
import { forgetCreate } from './createOnce';
import { collection } from './parameters';
import { noteFailed } from './raise';
import { pause } from './pause';
import { poll } from './poll';
import type { ToldVideo } from './retrieveVideo';
import type { Asker, Run } from './run';

const DEFAULT_MINUTES = 30;
const LAST_POLL_MS = 5000;
// A job that was ended on purpose, or blocked, would be again.
const NOT_AGAIN = /^(cancel|delete)/i;

/** How long to wait, and how often to ask. */
export interface WaitPlan {
	minutes: number;
	/** 0 is automatic. */
	intervalSeconds: number;
}

/** What a wait knows between two polls. */
interface Wait {
	startedAt: number;
	plan: WaitPlan;
	/** The job as last told. */
	told: ToldVideo | undefined;
	/** The last answer, also one that told nothing. */
	answer: Answer | undefined;
	previousProgress: number | null;
	hastened: number;
	/** Answers "not found" in a row. */
	missing: number;
}

/** How the user wants to wait for a video. */
export function waitPlan(run: Run, fallbackMinutes = DEFAULT_MINUTES): WaitPlan {
	const { timeout, pollInterval } = collection(run.context, 'waiting');
	const minutes = Number(timeout);
	return {
		minutes: minutes > 0 ? minutes : fallbackMinutes,
		intervalSeconds: Number(pollInterval ?? 0),
	};
}

function planPoll(wait: Wait): NextPoll {
	const { answer, told } = wait;
	return nextPoll({
		elapsedMs: Date.now() - wait.startedAt,
		progress: told?.video.progress ?? null,
		previousProgress: wait.previousProgress,
		hastened: wait.hastened,
		intervalSeconds: wait.plan.intervalSeconds,
		pollAfterMs: answer && pollAfterMs(answer.headers),
		retryAfterMs: answer && overloadMs(answer.status, answer.headers),
	});
}

function leftMs(wait: Wait): number {
	return wait.startedAt + wait.plan.minutes * 60_000 - Date.now();
}

function uselessWords({ answer }: Wait): string | undefined {
	return answer === undefined || isOk(answer) ? undefined : reasonOf(answer);
}

async function pauseBeforePoll(asker: Asker, id: string, wait: Wait): Promise<void> {
	const left = leftMs(wait);
	if (left <= 0) throw timedOut(id, wait.plan.minutes, wait.told?.video, uselessWords(wait));
	const { delayMs, hastened } = planPoll(wait);
	if (hastened) wait.hastened += 1;
	await pause(Math.min(delayMs, left), asker.stopSignal);
}

/**
 * Polls a job until it has ended or the user's time-out is over. A failed poll never ends the wait for a job that is
 * known to exist; a stop of the execution does, at once. A place among the requests in flight is held only while one is sent.
 * @param first what is already known about the job, e.g. the answer of its create
 * @throws Failure on a time-out, a stop, or when the server refuses to tell about the job
 */
export async function waitForVideo(
	asker: Asker,
	id: string,
	plan: WaitPlan,
	first?: ToldVideo,
): Promise<ToldVideo> {
	const wait: Wait = {
		startedAt: Date.now(),
		plan,
		told: first,
		answer: first?.answer,
		previousProgress: null,
		hastened: 0,
		missing: 0,
	};
	for (let isFirst = first === undefined; ; isFirst = false) {
		if (wait.told !== undefined && hasEnded(wait.told.video.status)) return wait.told;
		if (!isFirst) await pauseBeforePoll(asker, id, wait);
		const { told, answer } = await poll(asker, id, {
			isKnown: wait.told !== undefined,
			missing: wait.missing,
			// The last poll, at the end of the wait, is given a moment.
			leftMs: Math.max(leftMs(wait), LAST_POLL_MS),
		});
		wait.previousProgress = wait.told?.video.progress ?? null;
		wait.missing = answer?.status === 404 ? wait.missing + 1 : 0;
		wait.told = told ?? wait.told;
		wait.answer = answer;
	}
}

/** Waits, and ends as the user chose when the job failed: with an error, or with the failed job. */
export async function waitForEnd(
	run: Run,
	id: string,
	first?: ToldVideo,
	fallbackMinutes?: number,
): Promise<ToldVideo> {
	const told = await waitForVideo(run, id, waitPlan(run, fallbackMinutes), first);
	if (told.video.status === 'completed') return told;
	if (collection(run.context, 'waiting').onFailure === 'return') return told;
	const { json } = told.answer;
	const word = isRecord(json) ? textOf(json.status) : undefined;
	if (!isModeration(told.video.error) && !NOT_AGAIN.test(word ?? '')) forgetCreate(run);
	noteFailed(run, id);
	throw jobFailed(told.video, word);
}
