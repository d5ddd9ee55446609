import {
	LOOK_BACK_SECONDS,
	MOST_REMEMBERED,
	missingOf,
	type Cursor,
	type PollOptions,
} from './cursor';
import { isNewestFirst, isTimed, JITTER_SECONDS, newestOf, timesOf } from './listTimes';
import type { Video } from '../../../protocol/reading/video';

function isSettled(cursor: Cursor | undefined, options: PollOptions, seen: Video[]): boolean {
	const times = timesOf(seen, options.now) as number[];
	const newest = newestOf(times, options.now);
	const floor = options.now - options.windowSeconds;
	const since = cursor?.since ?? Math.min(floor, newest - LOOK_BACK_SECONDS);
	const isKnownOrder = times.some((time) => time >= since) || (!cursor && times.length > 1);
	const last = times[times.length - 1];
	return isNewestFirst(times) && isKnownOrder && last < since - JITTER_SECONDS;
}

/**
 * Whether the pages below need not be read.
 * @param seen what the pages so far have shown, each video once
 * @param page what of it the last page has added
 */
export function isEnough(
	cursor: Cursor | undefined,
	options: PollOptions,
	seen: Video[],
	page: Video[],
): boolean {
	const open = new Set(cursor?.open.map(([id]) => id));
	// Asking one by one is cheaper only for those that stand far from the others.
	if (page.some(({ id }) => open.has(id)) && missingOf(cursor, seen).length > 0) return false;
	if (isTimed(seen)) return isSettled(cursor, options, seen);
	if (seen.length >= MOST_REMEMBERED) return true;
	const done = new Set(cursor?.done.map(([id]) => id));
	return cursor?.whole === false && page.every(({ id }) => done.has(id));
}
