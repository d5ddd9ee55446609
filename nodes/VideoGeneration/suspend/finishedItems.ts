import type { INode, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { VideosError } from '../../../client/errors';
import { jobFailed } from '../../../client/failures';
import { retrieveVideo } from '../../../client/retrieve';
import { readVideo, type Video } from '../../../protocol/reading/video';
import type { Redaction } from '../../../client/redaction';
import { toItem, videoJson } from '../../shared/items';
import { errorItem, namingItem, presentable, toNodeError } from '../../shared/nodeError';
import type { ServerWithRedaction } from '../../shared/server';
import { withInput } from '../inputFields';
import type { Suspension } from './settings';
import { keptError, otherVideos, type WatchedVideo } from './watchedVideo';

/** A video whose wait is over: its job, or why there is none. */
interface Ended {
	one: WatchedVideo;
	video: Video;
	/** The server's untouched answer, where it was requested now. */
	answer?: unknown;
	error?: VideosError;
}

function errorOf(
	one: WatchedVideo,
	{ returnsFailed }: Suspension,
	redaction: Redaction,
): VideosError | undefined {
	const kept = keptError(one);
	const hasFailed = kept === undefined && one.video?.status === 'failed' && !returnsFailed;
	const error = hasFailed && one.video ? jobFailed(one.video, one.word) : kept;
	return error && presentable(error, redaction);
}

// What a server answers may be large, so it is not kept between two checks but requested once more. What is known does, where it is away.
async function end(
	one: WatchedVideo,
	suspension: Suspension,
	{ server, redaction }: Partial<ServerWithRedaction> & Pick<ServerWithRedaction, 'redaction'>,
): Promise<Ended> {
	const error = errorOf(one, suspension, redaction);
	const known = one.video ?? (readVideo({ id: one.id, status: one.status ?? '' }, one.id) as Video);
	const isEnough = error !== undefined || (suspension.simplify && one.video !== undefined);
	if (isEnough || server === undefined) return { one, video: known, error };
	const retrieved = await retrieveVideo(server, one.id).catch(() => undefined);
	return { one, video: retrieved?.video ?? known, answer: retrieved?.response.json };
}

/** The error that ends the node because of one video; it names the others. */
export function toSuspendError(
	node: INode,
	one: WatchedVideo,
	error: VideosError,
	all: readonly WatchedVideo[],
): NodeApiError | NodeOperationError {
	const { kind, message, details } = namingItem(error, one.item);
	const hint = `${details.hint ?? ''}${otherVideos(all, one)}`.trim();
	return toNodeError(node, new VideosError(kind, message, { ...details, hint }), one.item);
}

/**
 * The items of videos that have ended, each paired with the input item that named it.
 * @param connected the server, needed for what was not kept; and the redaction
 * @throws NodeApiError for the first video that ended badly, unless the user wants items of those, too
 */
export async function finishedItems(
	node: INode,
	all: readonly WatchedVideo[],
	suspension: Suspension,
	connected: Partial<ServerWithRedaction> & Pick<ServerWithRedaction, 'redaction'>,
): Promise<INodeExecutionData[]> {
	const { continues, simplify } = suspension;
	const ended = await Promise.all(all.map(async (one) => await end(one, suspension, connected)));
	return ended.map(({ one, video, answer, error }) => {
		if (error !== undefined && !continues) throw toSuspendError(node, one, error, all);
		if (error !== undefined) return errorItem(namingItem(error, one.item), one.item);
		const json = videoJson(simplify, { video, response: { json: answer } }, connected.redaction);
		return withInput(toItem(one.item, json), one.input ?? {});
	});
}
