import type { VideosError } from '../../client/errors';
import type { PolledServer } from './connect';
import { askMissing } from './askMissing';
import { missingOf, type Cursor, type PollOptions, type Reading } from './cursor/cursor';
import type { Seen } from './cursor/readPages';
import { readList } from './readList';

/** What the server showed, in its list and one by one. */
export interface ServerReading {
	reading: Reading;
	/** By id. */
	seen: Map<string, Seen>;
	/** Why the list was not seen as far down as it should. */
	error?: VideosError;
}

/**
 * Reads the server's videos: at the list, and at what is watched and not on it.
 * @param turn counts the polls
 */
export async function readServer(
	polled: PolledServer,
	cursor: Cursor | undefined,
	options: PollOptions,
	turn: number,
): Promise<ServerReading> {
	const { seen, isComplete, isWhole, error } = await readList(polled, cursor, options);
	const videos = [...seen.values()].map(({ video }) => video);
	const missing = isComplete ? missingOf(cursor, videos) : [];
	const asked = await askMissing(polled.videos.server, missing, turn);
	for (const one of asked.seen) seen.set(one.video.id, one);
	const reading = {
		videos,
		isComplete,
		isWhole,
		asked: asked.seen.map(({ video }) => video),
		gone: asked.gone,
	};
	return { reading, seen, error };
}
