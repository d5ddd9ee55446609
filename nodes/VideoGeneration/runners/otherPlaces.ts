import { parseJson } from '../../../protocol/reading/json';
import { sniffMedia } from '../../../protocol/media/fileTypes';
import { inlineResult, resultUrls } from '../../../protocol/reading/resultPlaces';
import { resolveUrl } from '../../../protocol/url';
import { isFile, transferPatiently, type Outcome } from './patientTransfer';
import type { ToldVideo } from './retrieveVideo';
import type { Asker } from './run';
import { nameOf, type FileWanted, type StoredFile } from './transfer';

/** The other places where a video's file may be: those the job names, and those that came in place of the file. */
function otherPlaces(asker: Asker, told: ToldVideo, outcome?: Outcome): string[] {
	const inAnswer = typeof outcome === 'object' && 'text' in outcome ? parseJson(outcome.text) : {};
	const places = [...resultUrls(inAnswer), ...resultUrls(told.answer.json)];
	return places
		.map((place) => resolveUrl(place, `${asker.baseUrl}/`))
		.filter((place) => place !== undefined);
}

async function storeInline(
	asker: Asker,
	wanted: FileWanted,
	told: ToldVideo,
): Promise<StoredFile | undefined> {
	const bytes = inlineResult(told.answer.json);
	const media = bytes && sniffMedia(bytes);
	if (bytes === undefined || media === undefined) return undefined;
	const name = nameOf(asker, wanted, media);
	const file = await asker.store(bytes, name, media.mimeType);
	return { file, bytes: bytes.length };
}

/**
 * A finished video's file from where the job, or the answer that came in its place, says that it is.
 * @param outcome what came from the content endpoint, if that was asked
 */
export async function otherFile(
	asker: Asker,
	wanted: FileWanted,
	told: ToldVideo,
	outcome?: Outcome,
): Promise<StoredFile | undefined> {
	for (const url of otherPlaces(asker, told, outcome)) {
		const other = await transferPatiently(asker, { ...wanted, url, query: undefined }, false);
		if (isFile(other)) return other;
	}
	return await storeInline(asker, wanted, told);
}
