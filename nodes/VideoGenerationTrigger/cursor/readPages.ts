import type { VideoPage } from '../../../client/pages';
import type { Cursor, PollOptions } from './cursor';
import { isEnough } from './enough';
import type { Video } from '../../../protocol/reading/video';

/** A video, and the answer that it was read from. */
export interface Seen {
	video: Video;
	response: { json?: unknown };
}

/** How far a list was read. */
export interface Progress {
	/** By id, in the order of the list. */
	seen: Map<string, Seen>;
	/** Whether the pages below need not be read. */
	isEnough: boolean;
	/** Whether the end of the list was seen. */
	isWhole: boolean;
}

/** Before the first page. */
export function startReading(): Progress {
	return { seen: new Map(), isEnough: false, isWhole: false };
}

/** Continues with a page. */
export function readOn(
	cursor: Cursor | undefined,
	options: PollOptions,
	{ seen }: Progress,
	{ videos, isLast }: VideoPage,
): Progress {
	for (const one of videos) seen.set(one.video.id, one);
	if (isLast) return { seen, isEnough: true, isWhole: true };
	const all = [...seen.values()].map(({ video }) => video);
	const added = videos.map(({ video }) => video);
	return { seen, isEnough: isEnough(cursor, options, all, added), isWhole: false };
}
