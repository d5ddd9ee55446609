import { endsBy, forecast } from '../../../client/renderTimes/forecast';
import { isOver, type SuspensionPlan, type WatchedVideo } from './watchedVideo';

/**
 * n8n parks an execution in its database only for a wait of 65 s or more (n8n 2.41, Wait node). It looks at the clock twice: a wait of 65 s is a
 * millisecond too short on a busy machine, and then held in memory.
 */
export const SHORTEST_PARK_SECONDS = 66;
const LONGEST_PARK_SECONDS = 600;
const LONGEST_LEARNED_SECONDS = 3600;
const SHARE_OF_ELAPSED = 0.1;
// Later, more videos wait for their check; earlier, more of them need another one, which comes no sooner than 66 s later.
const LIKELY = 0.52;
// Beyond it decide those that are unlike all earlier ones: of many videos, some are, and nobody knows how long they take.
const MOST_OF_ONE = 0.93;

/** When all of the videos that go on are likely to have ended, in epoch milliseconds; undefined where that is not known of one of them. */
function likelyEnd(watched: readonly WatchedVideo[]): number | undefined {
	const ends = watched
		.filter((one) => !isOver(one))
		.map(({ createdAt, renderTimes = [] }) =>
			createdAt === undefined || renderTimes.length === 0
				? undefined
				: { createdAt, known: forecast(renderTimes) },
		);
	const known = ends.filter((end) => end !== undefined);
	if (known.length < ends.length || known.length === 0) return undefined;
	// All have ended with the chance LIKELY where each has with this one.
	const chance = Math.min(LIKELY ** (1 / known.length), MOST_OF_ONE);
	return Math.max(...known.map((end) => end.createdAt + endsBy(end.known, chance)));
}

/**
 * How long to park before the next check, in whole seconds: the user's interval; else until all videos are likely to have ended; when that is past
 * or not known, a tenth of the time waited. It is never less than n8n parks, nor less than an overloaded server asks for, and no longer than to
 * the end of the wait.
 * @param retryAfterMs the longest that a server asked for in the last check
 */
export function parkSeconds(
	{ startedAt, until, intervalSeconds }: SuspensionPlan,
	watched: readonly WatchedVideo[],
	now: number,
	retryAfterMs = 0,
): number {
	const elapsed = (now - startedAt) / 1000;
	const automatic = Math.min(elapsed * SHARE_OF_ELAPSED, LONGEST_PARK_SECONDS);
	const learned = Math.min(((likelyEnd(watched) ?? now) - now) / 1000, LONGEST_LEARNED_SECONDS);
	const chosen = intervalSeconds > 0 ? intervalSeconds : Math.max(automatic, learned);
	const wanted = Math.max(chosen, retryAfterMs / 1000);
	const left = (until - now) / 1000;
	return Math.ceil(Math.max(Math.min(wanted, left), SHORTEST_PARK_SECONDS));
}
