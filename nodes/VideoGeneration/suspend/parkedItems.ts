import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { slim, type WatchedVideo } from './watchedVideo';

/** What a parked item carries beside the video's id and state. */
interface Parked {
	next_check_in_seconds: number;
	video: WatchedVideo;
}

/**
 * What goes round between two checks: an item a video, with its id. Should n8n be ended in the moment of a check, it may go on with these in
 * place of the finished videos (n8n 2.41): whatever comes next then still knows which videos they are, and that they are not finished.
 */
export function toParked(watched: readonly WatchedVideo[], seconds: number): INodeExecutionData[] {
	return watched.map((one) => {
		const suspended: Parked = { next_check_in_seconds: seconds, video: slim(one) };
		const json = { id: one.id, status: one.status ?? 'queued', suspended };
		return { json: json as unknown as IDataObject, pairedItem: { item: one.item } };
	});
}

/** The videos of parked items. */
export function readParked(items: INodeExecutionData[]): WatchedVideo[] {
	return items.map(({ json }) => (json.suspended as unknown as Parked).video);
}
