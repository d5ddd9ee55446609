import { isEnough, type Cursor, type Look, type Reading } from '../../../protocol/cursor';
import { Failure } from '../../../protocol/failure';
import { noListToWatch, outOfTime } from '../../../protocol/failures';
import type { JsonRecord } from '../../../protocol/json';
import { readVideo, type Video } from '../../../protocol/video';
import { getPage } from '../../VideoGeneration/runners/getPage';
import type { Asker } from '../../VideoGeneration/runners/run';

/** A video, and how the server told it. */
export interface Told {
	video: Video;
	answer: { json: unknown };
}

/** What a look at the list showed, and why it did not show more. */
export interface Listed extends Pick<Reading, 'isComplete' | 'isWhole'> {
	told: Map<string, Told>;
	failure?: Failure;
}

const PAGE = 100;
const MOST_PAGES = 100;

function asTrouble(error: unknown): Failure {
	if (!(error instanceof Failure)) throw error;
	if (error.details.stopped) return outOfTime('list its videos');
	return [404, 405, 501].includes(error.details.httpStatus ?? 0) ? noListToWatch(error) : error;
}

function add(told: Map<string, Told>, entries: JsonRecord[]): Video[] {
	const added: Video[] = [];
	for (const json of entries) {
		const video = readVideo(json);
		if (video === undefined || told.has(video.id)) continue;
		told.set(video.id, { video, answer: { json } });
		added.push(video);
	}
	return added;
}

/**
 * Reads the server's list, newest first, as far down as anything there may be news. A server that ignores `after` is noticed by ids
 * that come again. A page that cannot be had ends the look; what was seen until then counts.
 */
export async function readList(
	asker: Asker,
	cursor: Cursor | undefined,
	look: Look,
): Promise<Listed> {
	const told = new Map<string, Told>();
	let after = '';
	for (let pages = 0; pages < MOST_PAGES; pages += 1) {
		const wanted = { after, limit: PAGE, order: 'desc', goesOn: true };
		const page = await getPage(asker, wanted).catch(asTrouble);
		if (page instanceof Failure) {
			return { told, isComplete: false, isWhole: false, failure: page };
		}
		const added = add(told, page.data);
		if (page.after === undefined || added.length === 0) {
			return { told, isComplete: true, isWhole: true };
		}
		const seen = [...told.values()].map(({ video }) => video);
		if (isEnough(cursor, look, seen, added)) return { told, isComplete: true, isWhole: false };
		after = page.after;
	}
	// At the beginning of a watch, older ones are none of its concern.
	return { told, isComplete: cursor === undefined, isWhole: false };
}
