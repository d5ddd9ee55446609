import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FileFields, ToolFields } from '../shared/fileItems';
import type { Fields } from '../shared/parameters';
import type { SimpleVideo } from '../shared/simpleVideo';
import { normalizeStatus } from '../../protocol/reading/status';
import type { Comparison } from './files';
import type { OtherFiles } from './otherFiles';

type OfVideo = keyof (SimpleVideo & FileFields & ToolFields & Comparison & OtherFiles);

/** What items of videos have: of an earlier video it would look like that of the new one, which leaves out what is empty. */
const OF_VIDEO: Record<OfVideo, true> & Record<string, true> = {
	...{ id: true, status: true, progress: true, model: true, prompt: true, seconds: true },
	...{ size: true, url: true, urls: true, error: true, created_at: true, completed_at: true },
	...{ expires_at: true, remixed_from_video_id: true, cost: true, currency: true, seed: true },
	...{ usage: true, file: true, index: true, file_url: true, file_note: true },
	...{ differences: true, not_downloaded: true, variant: true, event: true, file_error: true },
};

/** Whether the user wants the fields of the input in the output. */
export function includesInput(options: Fields): boolean {
	return options.flag('includeInputFields') === true;
}

function isVideo({ id, status }: IDataObject): boolean {
	return typeof id === 'string' && typeof status === 'string' && normalizeStatus(status) === status;
}

/** The fields of an input item that go along with its video: of one that is a video itself, those that came with it. */
export function inputFields(json: IDataObject): IDataObject {
	const isOfVideo = isVideo(json);
	// n8n takes an item with the field "error" for a failed one.
	const entries = Object.entries(json).filter(
		([name]) => name !== 'error' && !(isOfVideo && Object.hasOwn(OF_VIDEO, name)),
	);
	return Object.fromEntries(entries);
}

/** An item with the fields of the input, where it has none of the same name. */
export function withInput(item: INodeExecutionData, input: IDataObject): INodeExecutionData {
	return { ...item, json: { ...input, ...item.json } };
}
