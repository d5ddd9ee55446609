import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fileDiffers } from '../../client/failures';
import type { RetrievedVideo } from '../../client/retrieve';
import type { StoredFile } from '../../client/transfer';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { differences, missingVideos, type Requested } from '../../protocol/media/differences';
import { fileItems } from '../shared/fileItems';
import { downloadOnce } from './downloadOnce';
import { withOtherFiles } from './otherFiles';
import type { Run } from './run';

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
	const stops = run.options.text('ifVideoDiffers') === 'stop';
	if (stops && all.length > 0) throw fileDiffers(id, all);
	return found;
}

/** The files of a video as output items, paired with the input item that they come from. */
export function pairedFileItems(
	{ context, itemIndex, options }: Run,
	json: IDataObject,
	files: readonly StoredFile[],
): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	return fileItems(context, options, json, files).map((item) => ({ ...item, pairedItem }));
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

/** Downloads the files of a finished video: an item each, see {@link fileItemsOf}, and those of *Also Download*. */
export async function downloadItems(
	run: Run,
	finished: RetrievedVideo,
	json: IDataObject,
	requested?: Requested,
): Promise<INodeExecutionData[]> {
	const { id } = finished.video;
	const files = await downloadOnce(run, id, 'video', finished);
	const items = fileItemsOf(run, id, json, files, requested);
	return await withOtherFiles(run, id, items, finished);
}
