import type { Variant } from '../../client/failures';
import type { RetrievedVideo } from '../../client/retrieve';
import type { StoredFile } from '../../client/transfer';
import { downloadWish, type Run } from './run';

/**
 * Downloads the files of a video, once per item and node run: Retry On Fail runs the item again, and then gets those that are in n8n's storage.
 * @param finished the finished job, where it is known
 */
export async function downloadOnce(
	run: Run,
	id: string,
	variant: Variant,
	finished?: RetrievedVideo,
): Promise<StoredFile[]> {
	const { state, itemIndex, videos } = run;
	const key = `${itemIndex} ${variant}`;
	const known = state.stored.get(key);
	const stored = known?.id === id ? known : { id, files: [], isComplete: false };
	state.stored.set(key, stored);
	if (!stored.isComplete) {
		await videos.downloadContent(id, downloadWish(run, id, variant), finished, stored.files);
		stored.isComplete = true;
	}
	return stored.files;
}
