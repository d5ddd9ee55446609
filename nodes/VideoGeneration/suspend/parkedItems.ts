import { withCleanError } from '../../shared/items';
import type { Redaction } from '../../../client/redaction';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Suspension } from './settings';
import { slim, type WatchedVideo } from './watchedVideo';

/** What a parked item carries beside the video's id and state. */
interface Parked {
	/** The execution that waits for the video. */
	of_execution?: string;
	next_check_in_seconds: number;
	video: WatchedVideo;
}

// What a server said is stored with each check: without the key, and its reason as a message would show it.
function withCleanReasons(one: WatchedVideo, redaction: Redaction): WatchedVideo {
	const { lastReason, video, ...rest } = redaction.json(one);
	return {
		...rest,
		...(video && { video: withCleanError(video, redaction) }),
		...(lastReason !== undefined && { lastReason: redaction.text(lastReason) }),
	};
}

/**
 * What goes round between two checks: one item per video, with its id. Should n8n be ended in the moment of a check, it may go on with these in
 * place of the finished videos (n8n 2.41): whatever comes next then still knows which videos they are, and that they are not finished.
 */
export function toParked(
	watched: readonly WatchedVideo[],
	seconds: number,
	redaction: Redaction,
	parent?: Suspension['parent'],
): INodeExecutionData[] {
	return watched.map((one) => {
		const video = withCleanReasons(slim(one), redaction);
		const suspended: Parked = {
			...(parent && { of_execution: parent.executionId }),
			next_check_in_seconds: seconds,
			video,
		};
		const json = { id: one.id, status: one.status ?? 'queued', suspended };
		return { json: json as unknown as IDataObject, pairedItem: { item: one.item } };
	});
}

/** The videos of parked items. */
export function readParked(items: INodeExecutionData[]): WatchedVideo[] {
	return items.map(({ json }) => (json.suspended as unknown as Parked).video);
}
