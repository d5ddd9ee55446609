import { isHtml, readErrorText } from '../../../protocol/reading/errorText';
import type { Failure } from '../../../protocol/failure';
import { jobFailed, noFile, notReady, noVariant, refused } from '../../../protocol/failures';
import type { Variant } from '../../shared/fileName';
import { checkOffered } from '../../../protocol/offers';
import { resultUrls } from '../../../protocol/reading/resultPlaces';
import { hasEnded } from '../../../protocol/reading/status';
import { isOk } from './answer';
import { otherFile } from './otherPlaces';
import { isFile, transferPatiently, type Outcome } from './patientTransfer';
import { retrieveVideo, type ToldVideo } from './retrieveVideo';
import type { Asker } from './run';
import type { FileWanted, StoredFile, WordsInstead } from './transfer';
import { pathWithId } from './videoId';

function reasonOf({ status, text }: WordsInstead): string {
	if (isHtml(text)) return `a web page came instead (HTTP ${status})`;
	const said = readErrorText(text);
	if (isOk({ status })) {
		return said === undefined ? 'an empty file came' : `a text came instead: ${said}`;
	}
	return said === undefined ? `HTTP ${status}` : `${said} (HTTP ${status})`;
}

// A refused key is refused for every further request, too.
function endsDownload(outcome: Outcome, id: string): Failure | undefined {
	if (typeof outcome === 'string' || isFile(outcome)) return undefined;
	const { status, text } = outcome;
	if (status === 401 || status === 403) {
		return refused(`hand out the file of the video ${id}`, status, readErrorText(text), id);
	}
	return undefined;
}

// The finished job. @throws Failure when there is no file of it to be had
async function finished(asker: Asker, id: string, known?: ToldVideo): Promise<ToldVideo> {
	const told = known ?? (await retrieveVideo(asker, id));
	if (!hasEnded(told.video.status)) throw notReady(told.video);
	if (told.video.status === 'failed') throw jobFailed(told.video);
	return told;
}

// What servers answer for a variant that they do not have.
const NO_VARIANT = [400, 404, 422, 501];

async function fromContent(
	asker: Asker,
	wanted: FileWanted,
	known?: ToldVideo,
): Promise<StoredFile> {
	const outcome = await transferPatiently(asker, wanted, known !== undefined);
	if (isFile(outcome)) return outcome;
	const refusal = known === undefined ? endsDownload(outcome, wanted.id) : undefined;
	if (refusal !== undefined) throw refusal;
	const told = await finished(asker, wanted.id, known);
	const isVideo = wanted.variant === 'video';
	const other = isVideo ? await otherFile(asker, wanted, told, outcome) : undefined;
	if (other !== undefined) return other;
	const reason = typeof outcome === 'string' ? outcome : reasonOf(outcome);
	const isRefused = typeof outcome === 'object' && NO_VARIANT.includes(outcome.status);
	if (!isVideo && isRefused) throw noVariant(wanted.id, wanted.variant, reason);
	throw noFile(told.video, reason, asker.dialect.lacks);
}

// Some name a file of their own disk.
function noPlace({ answer }: ToldVideo): string {
	const [named] = resultUrls(answer.json);
	return named === undefined
		? 'the server names no place where it is'
		: `it cannot be reached at the place that the server names, ${named}`;
}

async function fromJob(asker: Asker, wanted: FileWanted, known?: ToldVideo): Promise<StoredFile> {
	const told = await finished(asker, wanted.id, known);
	const named = await otherFile(asker, wanted, told);
	if (named !== undefined) return named;
	// Another server than the credential says may be there.
	const outcome = await transferPatiently(asker, wanted, false);
	if (isFile(outcome)) return outcome;
	throw noFile(told.video, noPlace(told), asker.dialect.lacks);
}

/**
 * Gets one of a video's files into n8n's binary storage: from the content endpoint, else from where the job or the
 * answer says that it is. Where the server has no content endpoint, the job's own places come first.
 * @param known the finished job, where it is known
 * @throws Failure that names the video and says why there is no file
 */
export async function downloadFile(
	asker: Asker,
	id: string,
	variant: Variant,
	known?: ToldVideo,
): Promise<StoredFile> {
	if (variant !== 'video') checkOffered(asker.dialect, 'content');
	const url = `${asker.baseUrl}${pathWithId('/videos/{id}/content', id)}`;
	const query = variant === 'video' ? undefined : { variant };
	const from = asker.dialect.lacks.includes('content') ? fromJob : fromContent;
	return await from(asker, { id, variant, url, query }, known);
}
