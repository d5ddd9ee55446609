import { hasEnded } from '../protocol/reading/status';
import { overloadMs, pollAfterMs } from '../protocol/reading/retryHints';
import { isEnough } from './crowd';
import { timedOut } from './failures';
import type { ListedVideo } from './pages';
import { pollOnce, type Poll } from './pollOnce';
import { nextPoll, shiftOf, type NextPoll } from './pollSchedule';
import { progressLine } from './progress';
import type { RetrievedVideo } from './readJob';
import { expectation } from './renderTimes/expectation';
import { seedRenderTimes } from './renderTimes/seed';
import type { Server } from './retrieve';
import { anySignal, DONE, pause, throwIfInterrupted } from './signals';
import { learn, noteAnswer, startWait, type Wait, type WaitPlan } from './waitState';

export type { WaitPlan };

const LAST_POLL_MS = 5000;
// So short a wait costs few polls anyhow.
const SEED_AFTER_MS = 10_000;

function planPoll({ renderTimes, baseUrl }: Server, id: string, wait: Wait): NextPoll {
	const { startedAt, createdAt, plan, retrieved, last, previousProgress, hastened, polls } = wait;
	const now = Date.now();
	const ageMs = now - createdAt;
	wait.forecast = expectation(
		wait.forecast,
		ageMs,
		() => retrieved && renderTimes?.forecast(baseUrl, retrieved.kind),
	);
	return nextPoll({
		elapsedMs: now - startedAt,
		ageMs,
		forecast: wait.forecast,
		progress: retrieved?.video.progress ?? null,
		previousProgress,
		hastened,
		intervalSeconds: plan.intervalSeconds,
		pollAfterMs: last && pollAfterMs(last.headers),
		retryAfterMs: last && overloadMs(last.status, last.headers),
		shift: shiftOf(id, polls),
	});
}

/** Looks into the server's list, beside a longer wait for a job of a kind that is new. */
async function seedIfUnknown(server: Server, wait: Wait, signal: AbortSignal): Promise<void> {
	const { retrieved, startedAt, plan } = wait;
	if (retrieved === undefined || plan.intervalSeconds > 0) return;
	if (Date.now() - startedAt < SEED_AFTER_MS) return;
	const known = server.renderTimes?.of(server.baseUrl, retrieved.kind);
	if (known?.length === 0) await seedRenderTimes(server, signal);
}

function leftMs({ startedAt, plan }: Wait): number {
	return startedAt + plan.minutes * 60_000 - Date.now();
}

/** Waits; the list, which another wait has asked for, may say meanwhile that the job has ended. */
async function pauseUntilNews({ transport }: Server, ms: number, { member }: Wait): Promise<void> {
	const news = member?.signal;
	if (news === undefined) return await pause(transport, ms);
	await pause(transport, ms, anySignal(transport.stopSignal, news)).catch((error: unknown) => {
		throwIfInterrupted(transport.stopSignal);
		if (!news.aborted) throw error;
	});
}

async function pauseBeforePoll(
	server: Server,
	id: string,
	wait: Wait,
	ended: AbortSignal,
): Promise<void> {
	const left = leftMs(wait);
	if (left <= 0) {
		const { plan, retrieved, lastReason } = wait;
		const last = retrieved && { ...retrieved.video, word: retrieved.word };
		throw timedOut(id, plan.minutes, last, lastReason);
	}
	const { delayMs, hastened } = planPoll(server, id, wait);
	void seedIfUnknown(server, wait, ended).catch(() => undefined);
	if (hastened) wait.hastened += 1;
	await pauseUntilNews(server, Math.min(delayMs, left), wait);
}

/** What the server's list says of the job, where many jobs of this run go on and that is all there is to know. */
async function askCrowd(server: Server, wait: Wait): Promise<ListedVideo | undefined> {
	const { plan, retrieved, member } = wait;
	// Taken in any case: as long as there is news, the wait makes no pause.
	const news = member?.takeNews();
	const left = leftMs(wait);
	if (retrieved === undefined || left <= 0) return undefined;
	const listed = news ?? (await member?.ask(left));
	if (listed === undefined || !isEnough(server, listed)) return undefined;
	return plan.wantsAnswer && hasEnded(listed.video.status) ? undefined : listed;
}

/** Adds what a poll has said, and shows it to whoever watches. */
function note({ transport }: Server, id: string, wait: Wait, answer: Poll): void {
	const before = wait.retrieved;
	noteAnswer(wait, answer);
	const line = progressLine(id, before, wait.retrieved, Date.now() - wait.startedAt);
	if (line !== undefined) transport.showProgress?.(line);
}

// In a function of its own: a suspended function keeps all of its variables, and so an answer until the next one has come.
async function pollAndNote(server: Server, id: string, wait: Wait): Promise<void> {
	const listed = await askCrowd(server, wait);
	if (listed !== undefined) return note(server, id, wait, { retrieved: listed });
	const answer = await pollOnce(server, id, {
		isKnown: wait.retrieved !== undefined,
		missing: wait.missing,
		// The last poll, at the end of the wait, is given a moment.
		leftMs: Math.max(leftMs(wait), LAST_POLL_MS),
		wantsFile: wait.plan.wantsFile,
	});
	note(server, id, wait, answer);
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
	const over = new AbortController();
	wait.member = plan.crowd?.enter(server, id);
	try {
		for (let isFirst = first === undefined; wait.ended === undefined; isFirst = false) {
			if (!isFirst) await pauseBeforePoll(server, id, wait, over.signal);
			await pollAndNote(server, id, wait);
		}
		learn(server, wait, wait.ended);
		return wait.ended;
	} finally {
		over.abort(DONE);
		wait.member?.leave();
	}
}
