import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readRedaction } from '../../shared/credential';
import { presentable } from '../../shared/nodeError';
import { Fields } from '../../shared/parameters';
import { connectForNode, type ServerWithRedaction } from '../../shared/server';
import { checkAll, type Check } from './check';
import { finishedItems } from './finishedItems';
import { isAbandoned } from './parentStatus';
import { readParked, toParked } from './parkedItems';
import { parkSeconds } from './parkSeconds';
import { learnFrom, withRenderTimes } from './renderTimes';
import type { Suspension } from './settings';
import { endAtDeadline, isOver, type WatchedVideo } from './watchedVideo';

// Whatever keeps a check from being made (a credential that is being changed, say) says nothing about the videos.
async function withoutCheck(
	context: IExecuteFunctions,
	error: unknown,
	watched: WatchedVideo[],
): Promise<Check> {
	const { kind, message } = presentable(error, await readRedaction(context));
	if (kind === 'stopped') throw error;
	context.logger.warn(`The suspended videos could not be checked: ${message}`);
	return {
		watched: watched.map((one) => (isOver(one) ? one : { ...one, lastReason: message })),
		retryAfterMs: 0,
	};
}

/**
 * One check of a suspended wait, in the child workflow.
 * @returns the state to park with; the finished videos where all have ended; nothing where nobody waits any more
 * @throws NodeApiError when all have ended and one of them badly: n8n ends the waiting execution with it
 */
export async function parkedCheck(
	context: IExecuteFunctions,
	suspension: Suspension,
): Promise<INodeExecutionData[]> {
	if (await isAbandoned(context, suspension)) return [];
	const before = readParked(context.getInputData());
	let connected: ServerWithRedaction | undefined;
	const check = async () => {
		connected = await connectForNode(
			context,
			new Fields(suspension.options),
			suspension.requestOptions,
		);
		const { server } = connected;
		const seen = await checkAll(connected, before, false);
		learnFrom(server, before, seen.watched);
		return { ...seen, watched: withRenderTimes(server, seen.watched) };
	};
	const { watched: seen, retryAfterMs } = await check().catch(
		async (error: unknown) => await withoutCheck(context, error, before),
	);
	const watched = endAtDeadline(seen, suspension, Date.now());
	const redaction = connected?.redaction ?? (await readRedaction(context));
	if (watched.every(isOver)) {
		return await finishedItems(context.getNode(), watched, suspension, { ...connected, redaction });
	}
	const seconds = parkSeconds(suspension, watched, Date.now(), retryAfterMs);
	return toParked(watched, seconds, redaction, suspension.parent);
}
