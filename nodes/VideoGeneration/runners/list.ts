import type { INodeExecutionData } from 'n8n-workflow';
import type { Page } from '../../../protocol/reading/page';
import { readVideo } from '../../../protocol/reading/video';
import { InputError } from '../../../protocol/validate';
import { getPage } from './getPage';
import { operation } from './operation';
import { videoItem } from './output';
import { collection } from './parameters';

const LARGEST_PAGE = 100;

/** Gets many video jobs, page by page. A server that ignores `after` is noticed by ids that come again. */
export const list = operation(async (run) => {
	const returnAll = run.context.getNodeParameter('returnAll', false) === true;
	const limit = returnAll ? Infinity : Number(run.context.getNodeParameter('limit', 50));
	if (!(limit >= 1)) throw new InputError('Limit must be a number of 1 or more');
	const { after: start = '', order, status } = collection(run.context, 'filters');
	const seen = new Set<string>();
	const items: INodeExecutionData[] = [];
	for (let after: string | undefined = String(start).trim(); after !== undefined;) {
		const limitOfPage = status ? LARGEST_PAGE : Math.min(limit - items.length, LARGEST_PAGE);
		const page: Page = await getPage(run, {
			after,
			limit: limitOfPage,
			order,
			query: run.query,
			goesOn: returnAll,
		});
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
