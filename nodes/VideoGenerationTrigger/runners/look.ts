import { missingOf, type Cursor, type Look, type Reading } from '../cursor/cursor';
import type { Failure } from '../../../protocol/failure';
import type { Told } from '../cursor/readPages';
import type { Asker } from '../../VideoGeneration/runners/run';
import { askMissing } from './askMissing';
import { readList } from './readList';

/** What the server told, from its list and one by one. */
export interface Seen {
	reading: Reading;
	/** By id. */
	told: Map<string, Told>;
	/** Why the list was not seen as far down as it should. */
	failure?: Failure;
}

/** Looks at the server's videos: at the list, and at what is watched and not on it. */
export async function lookAt(asker: Asker, cursor: Cursor | undefined, look: Look): Promise<Seen> {
	const { told, isComplete, isWhole, failure } = await readList(asker, cursor, look);
	const videos = [...told.values()].map(({ video }) => video);
	const missing = isComplete ? missingOf(cursor, videos) : [];
	const { told: asked, gone } = await askMissing(asker, missing);
	for (const one of asked) told.set(one.video.id, one);
	const reading = { videos, isComplete, isWhole, asked: asked.map(({ video }) => video), gone };
	return { reading, told, failure };
}
