import type { IBinaryData } from 'n8n-workflow';
import { isHtml, readErrorText } from '../../../protocol/errorText';
import type { Failure } from '../../../protocol/failure';
import { noFile, notReady, refused, webPage } from '../../../protocol/failures';
import type { Variant } from '../../../protocol/fileName';
import { parseJson } from '../../../protocol/json';
import { resultUrls } from '../../../protocol/resultPlaces';
import { isTransientWhilePolling, retryDelayMs } from '../../../protocol/retry';
import { retryAfterMs } from '../../../protocol/retryHints';
import { hasEnded } from '../../../protocol/status';
import { resolveUrl } from '../../../protocol/url';
import { isNetworkError } from './networkError';
import { pause } from './pause';
import { retrieveVideo, type ToldVideo } from './retrieveVideo';
import type { Run } from './run';
import { transfer, type FileWanted, type Transfer } from './transfer';
import { pathWithId } from './videoId';

/** A file that is in n8n's binary storage now. */
export interface StoredFile {
	file: IBinaryData;
	bytes: number;
}

type Words = Exclude<Transfer, StoredFile>;

// What servers answer for content that is not ready; after the end of the job it is there in a moment.
const SOON = [404, 409, 425];

function reasonOf({ status, text }: Words): string {
	if (isHtml(text)) return `a web page came instead (HTTP ${status})`;
	const said = readErrorText(text);
	if (status >= 200 && status < 300) {
		return said === undefined ? 'an empty file came' : `a text came instead: ${said}`;
	}
	return said === undefined ? `HTTP ${status}` : `${said} (HTTP ${status})`;
}

/** Transfers a file, again after transient failures. @returns the file, or the last answer in words */
async function transferPatiently(
	run: Run,
	wanted: FileWanted,
	mayComeSoon: boolean,
): Promise<Transfer | string> {
	for (let tries = 1; ; tries += 1) {
		const outcome = await run.state
			.limit(async () => await transfer(run, wanted))
			.catch((error: unknown) => {
				if (isNetworkError(error)) return error;
				throw error;
			});
		if ('file' in outcome) return outcome;
		const isWords = 'status' in outcome;
		const again = isWords
			? isTransientWhilePolling(outcome.status) || (mayComeSoon && SOON.includes(outcome.status))
			: outcome.kind !== 'blocked';
		const delay = again
			? retryDelayMs(tries, isWords ? retryAfterMs(outcome.headers) : undefined)
			: undefined;
		if (delay === undefined) return isWords ? outcome : outcome.message;
		await pause(delay, run.stopSignal);
	}
}

/** The other places where a video's file may be: those the job names, and those that came in place of the file. */
function otherPlaces(run: Run, told: ToldVideo | undefined, outcome: Transfer | string): string[] {
	const inAnswer = typeof outcome === 'object' && 'text' in outcome ? parseJson(outcome.text) : {};
	const places = [...resultUrls(inAnswer), ...resultUrls(told?.answer.json)];
	return places
		.map((place) => resolveUrl(place, `${run.baseUrl}/`))
		.filter((place) => place !== undefined);
}

async function failure(run: Run, id: string, outcome: Transfer | string): Promise<Failure> {
	const { video } = await retrieveVideo(run, id);
	if (!hasEnded(video.status)) return notReady(video);
	if (typeof outcome === 'string') return noFile(video, outcome);
	return noFile(video, reasonOf(outcome as Words));
}

/**
 * Gets one of a video's files into n8n's binary storage: from the content endpoint, else from where the job or the
 * answer says that it is.
 * @param told the finished job, where it is known
 * @throws Failure that names the video and says why there is no file
 */
export async function downloadFile(
	run: Run,
	id: string,
	variant: Variant,
	told?: ToldVideo,
): Promise<StoredFile> {
	const url = `${run.baseUrl}${pathWithId('/videos/{id}/content', id)}`;
	const query = variant === 'video' ? undefined : { variant };
	let outcome = await transferPatiently(
		run,
		{ id, variant, url, query },
		told?.video.status === 'completed',
	);
	const first = outcome;
	for (const place of variant === 'video' ? otherPlaces(run, told, outcome) : []) {
		if (typeof outcome === 'object' && 'file' in outcome) break;
		outcome = await transferPatiently(run, { id, variant, url: place }, false);
	}
	if (typeof outcome === 'object' && 'file' in outcome) return outcome;
	if (told !== undefined) {
		throw noFile(told.video, typeof first === 'string' ? first : reasonOf(first as Words));
	}
	if (typeof first === 'object' && 'text' in first) {
		const { status, text, url: from } = first;
		if (isHtml(text)) throw webPage(from.split('?')[0], status);
		if ([401, 403].includes(status)) {
			throw refused(`hand out the file of the video ${id}`, status, readErrorText(text), id);
		}
	}
	throw await failure(run, id, first);
}
