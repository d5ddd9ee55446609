import { isHtml, readErrorText } from '../protocol/reading/errorText';
import { parseJson } from '../protocol/reading/json';
import { sniffMedia } from '../protocol/media/fileTypes';
import { inlineFile, resultUrls } from '../protocol/reading/resultPlaces';
import { hasEnded } from '../protocol/reading/status';
import { resolveUrl } from '../protocol/url';
import { VideosError } from './errors';
import {
	fileTooLarge,
	jobFailed,
	noFile,
	notReady,
	notStored,
	noVariant,
	refused,
} from './failures';
import { withRetries } from './http';
import { releaseRoom } from './inlineRoom';
import { NetworkError } from './networkError';
import { isOk } from './response';
import { isTransientWhilePolling } from './retryPolicy';
import { pathWithId, retrieveVideo, type RetrievedVideo, type Server } from './retrieve';
import {
	transfer,
	type DownloadWish,
	type FileWish,
	type StoredFile,
	type TextInstead,
} from './transfer';

/** What came of all tries: the file, the last answer in words, or why there was none. */
type Result = StoredFile | TextInstead | string;

const isFile = (result: Result): result is StoredFile =>
	typeof result === 'object' && 'file' in result;

// What servers answer for content that is not ready; after the end of the job it is there in a moment.
const SOON = [404, 409, 425];
// What servers answer for a variant that they do not have.
const NO_VARIANT = [400, 404, 422, 501];

/** @param mayComeSoon whether "not there" may change in a moment: the job has just ended */
async function transferPatiently(
	server: Server,
	wish: FileWish,
	mayComeSoon: boolean,
): Promise<Result> {
	const { result } = await withRetries<TextInstead | (StoredFile & { headers?: undefined })>(
		server,
		async () => await transfer(server, wish),
		(last) => {
			if (last instanceof NetworkError) return last.reach !== 'forbidden';
			if ('file' in last) return false;
			return isTransientWhilePolling(last.status) || (mayComeSoon && SOON.includes(last.status));
		},
	);
	return result instanceof NetworkError ? result.message : result;
}

function reasonOf({ status, text }: TextInstead): string {
	if (isHtml(text)) return `a web page came instead (HTTP ${status})`;
	const said = readErrorText(text);
	if (isOk({ status })) {
		return said === undefined ? 'an empty file came' : `a text came instead: ${said}`;
	}
	return said === undefined ? `HTTP ${status}` : `${said} (HTTP ${status})`;
}

// The finished job. @throws VideosError when there is no file of it to be had
async function finished(
	server: Server,
	id: string,
	known?: RetrievedVideo,
): Promise<RetrievedVideo> {
	const retrieved = known ?? (await retrieveVideo(server, id));
	if (!hasEnded(retrieved.video.status)) throw notReady(retrieved.video);
	if (retrieved.video.status === 'failed') throw jobFailed(retrieved.video);
	return retrieved;
}

/** A file that stands in the answer itself. */
async function storeInline(
	server: Server,
	wish: FileWish,
	{ response }: RetrievedVideo,
): Promise<StoredFile | undefined> {
	const bytes = inlineFile(response.json, response.files);
	const media = bytes && sniffMedia(bytes);
	if (bytes === undefined || media === undefined) return undefined;
	const { largestFile = Infinity } = server;
	if (bytes.length > largestFile) throw fileTooLarge(wish.id, largestFile / 1e6);
	const name = wish.nameOf(media.extension);
	const file = await server.transport.store(bytes, name, media.mimeType).catch((error: unknown) => {
		throw notStored(wish.id, (error as Error).message);
	});
	return { file, bytes: bytes.length };
}

/** A finished video's file from where the job, or the answer that came in its place, says that it is. */
async function otherPlace(
	server: Server,
	wish: FileWish,
	retrieved: RetrievedVideo,
	instead?: Result,
): Promise<StoredFile | undefined> {
	const stored = await storeInline(server, wish, retrieved);
	if (stored !== undefined) return stored;
	const text = typeof instead === 'object' && 'text' in instead ? parseJson(instead.text) : {};
	const places = [...resultUrls(text), ...resultUrls(retrieved.response.json)]
		.map((place) => resolveUrl(place, `${server.baseUrl}/`))
		.filter((place) => place !== undefined);
	let forbidden: VideosError | undefined;
	for (const url of new Set(places)) {
		const other = await transferPatiently(server, { ...wish, url, query: undefined }, false).catch(
			(error: unknown) => {
				if (!(error instanceof VideosError) || error.kind !== 'forbidden') throw error;
				forbidden = error;
				return '';
			},
		);
		if (isFile(other)) return other;
	}
	if (forbidden !== undefined) throw forbidden;
	return undefined;
}

// A refused key is refused for every further request, too.
function refusedKey(result: Result, id: string): VideosError | undefined {
	if (typeof result === 'string' || isFile(result)) return undefined;
	const { status, text } = result;
	if (status !== 401 && status !== 403) return undefined;
	const doing = `hand out the file of the video ${id}`;
	return refused(doing, status, readErrorText(text), { videoId: id });
}

async function fromContent(
	server: Server,
	wish: FileWish,
	known?: RetrievedVideo,
): Promise<StoredFile> {
	const { id, variant } = wish;
	const isVideo = variant === 'video';
	const inline = isVideo && known && (await storeInline(server, wish, known));
	if (inline) return inline;
	const result = await transferPatiently(server, wish, known !== undefined);
	if (isFile(result)) return result;
	const refusal = known === undefined ? refusedKey(result, id) : undefined;
	if (refusal !== undefined) throw refusal;
	const retrieved = await finished(server, id, known);
	const other = isVideo ? await otherPlace(server, wish, retrieved, result) : undefined;
	if (other !== undefined) return other;
	const reason = typeof result === 'string' ? result : reasonOf(result);
	const isRefused = typeof result === 'object' && NO_VARIANT.includes(result.status);
	if (!isVideo && isRefused) throw noVariant(id, variant, reason);
	throw noFile(retrieved.video, reason, server.dialect.offers);
}

// Some name a file of their own disk.
function noPlace({ response }: RetrievedVideo): string {
	const [named] = resultUrls(response.json);
	return named === undefined
		? 'the server names no place where it is'
		: `it cannot be reached at the place that the server names, ${named}`;
}

async function fromJob(
	server: Server,
	wish: FileWish,
	known?: RetrievedVideo,
): Promise<StoredFile> {
	const retrieved = await finished(server, wish.id, known);
	const named = await otherPlace(server, wish, retrieved);
	if (named !== undefined) return named;
	// Another server than the credential says may be there.
	const result = await transferPatiently(server, wish, false);
	if (isFile(result)) return result;
	throw noFile(retrieved.video, noPlace(retrieved), server.dialect.offers);
}

/**
 * Gets one of a video's files into the host's storage: from the answer itself, the content endpoint, or where the job or the answer says
 * that it is. Where the server has no content endpoint, the job's own places come first.
 * @param known the finished job, where it is known
 * @throws VideosError that names the video and says why there is no file
 */
export async function downloadContent(
	server: Server,
	id: string,
	{ variant, nameOf }: DownloadWish,
	known?: RetrievedVideo,
): Promise<StoredFile> {
	const url = `${server.baseUrl}${pathWithId('/videos/{id}/content', id)}`;
	const query = variant === 'video' ? undefined : { variant };
	const from = server.dialect.offers.includes('content') ? fromContent : fromJob;
	try {
		return await from(server, { id, variant, nameOf, url, query }, known);
	} finally {
		known?.response.files?.clear();
		releaseRoom(server);
	}
}
