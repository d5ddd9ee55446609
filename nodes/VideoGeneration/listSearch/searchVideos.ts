import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pathOf } from '../../../protocol/dialects/paths';
import { readPage } from '../../../protocol/reading/page';
import { readVideo, type Video } from '../../../protocol/reading/video';
import { askServer, serverDialect } from './askServer';

const PAGE = 50;
const LONGEST_PROMPT = 60;

function nameOf({ id, prompt, status }: Video): string {
	if (prompt === null) return `${id} (${status})`;
	const short = prompt.length > LONGEST_PROMPT ? `${prompt.slice(0, LONGEST_PROMPT)}…` : prompt;
	return `${short} (${status})`;
}

/** The server's videos for the editor's list, by their prompts, a page at a time. */
export async function searchVideos(
	this: ILoadOptionsFunctions,
	filter = '',
	after?: string,
): Promise<INodeListSearchResult> {
	const query = { limit: PAGE, ...(after && { after }) };
	const answer = await askServer(this, {
		path: pathOf(await serverDialect(this), 'list'),
		query,
		doing: 'list the videos',
		feature: 'list',
	});
	const page = readPage(answer, PAGE);
	const wanted = filter.toLowerCase();
	const results = (page?.data ?? [])
		.map((entry) => readVideo(entry))
		.filter((video) => video !== undefined)
		.map((video) => ({ name: nameOf(video), value: video.id }))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
	// A server that ignores `after` gives the same page for ever.
	const next = page?.after === after ? undefined : page?.after;
	return { results, paginationToken: next };
}
