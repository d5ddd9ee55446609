import { VideosError } from '../../client/errors';
import { pages } from '../../client/pages';
import type { PolledServer } from './connect';
import type { Cursor, PollOptions } from './cursor/cursor';
import { readOn, startReading, type Progress } from './cursor/readPages';
import { listTooLongToWatch, noListToWatch, outOfTime } from './failures';

/** What a poll of the list showed, and why it did not show more. */
export interface Listed extends Pick<Progress, 'seen' | 'isWhole'> {
	/** Whether it went as far down as anything may be news. */
	isComplete: boolean;
	error?: VideosError;
}

const PAGE = 100;
const MOST_PAGES = 100;

// More pages than are read, see client/pages.ts.
function isTooLong(error: unknown): boolean {
	return (
		error instanceof VideosError && error.kind === 'badAnswer' && error.details.feature === 'list'
	);
}

function asTrouble(error: unknown, seen: number): VideosError {
	if (!(error instanceof VideosError)) throw error;
	const { kind } = error;
	if (kind === 'deadline' || kind === 'stopped') return outOfTime('list its videos');
	if (isTooLong(error)) return listTooLongToWatch(seen);
	const hasNoList = kind === 'unsupported' || kind === 'notFound';
	return hasNoList ? noListToWatch(error) : error;
}

/**
 * Reads the server's list, newest first, as far down as anything there may be news. A page that cannot be had ends the poll; what
 * was seen until then counts.
 */
export async function readList(
	{ videos: { server }, redaction }: PolledServer,
	cursor: Cursor | undefined,
	options: PollOptions,
): Promise<Listed> {
	let progress = startReading();
	const wanted = { order: 'desc', goesOn: true };
	const bounds = { pages: MOST_PAGES, videos: MOST_PAGES * PAGE };
	try {
		for await (const page of pages(server, wanted, () => PAGE, bounds)) {
			// What is remembered of them is stored.
			progress = readOn(cursor, options, progress, redaction.json(page));
			if (progress.isEnough) return { ...progress, isComplete: true };
		}
		return { ...progress, isComplete: true };
	} catch (error) {
		// At the beginning of a watch, older ones are none of its concern.
		if (isTooLong(error) && cursor === undefined) return { ...progress, isComplete: true };
		return { ...progress, isComplete: false, error: asTrouble(error, progress.seen.size) };
	}
}
