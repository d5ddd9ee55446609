import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { endAtDeadline, isOver, parkSeconds, type WatchedVideo } from './watchedVideo';
import { askerOf } from '../runners/askerOf';
import { explain } from '../runners/explain';
import type { Asker } from '../runners/run';
import { checkAll, type Check } from './check';
import { finished } from './finishedItems';
import { isForsaken } from './parentStatus';
import type { Suspension } from './settings';
import { readParked, toParked } from './parkedItems';

// Whatever keeps a check from being made (a credential that is being changed, say) tells nothing about the videos.
async function withoutCheck(
	context: IExecuteFunctions,
	error: unknown,
	watched: WatchedVideo[],
): Promise<Check> {
	const { message, details } = await explain(context, error, undefined);
	if (details.stopped) throw error;
	context.logger.warn(`The suspended videos could not be checked: ${message}`);
	return {
		watched: watched.map((one) => (isOver(one) ? one : { ...one, lastWords: message })),
		retryAfterMs: 0,
	};
}

/**
 * One check of a suspended wait, in the child workflow.
 * @returns the state to park with; the finished videos where all have ended; nothing where nobody waits any more
 * @throws NodeApiError when all have ended and one of them badly: n8n ends the waiting execution with it
 */
export async function round(
	context: IExecuteFunctions,
	suspension: Suspension,
): Promise<INodeExecutionData[]> {
	if (await isForsaken(context, suspension)) return [];
	const before = readParked(context.getInputData());
	let asker: Asker | undefined;
	const check = async () => {
		asker = await askerOf(context, suspension.options, suspension.requestOptions);
		return await checkAll(asker, before, false);
	};
	const { watched: told, retryAfterMs } = await check().catch(
		async (error: unknown) => await withoutCheck(context, error, before),
	);
	const watched = endAtDeadline(told, suspension, Date.now());
	if (watched.every(isOver)) return await finished(context.getNode(), watched, suspension, asker);
	return toParked(watched, parkSeconds(suspension, Date.now(), retryAfterMs));
}
