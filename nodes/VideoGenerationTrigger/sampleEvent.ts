import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { pages } from '../../client/pages';
import type { Server } from '../../client/retrieve';
import type { PolledServer } from './connect';
import { isWanted } from './cursor/filter';
import type { Seen } from './cursor/readPages';
import { toEventItems } from './emit';
import { nothingEnded, outOfTime } from './failures';
import { fetchFiles } from './files';
import type { Settings } from './settings';

const PAGE = 100;
const BOUNDS = { pages: 20, videos: 20 * PAGE };

async function newest(server: Server, { filter }: Settings): Promise<Seen> {
	const wanted = { order: 'desc', goesOn: true };
	let read = 0;
	for await (const { videos } of pages(server, wanted, () => PAGE, BOUNDS)) {
		const found = videos.find(({ video }) => isWanted(video, filter));
		if (found !== undefined) return found;
		read += 1;
		if (read === BOUNDS.pages) break;
	}
	throw nothingEnded();
}

/** A real event to build the workflow with: the newest video that fits. @throws VideosError when there is none */
export async function sampleEvent(
	context: IPollFunctions,
	polled: PolledServer,
	settings: Settings,
): Promise<INodeExecutionData[][]> {
	const { videos } = polled;
	const seen = await newest(videos.server, settings);
	const { video } = seen;
	const files = settings.withFile
		? await fetchFiles(settings.fileName, videos, [video])
		: undefined;
	const file = files?.get(video.id);
	const fetched = file === 'later' ? outOfTime(`send the file of the video ${video.id}`) : file;
	return [toEventItems(context, settings.options, polled, seen, fetched)];
}
