import {
	LOOK_BACK_SECONDS,
	MOST_REMEMBERED,
	type Cursor,
	type PollOptions,
	type Open,
	type Reading,
	type Step,
} from './cursor';
import { isTimed, newestOf, timesOf } from './listTimes';
import { hasEnded } from '../../../protocol/reading/status';
import type { Video } from '../../../protocol/reading/video';
import { isWanted } from './filter';

type Timed = [video: Video, created: number | null];

// What is new or watched, of all that was shown.
function ofConcern(cursor: Cursor | undefined, options: PollOptions, reading: Reading): Timed[] {
	const times = timesOf(reading.videos, options.now);
	const listed = reading.videos.map((video, place): Timed => [video, times[place]]);
	const created = new Map(cursor?.open.map(([id, time]) => [id, time]));
	const asked = reading.asked.map((video): Timed => [video, created.get(video.id) ?? null]);
	if (cursor === undefined) return listed;
	const done = new Set(cursor.done.map(([id]) => id));
	const lowest = reading.videos.map(({ id }) => done.has(id) || created.has(id)).lastIndexOf(true);
	const isOld = (time: number | null, place: number) => {
		if (time !== null) return time < cursor.since;
		// Without times, what stands below all that is known was forgotten.
		return !cursor.whole && lowest >= 0 && place > lowest;
	};
	const fresh = listed.filter(
		([{ id }, time], place) => created.has(id) || !(done.has(id) || isOld(time, place)),
	);
	return [...fresh, ...asked];
}

function openAfter(
	cursor: Cursor | undefined,
	{ now, windowSeconds }: PollOptions,
	concern: Timed[],
	gone: string[],
): Open[] {
	const floor = now - windowSeconds;
	const known = new Set([...concern.map(([{ id }]) => id), ...gone]);
	const running = concern
		.filter(([{ status }, time]) => !hasEnded(status) && (time === null || time >= floor))
		.map(([{ id }, time]): Open => [id, time, 0]);
	// Nothing was heard of these; that they are old may be because nothing was polled for long.
	const silent = (cursor?.open ?? []).filter(
		([id, time]) => !known.has(id) && (time === null || time >= floor - windowSeconds),
	);
	return [...running, ...silent];
}

function doneAfter(
	cursor: Cursor | undefined,
	since: number,
	ended: Timed[],
	{ videos, isComplete }: Reading,
): Cursor['done'] {
	const fresh = ended.map(([{ id }, time]): [string, number | null] => [id, time]);
	const ids = new Set(fresh.map(([id]) => id));
	const all = [...fresh, ...(cursor?.done ?? []).filter(([id]) => !ids.has(id))];
	const kept = all.filter(([, time]) => time === null || time >= since);
	if (!isComplete || isTimed(videos)) return kept;
	const places = new Map(videos.map(({ id }, place) => [id, place]));
	const placeOf = ([id]: [string, number | null]) => places.get(id) ?? Infinity;
	const ordered = kept.sort((one, other) => placeOf(one) - placeOf(other) || 0);
	return ordered.slice(0, MOST_REMEMBERED);
}

// Once some were forgotten, a list that is short for a moment does not bring them back: a gateway that warms up shows nothing at first.
function isWholeAfter(cursor: Cursor | undefined, reading: Reading): boolean {
	const { isComplete, isWhole, videos } = reading;
	if (!isComplete || cursor?.whole === false) return cursor?.whole === true;
	return isWhole && videos.length <= MOST_REMEMBERED;
}

/**
 * What a poll of the list means: which videos are news, and what to remember then. A video is news once: when it is first seen to
 * have ended, whether or not it was ever seen running.
 */
export function advance(cursor: Cursor | undefined, options: PollOptions, reading: Reading): Step {
	const { filter, now, isStart } = options;
	const concern = ofConcern(cursor, options, reading);
	const ended = concern.filter(([{ status }]) => hasEnded(status));
	const floor = cursor === undefined ? now - options.windowSeconds : -Infinity;
	const before = cursor?.filter ?? filter;
	const news = ended
		.filter(([video]) => !isStart && isWanted(video, filter) && isWanted(video, before))
		.filter(([, time]) => time === null || time >= floor)
		.map(([video]) => video)
		.reverse();
	const hasTimes = reading.isComplete && isTimed(reading.videos);
	const newest = hasTimes ? newestOf(timesOf(reading.videos, now), now) : -Infinity;
	// A list that is empty at the start may show its past later: a gateway that warms up.
	const start = hasTimes ? 0 : now - options.windowSeconds;
	const since = Math.max(cursor?.since ?? start, newest - LOOK_BACK_SECONDS);
	return {
		news,
		cursor: {
			since,
			done: doneAfter(cursor, since, ended, reading),
			open: openAfter(cursor, options, concern, reading.gone),
			whole: isWholeAfter(cursor, reading),
			filter,
		},
	};
}
