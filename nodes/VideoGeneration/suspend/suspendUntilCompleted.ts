import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { checkOffered } from '../../../protocol/offers';
import { isOver, type WatchedVideo } from './watchedVideo';
import { askerOf } from '../runners/askerOf';
import { toFailure } from '../runners/cleanFailure';
import { canPark } from './canPark';
import { checkAll } from './check';
import { finished } from './finishedItems';
import { hold } from './hold';
import { park } from './park';
import { readOngoing, readSuspension, type Suspension } from './settings';
import { raiseForAll } from './raiseForAll';
import { round } from './parkedCheck';
import { readWatched } from './readVideos';

// Somebody who runs a workflow by hand may use its credential, but not start another workflow with it.
async function tryToPark(
	context: IExecuteFunctions,
	...rest: [WatchedVideo[], Suspension, number]
): Promise<INodeExecutionData[] | undefined> {
	return await park(context, ...rest).catch((error: unknown) => {
		if (error instanceof NodeApiError) throw error;
		const { message } = toFailure(error);
		context.logger.warn(`n8n could not suspend, so the node waits in memory: ${message}`);
		return undefined;
	});
}

async function suspend(
	context: IExecuteFunctions,
	watched: readonly WatchedVideo[],
): Promise<INodeExecutionData[]> {
	const plan = readSuspension(context);
	const asker = await askerOf(context, plan.options, plan.requestOptions);
	checkOffered(asker.dialect, 'retrieve');
	const { watched: told, retryAfterMs } = await checkAll(asker, watched, true);
	if (canPark(context) && !told.every(isOver)) {
		const parked = await tryToPark(context, told, plan, retryAfterMs);
		if (parked !== undefined) return parked;
	}
	return await finished(context.getNode(), await hold(asker, told, plan), plan, asker);
}

/**
 * Parks the execution until all of its videos have ended: n8n keeps it in its database, holds no worker for it, and goes on with it
 * after a restart. Where n8n cannot park, it waits in memory.
 * @throws NodeApiError that names the videos
 */
export async function suspendUntilCompleted(
	this: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const ongoing = readOngoing(this);
	if (ongoing !== undefined) return [await round(this, ongoing)];
	const watched = readWatched(this);
	const items = await suspend(this, watched).catch(
		async (error: unknown) => await raiseForAll(this, error, watched),
	);
	return [items];
}
