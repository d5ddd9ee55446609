import type { INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';
import { jobFailed } from '../../../protocol/failures';
import { keptFailure, otherVideos, type WatchedVideo } from './watchedVideo';
import { readVideo, type Video } from '../../../protocol/reading/video';
import { toApiError } from '../runners/apiError';
import { errorItem, namingItem } from '../runners/errorItem';
import { videoJson } from '../runners/output';
import { retrieveVideo } from '../runners/retrieveVideo';
import type { Asker } from '../runners/run';
import type { Suspension } from './settings';

/** A video whose wait is over, as it is told: its job, or why there is none to tell. */
interface Ended {
	one: WatchedVideo;
	video: Video;
	/** The server's untouched answer, where it was asked for it now. */
	answer?: unknown;
	failure?: Failure;
}

function failureOf(one: WatchedVideo, { returnsFailed }: Suspension): Failure | undefined {
	const kept = keptFailure(one);
	if (kept !== undefined) return kept;
	return one.video?.status === 'failed' && !returnsFailed ? jobFailed(one.video) : undefined;
}

// What a server answers may be large, so it is not kept between two checks but asked for once more. What is known does, where it is away.
async function tell(
	one: WatchedVideo,
	suspension: Suspension,
	asker: Asker | undefined,
): Promise<Ended> {
	const failure = failureOf(one, suspension);
	const known = one.video ?? (readVideo({ id: one.id, status: one.status ?? '' }, one.id) as Video);
	const isEnough = failure !== undefined || (suspension.simplify && one.video !== undefined);
	if (isEnough || asker === undefined) return { one, video: known, failure };
	const told = await retrieveVideo(asker, one.id).catch(() => undefined);
	return { one, video: told?.video ?? known, answer: told?.answer.json };
}

/** The error that ends the node because of one video; it names the others. */
export function toSuspendError(
	node: INode,
	one: WatchedVideo,
	failure: Failure,
	all: readonly WatchedVideo[],
): NodeApiError {
	const { message, details } = namingItem(failure, one.item);
	const hint = `${details.hint ?? ''}${otherVideos(all, one)}`.trim();
	return toApiError(node, new Failure(message, { ...details, hint }), one.item);
}

/**
 * The items of videos that have ended, each paired with the input item that named it.
 * @param asker needed for what was not kept
 * @throws NodeApiError for the first video that ended badly, unless the user wants items of those, too
 */
export async function finished(
	node: INode,
	all: readonly WatchedVideo[],
	suspension: Suspension,
	asker: Asker | undefined,
): Promise<INodeExecutionData[]> {
	const { continues, simplify } = suspension;
	const ended = await Promise.all(all.map(async (one) => await tell(one, suspension, asker)));
	return ended.map(({ one, video, answer, failure }) => {
		if (failure !== undefined && !continues) throw toSuspendError(node, one, failure, all);
		if (failure !== undefined) return errorItem(namingItem(failure, one.item), one.item);
		return { json: videoJson(simplify, video, answer), pairedItem: { item: one.item } };
	});
}
