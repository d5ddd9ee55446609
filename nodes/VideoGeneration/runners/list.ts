import type { INodeExecutionData } from 'n8n-workflow';
import { readPage, type Page } from '../../../protocol/page';
import { readVideo } from '../../../protocol/video';
import { InputError } from '../../../protocol/validate';
import { isOk } from './answer';
import { answerFailure } from './answerFailure';
import { operation } from './operation';
import { videoItem } from './output';
import { collection } from './parameters';
import { ask, type ApiRequest } from './request';
import type { Run } from './run';

const LARGEST_PAGE = 100;

async function getPage(run: Run, after: string, limit: number, wantsAll: boolean): Promise<Page> {
	const { order } = collection(run.context, 'filters');
	const request: ApiRequest = {
		method: 'GET',
		path: run.path,
		query: { ...run.query, limit, ...(after && { after }), ...(order ? { order } : {}) },
		doing: 'list the videos',
		feature: 'list',
	};
	const answer = await ask(run, request);
	// Without has_more a short page says nothing where the server has a largest page of its own.
	const page = isOk(answer) ? readPage(answer.json, wantsAll ? 1 : limit) : undefined;
	if (page === undefined) throw answerFailure(answer, request);
	return page;
}

/** Gets many video jobs, page by page. A server that ignores `after` is noticed by ids that come again. */
export const list = operation(async (run) => {
	const returnAll = run.context.getNodeParameter('returnAll', false) === true;
	const limit = returnAll ? Infinity : Number(run.context.getNodeParameter('limit', 50));
	if (!(limit >= 1)) throw new InputError('Limit must be a number of 1 or more');
	const { after: start = '', status } = collection(run.context, 'filters');
	const seen = new Set<string>();
	const items: INodeExecutionData[] = [];
	for (let after: string | undefined = String(start).trim(); after !== undefined;) {
		const wanted = status ? LARGEST_PAGE : Math.min(limit - items.length, LARGEST_PAGE);
		const page: Page = await getPage(run, after, wanted, returnAll);
		const known = seen.size;
		for (const json of page.data) {
			const video = readVideo(json);
			if (video === undefined || seen.has(video.id)) continue;
			seen.add(video.id);
			if (status && video.status !== status) continue;
			items.push(videoItem(run, { video, answer: { json } }));
			if (items.length >= limit) return items;
		}
		after = seen.size > known ? page.after : undefined;
	}
	return items;
}, 'list');
