import { isHtml, readErrorText } from '../protocol/reading/errorText';
import { VideosError } from './errors';
import { hasContent, placesIn, type FilePlace } from './filePlaces';
import { withRetries } from './http';
import type { Variant } from './failures';
import { NetworkError } from './networkError';
import { isOk } from './response';
import { isTransientWhilePolling } from './retryPolicy';
import type { Server } from './retrieve';
import { pause } from './signals';
import { transfer, type FileWish, type StoredFile, type TextInstead } from './transfer';

/** What came in a file's place after all tries: the last answer in words, or why there was none. */
type Instead = TextInstead | string;

/** Why a file was at none of its places. */
export interface Missing {
	/** What the content endpoint answered. */
	content?: Instead;
	/** What came from the last of the other places. */
	elsewhere?: Instead;
	/** The host's own settings forbid a place. */
	forbidden?: VideosError;
}

/** Whether the file was found. */
export function isFile(found: StoredFile | Missing | Instead): found is StoredFile {
	return typeof found === 'object' && 'file' in found;
}

// What servers answer for content that is not ready; after the end of the job it is there in a moment.
const SOON = [404, 409, 425];
const NOT_READY =
	/not (yet )?(ready|available|complete|finished)|in progress|still (being )?process|video_not_ready/i;

function mayComeSoon({ status, text }: TextInstead, variant: Variant): boolean {
	if (status === 501) return false;
	// A server that has no such variant answers 404, too.
	if (status === 400 || (status === 404 && variant !== 'video')) return NOT_READY.test(text);
	return isTransientWhilePolling(status) || SOON.includes(status);
}

/** @param isSoon whether "not there" may change in a moment: the job has just ended */
async function transferPatiently(
	server: Server,
	wish: FileWish,
	isSoon: boolean,
): Promise<StoredFile | Instead> {
	const { result } = await withRetries<TextInstead | (StoredFile & { headers?: undefined })>(
		server,
		'download',
		async (giveBack) => await transfer(server, wish, giveBack),
		(last) => {
			if (last instanceof NetworkError) return last.reach !== 'forbidden';
			if ('file' in last) return false;
			return isSoon ? mayComeSoon(last, wish.variant) : isTransientWhilePolling(last.status);
		},
	);
	return result instanceof NetworkError ? result.reason : result;
}

/**
 * Requests a file at its places, one after the other, until it is found. A place that the host forbids is left out.
 * @param isSoon whether the job has just ended
 */
export async function tryPlaces(
	server: Server,
	wish: Pick<FileWish, 'id' | 'variant' | 'nameOf'>,
	places: readonly FilePlace[],
	isSoon: boolean,
): Promise<StoredFile | Missing> {
	const queue = [...places];
	const tried = new Set<string>();
	const missing: Missing = {};
	for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
		const { url, query, isContent } = place;
		if (!isContent && tried.has(url)) continue;
		tried.add(url);
		const request = { ...wish, url, query };
		// What comes from the content endpoint of a server that is not known to have one will not change.
		const mayCome = isSoon && isContent && hasContent(server);
		const found = await transferPatiently(server, request, mayCome).catch((error: unknown) => {
			if (!(error instanceof VideosError) || error.kind !== 'forbidden') throw error;
			missing.forbidden = error;
			return '';
		});
		if (isFile(found)) return found;
		if (isContent) missing.content = found;
		else missing.elsewhere = found;
		if (isContent && typeof found === 'object') queue.unshift(...placesIn(server, found));
	}
	return missing;
}

const LONGEST_WAIT_MS = 60_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;

function isWorthWaiting(
	server: Server,
	variant: Variant,
	{ content, elsewhere, forbidden }: Missing,
): boolean {
	const instead = hasContent(server) ? (content ?? elsewhere) : elsewhere;
	if (forbidden !== undefined || instead === undefined) return false;
	return typeof instead === 'string' || mayComeSoon(instead, variant);
}

/**
 * Looks for the file of a job that has just ended, again and again for up to a minute, or the connection's own timeout where that is shorter:
 * after a render of minutes a minute more is cheap.
 * @param mayWait whether the job has just ended; else it looks once
 */
export async function untilThere(
	server: Server,
	variant: Variant,
	mayWait: boolean,
	look: () => Promise<StoredFile | Missing>,
): Promise<StoredFile | Missing> {
	const endsAt = Date.now() + Math.min(LONGEST_WAIT_MS, server.timeoutMs);
	for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
		const found = await look();
		const isOver = !mayWait || Date.now() + ms > endsAt;
		if (isFile(found) || isOver || !isWorthWaiting(server, variant, found)) return found;
		await pause(server.transport, ms);
	}
}

/** What came in a file's place, in words. */
export function whyMissing(instead: Instead): string {
	if (typeof instead === 'string') return instead;
	const { status, text } = instead;
	if (isHtml(text)) return `the server sent a web page instead (HTTP ${status})`;
	const said = readErrorText(text);
	if (isOk({ status })) {
		return said === undefined
			? 'the server sent an empty file'
			: `the server sent text instead: ${said}`;
	}
	return said === undefined ? `HTTP ${status}` : `${said} (HTTP ${status})`;
}
