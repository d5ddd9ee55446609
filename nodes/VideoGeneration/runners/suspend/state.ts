import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { WatchedVideo } from '../../../../protocol/suspension';

/** What goes round between two checks: one item, read by the child workflow's nodes and by people in its execution. */
export function toStateItem(watched: readonly WatchedVideo[], seconds: number): INodeExecutionData {
	const json = { next_check_in_seconds: seconds, videos: watched };
	return { json: json as unknown as IDataObject, pairedItem: { item: 0 } };
}

/** The videos of a state item. */
export function readState(item: INodeExecutionData): WatchedVideo[] {
	return item.json.videos as unknown as WatchedVideo[];
}
