import { mediaReader } from '../protocol/media/containers/mediaReader';
import { sniffMedia } from '../protocol/media/fileTypes';
import { isBlocked } from '../protocol/reading/blocked';
import { readErrorText, readRefusal } from '../protocol/reading/errorText';
import { inlineFile, readResults, type Result } from '../protocol/reading/results';
import { hasEnded } from '../protocol/reading/status';
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
import { isFile, tryPlaces, untilThere, whyMissing, type Missing } from './fileAttempts';
import { hasContent, placesOf } from './filePlaces';
import { releaseRoom } from './inlineRoom';
import { serverWord, type RetrievedVideo } from './readJob';
import { retrieveVideo, type Server } from './retrieve';
import type { DownloadWish, StoredFile } from './transfer';

/** One of a video's files that is wanted. */
interface Wanted extends DownloadWish {
	id: string;
	/** Which of the job's files it is, and how many there are. */
	index: number;
	count: number;
	/** What the job says about it. */
	result: Result;
}

/** The job that the files belong to, or why it is not known. */
type Job = RetrievedVideo | VideosError;

// What servers answer for a variant that they do not have.
const NO_VARIANT = [400, 404, 422, 501];

// The end of an older job is no reason to wait for its file.
const FRESH_MS = 120_000;

/** @param hasJustEnded whether this run has seen the job end, where the server does not say when that was */
function isFresh({ video }: RetrievedVideo, hasJustEnded: boolean): boolean {
	const { completed_at: completedAt, expires_at: expiresAt } = video;
	if (expiresAt !== null && expiresAt * 1000 < Date.now()) return false;
	return completedAt === null ? hasJustEnded : Date.now() - completedAt * 1000 < FRESH_MS;
}

// A poster, a last frame or the sound may stand in the answer, too.
const BESIDE_VIDEO = /^(?:image\/(?:png|jpeg)|audio\/.+)$/;

/** A file that stands in the answer itself. */
async function storeInline(
	server: Server,
	{ id, result, nameOf }: Wanted,
	{ response }: RetrievedVideo,
): Promise<StoredFile | undefined> {
	const bytes = inlineFile(result, response.files);
	const media = bytes && sniffMedia(bytes);
	if (bytes === undefined || media === undefined) return undefined;
	if (BESIDE_VIDEO.test(media.mimeType)) return undefined;
	const { largestFile = Infinity } = server;
	if (bytes.length > largestFile) throw fileTooLarge(id, largestFile / 1e6);
	const name = nameOf(media.extension);
	const file = await server.transport.store(bytes, name, media.mimeType).catch((error: unknown) => {
		throw notStored(id, (error as Error).message);
	});
	const reader = mediaReader();
	reader.push(bytes);
	return { file, bytes: bytes.length, facts: reader.end() };
}

// A refused key is refused for every further request, too.
function refusedKey({ content }: Missing, id: string): VideosError | undefined {
	if (typeof content !== 'object') return undefined;
	const { status, text } = content;
	if (status !== 401 && status !== 403) return undefined;
	const doing = `send the file of the video ${id}`;
	return refused(doing, status, readErrorText(text), { videoId: id });
}

// Some servers call a job completed whose video their safety filter has held back, and say so only here.
function heldBack({ content }: Missing, { video }: RetrievedVideo): VideosError | undefined {
	const isRefusal = typeof content === 'object' && content.status >= 400 && content.status < 500;
	const error = isRefusal ? readRefusal(content.text) : null;
	return error && isBlocked(error) ? jobFailed({ ...video, status: 'failed', error }) : undefined;
}

// Some name a file of their own disk.
function noPlace({ urls: [named] }: Result): string {
	return named === undefined
		? 'the server gives no address for it'
		: `it cannot be reached at the address that the server gives, ${named}`;
}

/** Why there is no file. */
function failure(server: Server, { id, variant, result }: Wanted, missing: Missing, job: Job) {
	if (job instanceof VideosError) return refusedKey(missing, id) ?? job;
	if (!hasEnded(job.video.status)) return notReady(job.video);
	if (missing.forbidden !== undefined) return missing.forbidden;
	const blocked = variant === 'video' ? heldBack(missing, job) : undefined;
	if (blocked !== undefined) return blocked;
	const { content } = missing;
	const isRefused = typeof content === 'object' && NO_VARIANT.includes(content.status);
	if (variant !== 'video' && isRefused) return noVariant(id, variant, whyMissing(content));
	const reason =
		hasContent(server) && content !== undefined ? whyMissing(content) : noPlace(result);
	return noFile(job.video, reason, server.dialect.offers);
}

async function downloadOne(
	server: Server,
	wanted: Wanted,
	job: Job,
	hasJustEnded: boolean,
): Promise<StoredFile> {
	const { id, variant, nameOf, index, count, result } = wanted;
	const isJob = !(job instanceof VideosError);
	if (isJob && job.video.status === 'failed') throw jobFailed(job.video, serverWord(job));
	const isCompleted = isJob && job.video.status === 'completed';
	const inline = isCompleted && variant === 'video' && (await storeInline(server, wanted, job));
	if (inline) return inline;
	const mayWait = isCompleted && isFresh(job, hasJustEnded);
	const places = placesOf(server, id, { variant, nameOf }, result, { index, count });
	const found = await untilThere(
		server,
		variant,
		mayWait,
		async () => await tryPlaces(server, { id, variant, nameOf }, places, mayWait),
	);
	if (isFile(found)) return found;
	throw failure(server, wanted, found, job);
}

async function findJob(server: Server, id: string, wantsFile: boolean): Promise<Job> {
	return await retrieveVideo(server, id, wantsFile).catch((error: unknown) => {
		// A stop ends everything; of anything else the content endpoint may know nothing.
		if (!(error instanceof VideosError) || error.kind === 'stopped') throw error;
		return error;
	});
}

/**
 * Gets a video's files of one variant into the host's storage: from the answer itself, the content endpoint, or where the job or the answer
 * says that they are. A job may have made several videos; of the other variants there is one file. When a job has just ended, its file may
 * come a moment later: for that it waits up to a minute.
 * @param known the finished job, where it is known
 * @param stored the files that were stored before one of them failed; those of this call are added
 * @throws VideosError that names the video and says why there is no file
 */
export async function downloadContent(
	server: Server,
	id: string,
	wish: DownloadWish,
	known?: RetrievedVideo,
	stored: StoredFile[] = [],
): Promise<StoredFile[]> {
	const isVideo = wish.variant === 'video';
	try {
		const job = known ?? (await findJob(server, id, isVideo));
		const isJob = !(job instanceof VideosError);
		const all = isVideo && isJob ? readResults(job.response.json) : [];
		const results: Result[] = all.length > 0 ? all : [{ urls: [] }];
		for (const [index, result] of results.entries()) {
			const number = results.length > 1 ? index : undefined;
			const nameOf = (extension: string) => wish.nameOf(extension, number);
			const wanted = { ...wish, nameOf, id, result, index, count: results.length };
			stored[index] ??= await downloadOne(server, wanted, job, known !== undefined);
		}
		return stored;
	} finally {
		known?.response.files?.clear();
		releaseRoom(server);
	}
}
