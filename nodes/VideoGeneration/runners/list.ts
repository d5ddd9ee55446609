import type { INodeExecutionData } from 'n8n-workflow';
import { readErrorText } from '../../../protocol/errorText';
import { refused, unreadable, webPage } from '../../../protocol/failures';
import { readPage, type Page } from '../../../protocol/page';
import { readVideo } from '../../../protocol/video';
import { isOk, isWebPage } from './answer';
import { operation } from './operation';
import { videoItem } from './output';
import { collection } from './parameters';
import { networkFailure, send, type ApiRequest } from './request';
import type { Run } from './run';

const LARGEST_PAGE = 100;

async function getPage(run: Run, after: string, limit: number): Promise<Page & { url: string }> {
	const { order } = collection(run.context, 'filters');
	const request: ApiRequest = {
		method: 'GET',
		path: run.path,
		query: { ...run.query, limit, ...(after && { after }), ...(order ? { order } : {}) },
		doing: 'list the videos',
	};
	const answer = await send(run, request).catch((error: unknown) => {
		throw networkFailure(error, request);
	});
	if (isWebPage(answer)) throw webPage(answer.url, answer.status);
	if (!isOk(answer)) throw refused(request.doing, answer.status, readErrorText(answer.text));
	const page = readPage(answer.json, limit);
	if (page === undefined) throw unreadable(request.doing, answer.status);
	return { ...page, url: answer.url };
}

/** Gets many video jobs, page by page. A server that ignores `after` is noticed by ids that come again. */
export const list = operation(async (run) => {
	const returnAll = run.context.getNodeParameter('returnAll', false) === true;
	const limit = returnAll ? Infinity : Number(run.context.getNodeParameter('limit', 50));
	const { after: start = '', status } = collection(run.context, 'filters');
	const seen = new Set<string>();
	const items: INodeExecutionData[] = [];
	for (let after: string | undefined = String(start).trim(); after !== undefined;) {
		const wanted = status ? LARGEST_PAGE : Math.min(limit - items.length, LARGEST_PAGE);
		const page: Page & { url: string } = await getPage(run, after, wanted);
		const known = seen.size;
		for (const json of page.data) {
			const video = readVideo(json);
			if (video === undefined || seen.has(video.id)) continue;
			seen.add(video.id);
			if (status && video.status !== status) continue;
			const answer = { status: 200, headers: {}, text: '', json, url: page.url };
			items.push(videoItem(run, { video, answer }));
			if (items.length >= limit) return items;
		}
		after = seen.size > known ? page.after : undefined;
	}
	return items;
});
