import type { Priority } from './limiter';
import type { Server } from './retrieve';
import { pathOf } from '../protocol/dialects/paths';
import { readPage, type Page } from '../protocol/reading/page';
import type { Video } from '../protocol/reading/video';
import { VideosError } from './errors';
import { request, requestOnce, responseFailure, type ApiRequest } from './http';
import { readJob } from './readJob';
import { isOk } from './response';

export type { Page };

/** Which page of the list is wanted. */
export interface PageQuery {
	/** The id of the last video that was seen; empty for the first page. */
	after?: string;
	limit: number;
	/** `asc` or `desc`; left out, the server's own. */
	order?: unknown;
	/** Further query parameters. */
	query?: Record<string, unknown>;
	/** Whether more pages are wanted: without `has_more` a short page says nothing where the server has a largest page of its own. */
	goesOn: boolean;
	/** Whether it is sent only once, whatever comes of it. */
	once?: boolean;
	/** Which requests it goes before; left out, none. */
	priority?: Priority;
}

/** A video of a list, and the entry that it was read from. */
export interface ListedVideo {
	video: Video;
	response: { json: unknown };
}

/** A page as {@link pages} gives it: videos that no page before it had. */
export interface VideoPage {
	videos: ListedVideo[];
	/** Whether no page comes after it. */
	isLast: boolean;
}

/** How far a list is read. */
export interface PageBounds {
	pages: number;
	videos: number;
}

/** One page of the server's videos. @throws VideosError when there is no readable list */
export async function getPage(
	server: Server,
	{ after, limit, order, query, goesOn, once, priority }: PageQuery,
): Promise<Page> {
	const apiRequest: ApiRequest = {
		method: 'GET',
		path: pathOf(server.dialect, 'list'),
		query: { ...query, limit, ...(after && { after }), ...(order ? { order } : {}) },
		resend: 'safe',
		reads: 'list',
		priority,
		doing: 'list the videos',
		feature: 'list',
	};
	const response = await (once ? requestOnce : request)(server, apiRequest);
	const page = isOk(response) ? readPage(response.json, goesOn ? 1 : limit) : undefined;
	if (page === undefined) throw responseFailure(response, apiRequest);
	return page;
}

/** The list has no end, as far as one can tell. */
export function listTooLong(read: number): VideosError {
	return new VideosError(
		'badAnswer',
		`The server's list of videos is too long: ${read} were read, and there are more`,
		{ badAnswer: 'tooLarge', feature: 'list' },
	);
}

/**
 * The server's videos, page by page, each video once. A server that ignores `after` is noticed by a page that brings no other video.
 * @param limitOf how many videos the next page should have, by how many were seen
 * @throws VideosError when a page cannot be had, or when there are more than the bounds allow
 */
export async function* pages(
	server: Server,
	wanted: Omit<PageQuery, 'limit'>,
	limitOf: (seen: number) => number,
	bounds: PageBounds,
): AsyncGenerator<VideoPage> {
	const seen = new Set<string>();
	let after: string | undefined = wanted.after ?? '';
	for (let read = 0; after !== undefined; read += 1) {
		if (read >= bounds.pages || seen.size >= bounds.videos) throw listTooLong(seen.size);
		const page = await getPage(server, { ...wanted, after, limit: limitOf(seen.size) });
		const videos = page.data.flatMap((json): ListedVideo[] => {
			const video = readJob(server, json);
			if (video === undefined || seen.has(video.id)) return [];
			seen.add(video.id);
			return [{ video, response: { json } }];
		});
		after = videos.length > 0 ? page.after : undefined;
		yield { videos, isLast: after === undefined };
	}
}
