import type { INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { Failure } from '../../../../protocol/failure';
import { jobFailed } from '../../../../protocol/failures';
import { keptFailure, otherVideos, type WatchedVideo } from '../../../../protocol/suspension';
import { toApiError } from '../apiError';
import { errorItem, namingItem } from '../errorItem';
import { videoJson } from '../output';
import { retrieveVideo } from '../retrieveVideo';
import type { Asker } from '../run';
import type { Suspension } from './plan';

/** Why a video that has ended is an error to the user; `undefined` where it is none. */
export function failureOf(one: WatchedVideo, { returnsFailed }: Suspension): Failure | undefined {
	const kept = keptFailure(one);
	if (kept !== undefined) return kept;
	if (one.video?.status !== 'failed' || returnsFailed) return undefined;
	return jobFailed(one.video);
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

// What a server answers may be large, so it is not kept between two checks but asked for once more.
async function rawAnswer(asker: Asker | undefined, { id }: WatchedVideo): Promise<unknown> {
	if (asker === undefined) return undefined;
	const told = await retrieveVideo(asker, id).catch(() => undefined);
	return told?.answer.json;
}

/**
 * The items of videos that have ended, each paired with the input item that named it.
 * @param asker needed where the server's untouched answers are wanted
 * @throws NodeApiError for the first video that ended badly, unless the user wants items of those, too
 */
export async function finished(
	node: INode,
	all: readonly WatchedVideo[],
	suspension: Suspension,
	asker: Asker | undefined,
): Promise<INodeExecutionData[]> {
	const { continues, simplify } = suspension;
	return await Promise.all(
		all.map(async (one) => {
			const failure = failureOf(one, suspension);
			if (failure !== undefined && !continues) throw toSuspendError(node, one, failure, all);
			if (failure !== undefined) return errorItem(namingItem(failure, one.item), one.item);
			const answer = simplify ? undefined : await rawAnswer(asker, one);
			// Without a failure it has a job: nothing else is over.
			const { video = { id: one.id } as NonNullable<WatchedVideo['video']> } = one;
			return { json: videoJson(simplify, video, answer), pairedItem: { item: one.item } };
		}),
	);
}
