import type { Cursor, Look } from '../cursor/cursor';
import { Failure } from '../../../protocol/failure';
import { listTooLong, noListToWatch, outOfTime } from '../../../protocol/failures';
import { readOn, startReading, type Progress } from '../cursor/readPages';
import { getPage } from '../../VideoGeneration/runners/getPage';
import type { Asker } from '../../VideoGeneration/runners/run';

/** What a look at the list showed, and why it did not show more. */
export interface Listed extends Pick<Progress, 'told' | 'isWhole'> {
	/** Whether it went as far down as anything may be news. */
	isComplete: boolean;
	failure?: Failure;
}

const PAGE = 100;
const MOST_PAGES = 100;

function asTrouble(error: unknown): Failure {
	if (!(error instanceof Failure)) throw error;
	if (error.details.stopped) return outOfTime('list its videos');
	return [404, 405, 501].includes(error.details.httpStatus ?? 0) ? noListToWatch(error) : error;
}

/**
 * Reads the server's list, newest first, as far down as anything there may be news. A page that cannot be had ends the look; what
 * was seen until then counts.
 */
export async function readList(
	asker: Asker,
	cursor: Cursor | undefined,
	look: Look,
): Promise<Listed> {
	let progress = startReading();
	for (let pages = 0; progress.after !== undefined && pages < MOST_PAGES; pages += 1) {
		const wanted = { after: progress.after, limit: PAGE, order: 'desc', goesOn: true };
		const page = await getPage(asker, wanted).catch(asTrouble);
		if (page instanceof Failure) return { ...progress, isComplete: false, failure: page };
		progress = readOn(cursor, look, progress, page);
	}
	if (progress.after === undefined) return { ...progress, isComplete: true };
	// At the beginning of a watch, older ones are none of its concern.
	if (cursor === undefined) return { ...progress, isComplete: true };
	return { ...progress, isComplete: false, failure: listTooLong(progress.told.size) };
}
