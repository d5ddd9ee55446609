/** What is known when the next poll is planned. Times are milliseconds, except the user's interval. */
export interface PollState {
	/** Since the wait began. */
	elapsedMs: number;
	/** 0 to 100 as last seen, and as seen the time before. */
	progress: number | null;
	previousProgress: number | null;
	/** Polls that `progress` has brought forward so far. */
	hastened: number;
	/** The user's own interval in seconds; 0 is automatic. */
	intervalSeconds: number;
	/** `openai-poll-after-ms` of the last answer. */
	pollAfterMs?: number;
	/** `retry-after-ms` or `Retry-After` of an answer 429 or 503. */
	retryAfterMs?: number;
}

/** When to poll next. */
export interface NextPoll {
	delayMs: number;
	/** Whether `progress` brought it forward. */
	hastened: boolean;
}

const SHORTEST_MS = 1000;
const SHORTEST_HASTENED_MS = 250;
const LONGEST_MS = 30_000;
const SHARE_OF_ELAPSED = 0.12;
// With three, a 60 s render costs no more than 30 polls, whatever `progress` says.
const MOST_HASTENED = 3;

/** What is left of the render, if `progress` goes on as it did; `undefined` where it does not move. */
function remainingMs({ elapsedMs, progress, previousProgress }: PollState): number | undefined {
	if (progress === null || previousProgress === null) return undefined;
	if (progress <= previousProgress || progress <= 0) return undefined;
	return (elapsedMs * (100 - progress)) / progress;
}

/**
 * The delay before the next poll. A server that is overloaded is obeyed first, then the user, then
 * the server's polling hint; else the delay is about an eighth of the time waited, from 1 s to 30 s, and
 * a `progress` that is about to reach its end may bring the poll forward.
 */
export function nextPoll(state: PollState): NextPoll {
	if (state.retryAfterMs !== undefined) {
		return { delayMs: Math.max(state.retryAfterMs, SHORTEST_MS), hastened: false };
	}
	if (state.intervalSeconds > 0) {
		return { delayMs: state.intervalSeconds * 1000, hastened: false };
	}
	if (state.pollAfterMs !== undefined) {
		return { delayMs: Math.max(state.pollAfterMs, 100), hastened: false };
	}
	const planned = Math.min(Math.max(state.elapsedMs * SHARE_OF_ELAPSED, SHORTEST_MS), LONGEST_MS);
	const remaining = remainingMs(state);
	if (remaining === undefined || remaining >= planned || state.hastened >= MOST_HASTENED) {
		return { delayMs: planned, hastened: false };
	}
	const delayMs = Math.max(remaining, SHORTEST_HASTENED_MS);
	return { delayMs, hastened: delayMs < planned };
}
