import { VideosError } from '../../client/errors';
import { createLimiter } from '../../client/limiter';
import type { StoredFile } from '../../client/transfer';
import type { Videos } from '../../client/videos';
import type { Video } from '../../protocol/reading/video';
import { fileName } from '../shared/fileName';
import { outOfTime } from './failures';

/** A video's files, or why there are none, or that the poll's time was over before it was requested. */
export type Fetched = StoredFile[] | VideosError | 'later';

const AT_ONCE = 4;

async function fetchFile(videos: Videos, { id }: Video, chosenName: string): Promise<Fetched> {
	if (videos.server.transport.stopSignal?.aborted) return 'later';
	const nameOf = (extension: string, index?: number) =>
		fileName(id, 'video', extension, chosenName, index);
	return await videos.downloadContent(id, { variant: 'video', nameOf }).catch((error: unknown) => {
		if (!(error instanceof VideosError)) throw error;
		return error.kind === 'deadline' ? outOfTime(`send the file of the video ${id}`) : error;
	});
}

/**
 * Downloads the files of the completed ones among some videos.
 * @param chosenName the user's own name for them; empty for their ids
 * @returns by id
 */
export async function fetchFiles(
	chosenName: string,
	client: Videos,
	videos: Video[],
): Promise<Map<string, Fetched>> {
	const limit = createLimiter(AT_ONCE);
	const completed = videos.filter(({ status }) => status === 'completed');
	const fetched = completed.map(
		async (video) =>
			[
				video.id,
				await limit(async () => await fetchFile(client, video, chosenName), 'download'),
			] as [string, Fetched],
	);
	return new Map(await Promise.all(fetched));
}
