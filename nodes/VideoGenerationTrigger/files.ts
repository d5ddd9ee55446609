import type { IPollFunctions } from 'n8n-workflow';
import { VideosError } from '../../client/errors';
import { createLimiter } from '../../client/limiter';
import type { StoredFile } from '../../client/transfer';
import type { Videos } from '../../client/videos';
import type { Video } from '../../protocol/reading/video';
import { fileName, numbered } from '../shared/fileName';
import { collection } from '../shared/parameters';
import { outOfTime } from './failures';

/** A video's files, or why there are none, or that the poll's time was over before it was requested. */
export type Fetched = StoredFile[] | VideosError | 'later';

const AT_ONCE = 4;

async function fetchFile(videos: Videos, { id }: Video, chosenName: string): Promise<Fetched> {
	if (videos.server.transport.stopSignal?.aborted) return 'later';
	const nameOf = (extension: string, index?: number) =>
		numbered(fileName(id, 'video', extension, chosenName), index);
	return await videos.downloadContent(id, { variant: 'video', nameOf }).catch((error: unknown) => {
		if (!(error instanceof VideosError)) throw error;
		return error.kind === 'deadline' ? outOfTime(`send the file of the video ${id}`) : error;
	});
}

/** Downloads the files of the completed ones among some videos. @returns by id */
export async function fetchFiles(
	context: IPollFunctions,
	client: Videos,
	videos: Video[],
): Promise<Map<string, Fetched>> {
	const limit = createLimiter(AT_ONCE);
	const chosenName = String(collection(context, 'file').fileName ?? '');
	const completed = videos.filter(({ status }) => status === 'completed');
	const fetched = completed.map(
		async (video) =>
			[video.id, await limit(async () => await fetchFile(client, video, chosenName))] as [
				string,
				Fetched,
			],
	);
	return new Map(await Promise.all(fetched));
}
