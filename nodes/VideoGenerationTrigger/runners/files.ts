import { Failure } from '../../../protocol/failure';
import { outOfTime } from '../../../protocol/failures';
import { createLimiter } from '../../../client/limiter';
import type { Video } from '../../../protocol/reading/video';
import { downloadFile } from '../../VideoGeneration/runners/downloadFile';
import type { Asker } from '../../VideoGeneration/runners/run';
import type { StoredFile } from '../../VideoGeneration/runners/transfer';

/** A file, or why there is none, or that the poll's time was over before it was asked for. */
export type Fetched = StoredFile | Failure | 'later';

const AT_ONCE = 4;

async function fetchFile(asker: Asker, { id }: Video): Promise<Fetched> {
	if (asker.stopSignal?.aborted) return 'later';
	return await downloadFile(asker, id, 'video').catch((error: unknown) => {
		if (!(error instanceof Failure)) throw error;
		return error.details.stopped ? outOfTime(`send the file of the video ${id}`) : error;
	});
}

/** Downloads the files of the completed ones among some videos. @returns by id */
export async function fetchFiles(asker: Asker, videos: Video[]): Promise<Map<string, Fetched>> {
	const limit = createLimiter(AT_ONCE);
	const completed = videos.filter(({ status }) => status === 'completed');
	const fetched = completed.map(
		async (video) =>
			[video.id, await limit(async () => await fetchFile(asker, video))] as [string, Fetched],
	);
	return new Map(await Promise.all(fetched));
}
