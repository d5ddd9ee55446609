import { isUnlike } from './renderTimes/expectation';
import type { Forecast } from './renderTimes/forecast';

/** What is known when the next poll is planned. Times are milliseconds, except the user's interval. */
export interface PollState {
	/** Since the wait began. */
	elapsedMs: number;
	/** Since the job was created. */
	ageMs: number;
	/** When the job is likely to end, where earlier ones of its kind are known. */
	forecast?: Forecast;
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
	/** Sets the polls of many jobs apart: 0 to 1, where 0.5 is the middle. */
	shift?: number;
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
const SPREAD = 0.15;

// What is wrong with a job is often said within a moment.
const FIRST_LOOK_MS = 2000;
const SHORTEST_LEARNED_MS = 500;
const LATE_SHARE = 0.09;
const STEP_SHARE = 0.02;
/** What a poll may cost in lag, of a render of a minute. */
const COST_OF_MINUTE_MS = 100;

/** What is left of the render, if `progress` goes on as it did; `undefined` where it does not move. */
function remainingMs({ elapsedMs, progress, previousProgress }: PollState): number | undefined {
	if (progress === null || previousProgress === null) return undefined;
	if (progress <= previousProgress || progress <= 0) return undefined;
	return (elapsedMs * (100 - progress)) / progress;
}

/** What sets the polls of one job apart from those of others that began with it: 0 to 1, as good as at random. */
export function shiftOf(id: string, poll: number): number {
	let hash = 2166136261;
	for (const character of `${id} ${poll}`) {
		hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
	}
	return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

const within = (ms: number, least: number, most: number) => Math.min(Math.max(ms, least), most);

/**
 * The delay where earlier jobs are known: seldom while the job cannot be ready, densely around its expected end. A gap g between two polls costs a lag
 * of g/2 where the job ends in it, and the poll a cost of its own, c: the mean of both is least with g = √(2c / hazard).
 * @param polls how many to wait for
 */
function learnedMs(known: Forecast, ageMs: number, polls: number): number {
	if (ageMs < FIRST_LOOK_MS && known.medianMs > 2 * FIRST_LOOK_MS) {
		return Math.max(FIRST_LOOK_MS - ageMs, SHORTEST_LEARNED_MS);
	}
	const costMs = COST_OF_MINUTE_MS * (known.medianMs / 60_000) ** 0.25;
	for (let at = Math.max(ageMs, 1), planned = 0; ;) {
		// Unlike the earlier jobs: nothing is known but that it goes on.
		const outlook = known.at(at);
		if (isUnlike(outlook)) {
			return Math.max(within(LATE_SHARE * at, SHORTEST_MS, LONGEST_MS), at - ageMs);
		}
		const step = Math.max(at * STEP_SHARE, SHORTEST_LEARNED_MS / 4);
		const more = Math.sqrt(outlook.hazard / (2 * costMs)) * step;
		if (planned + more >= polls) {
			return Math.max(at + (step * (polls - planned)) / more - ageMs, SHORTEST_LEARNED_MS);
		}
		planned += more;
		at += step;
	}
}

function plannedMs({ elapsedMs, ageMs, forecast: known, shift = 0.5 }: PollState): number {
	const spread = 1 + SPREAD * (2 * shift - 1);
	if (known !== undefined) return learnedMs(known, ageMs, spread);
	return within(elapsedMs * SHARE_OF_ELAPSED * spread, SHORTEST_MS, LONGEST_MS);
}

/**
 * The delay before the next poll. A server that is overloaded is obeyed first, then the user, then the server's polling hint; else the render
 * times of earlier jobs of its kind say when it is worth asking. Without those, the delay is about an eighth of the time waited, from 1 s to
 * 30 s. A `progress` that is about to reach its end may bring the poll forward.
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
	const planned = plannedMs(state);
	const remaining = remainingMs(state);
	if (remaining === undefined || remaining >= planned || state.hastened >= MOST_HASTENED) {
		return { delayMs: planned, hastened: false };
	}
	const delayMs = Math.max(remaining, SHORTEST_HASTENED_MS);
	return { delayMs, hastened: delayMs < planned };
}
