import { pathOf } from '../protocol/dialects/paths';
import { parseJson } from '../protocol/reading/json';
import { readResults, type Result } from '../protocol/reading/results';
import { resolveUrl } from '../protocol/url';
import { pathWithId, type Server } from './retrieve';
import type { DownloadWish, TextInstead } from './transfer';

/** Where one of a video's files may be had. */
export interface FilePlace {
	/** Absolute. */
	url: string;
	query?: Record<string, unknown>;
	/** Whether it is the server's content endpoint. */
	isContent: boolean;
}

/** Which of a job's files is wanted. */
export interface FileIndex {
	index: number;
	/** How many files the job has. */
	count: number;
}

/** Whether the server is known to have a content endpoint. */
export function hasContent({ dialect }: Server): boolean {
	return dialect.offers.includes('content');
}

function contentQuery({ dialect }: Server, { variant }: DownloadWish, { index, count }: FileIndex) {
	return {
		...(variant !== 'video' && { variant }),
		...(dialect.contentTakesIndex && count > 1 && { index }),
	};
}

function addresses({ baseUrl }: Server, { urls }: Result): FilePlace[] {
	return urls
		.map((url) => resolveUrl(url, `${baseUrl}/`))
		.filter((url) => url !== undefined)
		.map((url) => ({ url, isContent: false }));
}

/**
 * The places of a file, the best one first: the content endpoint, then what the job says. Where the server is not known to have a content
 * endpoint, it comes last: another server than the credential says may be there.
 * @param result what the job says about the file
 */
export function placesOf(
	server: Server,
	id: string,
	wish: DownloadWish,
	result: Result,
	which: FileIndex,
): FilePlace[] {
	const url = `${server.baseUrl}${pathWithId(pathOf(server.dialect, 'content'), id)}`;
	const content = { url, query: contentQuery(server, wish, which), isContent: true };
	if (wish.variant !== 'video') return [content];
	const named = addresses(server, result);
	if (which.index > 0 && !server.dialect.contentTakesIndex) return named;
	return hasContent(server) ? [content, ...named] : [...named, content];
}

/** The places that stand in a text which came instead of the file: some gateways answer with JSON that names the file. */
export function placesIn(server: Server, { text }: TextInstead): FilePlace[] {
	const [result = { urls: [] }] = readResults(parseJson(text));
	return addresses(server, result);
}
