import { isRecord } from './json';
import { hasEnded } from './status';
import type { Video } from './video';
import { createdAt, isWanted, type Filter } from './watch';

/** A video that is watched: its id, when it was created (Unix seconds), how often its file could not be had. */
export type Open = [id: string, created: number | null, tries: number];

/** What a watch over a server's list remembers from one look to the next. It is stored as JSON. */
export interface Cursor {
	/** Unix seconds. What was created before is settled, unless it is open. */
	since: number;
	/** What has ended and was told, or is not to be told, of what the list may show as new again. */
	done: Array<[id: string, created: number | null]>;
	/** What had not ended, or was held back, when last seen. */
	open: Open[];
	/** Whether every video of the list was known: where the list tells no times, all others are then new. */
	whole: boolean;
	/** By which videos were told: one that did not fit it is no news, also if the filter has changed since. */
	filter: Filter;
}

/** What a look at the list showed. */
export interface Reading {
	/** In the order of the list, each once. */
	videos: Video[];
	/** Whether it went down to what is settled; if not, it is gone over again the next time. */
	isComplete: boolean;
	/** Whether the list's end was seen. */
	isWhole: boolean;
	/** Open videos that the list did not show, as the server told them one by one. */
	asked: Video[];
	/** Those of them that do not exist any more. */
	gone: string[];
}

/** How to look. */
export interface Look {
	/** Unix seconds. */
	now: number;
	/** How long after its creation a video is watched, in seconds. */
	windowSeconds: number;
	filter: Filter;
	/** Whether what has ended until now is past, and no news: the watch begins. */
	isStart: boolean;
}

/** What came of a look: what is to be told, oldest first, and the cursor after it was told. */
export interface Step {
	news: Video[];
	cursor: Cursor;
}

// Videos may appear in a list a while after the time of their creation.
const LOOK_BACK_SECONDS = 3600;
// By how much a list may be out of order.
const JITTER_SECONDS = 60;
// How many are remembered of a list without times.
const MOST_REMEMBERED = 1000;

function isEntry(value: unknown): value is [string, number | null] {
	return Array.isArray(value) && typeof value[0] === 'string';
}

/** A stored cursor; `undefined` where there is none. */
export function readCursor(stored: unknown): Cursor | undefined {
	if (!isRecord(stored) || !isRecord(stored.filter)) return undefined;
	const { done, open, since, filter } = stored;
	if (!Array.isArray(done) || !Array.isArray(open) || typeof since !== 'number') return undefined;
	return {
		since,
		done: done.filter(isEntry).map(([id, created]) => [id, created]),
		open: open.filter(isEntry).map(([id, created, tries]: unknown[]) => {
			return [id, created, Number(tries) || 0] as Open;
		}),
		whole: stored.whole === true,
		filter: {
			events: Array.isArray(filter.events) ? [...(filter.events as Filter['events'])] : [],
			model: String(filter.model ?? ''),
		},
	};
}

function isTimed(videos: Video[]): boolean {
	return videos.some((video) => createdAt(video) !== null);
}

// In a list with times, one that has none is as old as the one above it.
function timesOf(videos: Video[], now: number): Array<number | null> {
	if (!isTimed(videos)) return videos.map(() => null);
	let last = now;
	return videos.map((video) => (last = createdAt(video) ?? last));
}

// A clock that is ahead, or a wrong date, must not settle what is still to come.
function newestOf(times: Array<number | null>, now: number): number {
	const told = times.filter((time) => time !== null);
	const past = told.filter((time) => time <= now);
	return past.length > 0 ? Math.max(...past) : now;
}

function isNewestFirst(times: number[]): boolean {
	let oldest = Infinity;
	for (const time of times) {
		if (time > oldest + JITTER_SECONDS) return false;
		oldest = Math.min(oldest, time);
	}
	return times.length > 0 && times[0] >= times[times.length - 1];
}

function isSettled(cursor: Cursor | undefined, look: Look, seen: Video[]): boolean {
	const times = timesOf(seen, look.now) as number[];
	const newest = newestOf(times, look.now);
	const floor = look.now - look.windowSeconds;
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
	look: Look,
	seen: Video[],
	page: Video[],
): boolean {
	const open = new Set(cursor?.open.map(([id]) => id));
	// Asking one by one is cheaper only for those that stand far from the others.
	if (page.some(({ id }) => open.has(id)) && missingOf(cursor, seen).length > 0) return false;
	if (isTimed(seen)) return isSettled(cursor, look, seen);
	if (seen.length >= MOST_REMEMBERED) return true;
	const done = new Set(cursor?.done.map(([id]) => id));
	return cursor?.whole === false && page.every(({ id }) => done.has(id));
}

/** The open videos that the list did not show. */
export function missingOf(cursor: Cursor | undefined, seen: Video[]): string[] {
	const shown = new Set(seen.map(({ id }) => id));
	return (cursor?.open ?? []).map(([id]) => id).filter((id) => !shown.has(id));
}

/** How often the file of an open video could not be had. */
export function triesOf(cursor: Cursor | undefined, id: string): number {
	return cursor?.open.find(([open]) => open === id)?.[2] ?? 0;
}

type Timed = [video: Video, created: number | null];

// What is new or watched, of all that was shown.
function ofConcern(cursor: Cursor | undefined, look: Look, reading: Reading): Timed[] {
	const times = timesOf(reading.videos, look.now);
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
	{ now, windowSeconds }: Look,
	concern: Timed[],
	gone: string[],
): Open[] {
	const floor = now - windowSeconds;
	const told = new Set([...concern.map(([{ id }]) => id), ...gone]);
	const running = concern
		.filter(([{ status }, time]) => !hasEnded(status) && (time === null || time >= floor))
		.map(([{ id }, time]): Open => [id, time, 0]);
	// Nothing was heard of these; that they are old may be because nobody looked for long.
	const silent = (cursor?.open ?? []).filter(
		([id, time]) => !told.has(id) && (time === null || time >= floor - windowSeconds),
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

/**
 * What a look at the list means: which videos are news, and what to remember then. A video is news once: when it is first seen to
 * have ended, whether or not it was ever seen running.
 */
export function advance(cursor: Cursor | undefined, look: Look, reading: Reading): Step {
	const { filter, now, isStart } = look;
	const concern = ofConcern(cursor, look, reading);
	const ended = concern.filter(([{ status }]) => hasEnded(status));
	const floor = cursor === undefined ? now - look.windowSeconds : -Infinity;
	const before = cursor?.filter ?? filter;
	const news = ended
		.filter(([video]) => !isStart && isWanted(video, filter) && isWanted(video, before))
		.filter(([, time]) => time === null || time >= floor)
		.map(([video]) => video)
		.reverse();
	const hasTimes = reading.isComplete && isTimed(reading.videos);
	const newest = hasTimes ? newestOf(timesOf(reading.videos, now), now) : -Infinity;
	const since = Math.max(cursor?.since ?? 0, newest - LOOK_BACK_SECONDS);
	return {
		news,
		cursor: {
			since,
			done: doneAfter(cursor, since, ended, reading),
			open: openAfter(cursor, look, concern, reading.gone),
			whole: reading.isComplete
				? reading.isWhole && reading.videos.length <= MOST_REMEMBERED
				: cursor?.whole === true,
			filter,
		},
	};
}

/** A cursor that does not count a video as told: it stays open, and is news again the next time. */
export function holdBack(cursor: Cursor, video: Video, tries: number): Cursor {
	const created = cursor.done.find(([id]) => id === video.id)?.[1] ?? createdAt(video);
	return {
		...cursor,
		done: cursor.done.filter(([id]) => id !== video.id),
		open: [...cursor.open, [video.id, created, tries]],
	};
}
