import { isRecord } from '../../../protocol/reading/json';
import type { Video } from '../../../protocol/reading/video';
import { createdAt, type Filter } from './filter';

/** A video that is watched: its id, when it was created (Unix seconds), how often its file could not be had. */
export type Open = [id: string, created: number | null, tries: number];

/** What a watch over a server's list remembers from one poll to the next. It is stored as JSON. */
export interface Cursor {
	/** Unix seconds. What was created before is settled, unless it is open. */
	since: number;
	/** What has ended and was reported, or is not to be reported, of what the list may show as new again. */
	done: Array<[id: string, created: number | null]>;
	/** What had not ended, or was held back, when last seen. */
	open: Open[];
	/** Whether every video of the list was known: where the list tells no times, all others are then new. */
	whole: boolean;
	/** By which videos were reported: one that did not fit it is no news, also if the filter has changed since. */
	filter: Filter;
}

/** What a poll of the list showed. */
export interface Reading {
	/** In the order of the list, each once. */
	videos: Video[];
	/** Whether it went down to what is settled; if not, it is gone over again the next time. */
	isComplete: boolean;
	/** Whether the list's end was seen. */
	isWhole: boolean;
	/** Open videos that the list did not show, as the server gave them one by one. */
	asked: Video[];
	/** Those of them that do not exist any more. */
	gone: string[];
}

/** How to poll. */
export interface PollOptions {
	/** Unix seconds. */
	now: number;
	/** How long after its creation a video is watched, in seconds. */
	windowSeconds: number;
	filter: Filter;
	/** Whether what has ended until now is past, and no news: the watch begins. */
	isStart: boolean;
}

/** What came of a poll: what is to be reported, oldest first, and the cursor after that. */
export interface Step {
	news: Video[];
	cursor: Cursor;
}

/** Videos may appear in a list so long after the time of their creation, in seconds. */
export const LOOK_BACK_SECONDS = 3600;

/** How many are remembered of a list without times. */
export const MOST_REMEMBERED = 1000;

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
/** The open videos that the list did not show. */
export function missingOf(cursor: Cursor | undefined, seen: Video[]): string[] {
	const shown = new Set(seen.map(({ id }) => id));
	return (cursor?.open ?? []).map(([id]) => id).filter((id) => !shown.has(id));
}

/** How often the file of an open video could not be had. */
export function triesOf(cursor: Cursor | undefined, id: string): number {
	return cursor?.open.find(([open]) => open === id)?.[2] ?? 0;
}

/** A cursor that does not count a video as reported: it stays open, and is news again the next time. */
export function holdBack(cursor: Cursor, video: Video, tries: number): Cursor {
	const created = cursor.done.find(([id]) => id === video.id)?.[1] ?? createdAt(video);
	return {
		...cursor,
		done: cursor.done.filter(([id]) => id !== video.id),
		open: [...cursor.open, [video.id, created, tries]],
	};
}
