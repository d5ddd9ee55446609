import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { nothingEnded, outOfTime } from '../../../protocol/failures';
import { readVideo } from '../../../protocol/reading/video';
import { isWanted } from '../cursor/filter';
import { getPage } from '../../VideoGeneration/runners/getPage';
import type { Asker } from '../../VideoGeneration/runners/run';
import { fetchFiles } from './files';
import type { Told } from '../cursor/readPages';
import type { Settings } from './settings';
import { toItem } from './tell';

const PAGE = 100;
const MOST_PAGES = 20;

async function newest(asker: Asker, { filter }: Settings): Promise<Told> {
	const seen = new Set<string>();
	let after: string | undefined = '';
	for (let pages = 0; pages < MOST_PAGES && after !== undefined; pages += 1) {
		const page = await getPage(asker, { after, limit: PAGE, order: 'desc', goesOn: true });
		const known = seen.size;
		for (const json of page.data) {
			const video = readVideo(json);
			if (video === undefined) continue;
			if (isWanted(video, filter)) return { video, answer: { json } };
			seen.add(video.id);
		}
		after = seen.size > known ? page.after : undefined;
	}
	throw nothingEnded();
}

/** A real event to build the workflow with: the newest video that fits. @throws Failure when there is none */
export async function sampleEvent(
	context: IPollFunctions,
	asker: Asker,
	settings: Settings,
): Promise<INodeExecutionData[][]> {
	const told = await newest(asker, settings);
	const { video } = told;
	const files = settings.withFile ? await fetchFiles(asker, [video]) : undefined;
	const file = files?.get(video.id);
	const fetched = file === 'later' ? outOfTime(`send the file of the video ${video.id}`) : file;
	return [[await toItem(context, asker.dialect, told, fetched)]];
}
