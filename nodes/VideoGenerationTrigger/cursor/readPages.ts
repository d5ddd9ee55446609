import type { Cursor, Look } from './cursor';
import { isEnough } from './enough';
import type { JsonRecord } from '../../../protocol/reading/json';
import type { Page } from '../../../protocol/reading/page';
import { readVideo, type Video } from '../../../protocol/reading/video';

/** A video, and how the server told it. */
export interface Told {
	video: Video;
	answer: { json: unknown };
}

/** How far a list was read. */
export interface Progress {
	/** By id, in the order of the list. */
	told: Map<string, Told>;
	/** What `after` must be for the next page; empty for the first, `undefined` when no more are needed. */
	after: string | undefined;
	/** Whether the end of the list was seen. */
	isWhole: boolean;
}

/** Before the first page. */
export function startReading(): Progress {
	return { told: new Map(), after: '', isWhole: false };
}

function toldIn(entries: JsonRecord[]): Array<[string, Told]> {
	return entries.flatMap((json): Array<[string, Told]> => {
		const video = readVideo(json);
		return video === undefined ? [] : [[video.id, { video, answer: { json } }]];
	});
}

/** Goes on with a page. A server that ignores `after` gives the same for ever: a page that shows no other video is the last one. */
export function readOn(
	cursor: Cursor | undefined,
	look: Look,
	{ told }: Progress,
	page: Page,
): Progress {
	const added = new Map(toldIn(page.data).filter(([id]) => !told.has(id)));
	const all = new Map([...told, ...added]);
	if (page.after === undefined || added.size === 0) {
		return { told: all, after: undefined, isWhole: true };
	}
	const videosOf = (some: Map<string, Told>) => [...some.values()].map(({ video }) => video);
	const after = isEnough(cursor, look, videosOf(all), videosOf(added)) ? undefined : page.after;
	return { told: all, after, isWhole: false };
}
