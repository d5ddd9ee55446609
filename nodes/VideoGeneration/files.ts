import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fileDiffers, type Variant } from '../../client/failures';
import type { RetrievedVideo } from '../../client/retrieve';
import type { StoredFile } from '../../client/transfer';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { differences, missingVideos, type Requested } from '../../protocol/media/differences';
import { fileItems } from '../shared/fileItems';
import { collection } from '../shared/parameters';
import { downloadWish, type Run } from './run';

/** What Create adds to the item of a file. */
export interface Comparison {
	/** How the file differs from what you requested, one sentence each. Empty if nothing differs. @when the file was downloaded */
	differences: string[];
}

/** What a create asks of the file. */
export function requestedOf(inputs: CreateInputs): Requested {
	const { size, seconds, frames, framesPerSecond, audio, count } = inputs;
	const length = seconds ? Number(seconds) : undefined;
	return { size, seconds: length, frames, framesPerSecond, audio, count };
}

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
	const known = state.stored.get(itemIndex);
	const isSame = known?.id === id && known.variant === variant;
	const stored = isSame ? known : { id, variant, files: [], isComplete: false };
	state.stored.set(itemIndex, stored);
	if (!stored.isComplete) {
		await videos.downloadContent(id, downloadWish(run, id, variant), finished, stored.files);
		stored.isComplete = true;
	}
	return stored.files;
}

/** What is different, by file. @throws VideosError where the user wants to stop then */
function compare(
	run: Run,
	id: string | undefined,
	files: StoredFile[],
	requested: Requested,
): string[][] {
	const missing = missingVideos(requested, files.length);
	const found = files.map(({ facts }) => [
		...missing,
		...(facts ? differences(requested, facts) : []),
	]);
	const all = [...new Set(found.flat())];
	const stops = collection(run.context, 'options').text('ifVideoDiffers') === 'stop';
	if (stops && all.length > 0) throw fileDiffers(id, all);
	return found;
}

/** The files of a video as output items, paired with the input item that they come from. */
export function pairedFileItems(
	{ context, itemIndex }: Run,
	json: IDataObject,
	files: readonly StoredFile[],
): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	return fileItems(context, json, files).map((item) => ({ ...item, pairedItem }));
}

/**
 * The items of files, and how each differs from what was requested.
 * @param id of their video; left out where there is no job
 * @param json the fields of the video
 * @param requested what this run has asked of the file; left out, nothing is compared
 */
export function fileItemsOf(
	run: Run,
	id: string | undefined,
	json: IDataObject,
	files: StoredFile[],
	requested?: Requested,
): INodeExecutionData[] {
	const found = requested && compare(run, id, files, requested);
	return pairedFileItems(run, json, files).map((item, index) => {
		if (found === undefined) return item;
		const comparison: Comparison = { differences: found[index] };
		return { ...item, json: { ...item.json, ...comparison } };
	});
}

/** Downloads the files of a finished video: an item each, see {@link fileItemsOf}. */
export async function downloadItems(
	run: Run,
	finished: RetrievedVideo,
	json: IDataObject,
	requested?: Requested,
): Promise<INodeExecutionData[]> {
	const { id } = finished.video;
	const files = await downloadOnce(run, id, 'video', finished);
	return fileItemsOf(run, id, json, files, requested);
}
