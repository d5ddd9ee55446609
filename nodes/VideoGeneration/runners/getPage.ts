import { readPage, type Page } from '../../../protocol/reading/page';
import { isOk } from './answer';
import { answerFailure } from './answerFailure';
import { ask, type ApiRequest } from './request';
import type { Asker } from './run';

/** Which page of the list is wanted. */
export interface PageWanted {
	/** The id of the last video that was seen; empty for the first page. */
	after: string;
	limit: number;
	/** `asc` or `desc`; left out, the server's own. */
	order?: unknown;
	/** Further query parameters. */
	query?: object;
	/** Whether more pages are wanted: without `has_more` a short page says nothing where the server has a largest page of its own. */
	goesOn: boolean;
}

/** One page of the server's videos. @throws Failure when there is no readable list */
export async function getPage(
	asker: Asker,
	{ after, limit, order, query, goesOn }: PageWanted,
): Promise<Page> {
	const request: ApiRequest = {
		method: 'GET',
		path: '/videos',
		query: { ...query, limit, ...(after && { after }), ...(order ? { order } : {}) },
		doing: 'list the videos',
		feature: 'list',
	};
	const answer = await ask(asker, request);
	const page = isOk(answer) ? readPage(answer.json, goesOn ? 1 : limit) : undefined;
	if (page === undefined) throw answerFailure(answer, request);
	return page;
}
