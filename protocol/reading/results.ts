import { jobOf } from './job';
import { isCutOut } from './jsonScanner';
import { readPlaces, videosAmong, type Result } from './resultPlaces';

export type { Result };

function merged(same: Result[]): Result {
	const inline = same.find((result) => result.inline !== undefined)?.inline;
	const urls = [...new Set(same.flatMap((result) => result.urls))];
	return { urls: videosAmong(urls, (url) => url), ...(inline !== undefined && { inline }) };
}

/**
 * The files of a finished job, in the server's order, each with all places that are known of it. An answer may name them in several ways: what
 * has the same URL is the same file, and else its first URL, its first signed URL and its first inline file are.
 */
export function readResults(answer: unknown): Result[] {
	const places = readPlaces(jobOf(answer) ?? {});
	const longest = places.reduce((one, other) => (other.length > one.length ? other : one), []);
	const known = new Map(longest.flatMap(({ urls }, n) => urls.map((url) => [url, n] as const)));
	const files = longest.map((): Result[] => []);
	for (const [n, result] of places.flatMap((results) => [...results.entries()])) {
		const [same = n] = result.urls.map((url) => known.get(url)).filter((at) => at !== undefined);
		files[same].push(result);
	}
	return files.filter(({ length }) => length > 0).map(merged);
}

/**
 * A result's file that stands in the answer itself, decoded; `undefined` where there is none.
 * @param files those that were cut out of the answer, by the text that stands in their place
 */
export function inlineFile({ inline }: Result, files?: Map<string, Buffer>): Buffer | undefined {
	if (inline === undefined) return undefined;
	if (isCutOut(inline)) return files?.get(inline);
	return Buffer.from(inline.replace(/^data:[^,]*,/i, ''), 'base64');
}
