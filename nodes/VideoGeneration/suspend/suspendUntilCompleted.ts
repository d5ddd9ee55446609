import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkOffered } from '../../../client/offers';
import { presentable } from '../../shared/nodeError';
import { Fields } from '../../shared/parameters';
import { connectForNode, type ServerWithRedaction } from '../../shared/server';
import { CANNOT_PARK, canPark } from './canPark';
import { checkAll, type Check } from './check';
import { finishedItems } from './finishedItems';
import { explainHold } from './explain';
import { hold } from './hold';
import { park } from './park';
import { parkedCheck } from './parkedCheck';
import { raiseForAll } from './raiseForAll';
import { readWatched, withInputs } from './readVideos';
import { seedForUnknown, withRenderTimes } from './renderTimes';
import { readOngoing, readSuspension, type Suspension } from './settings';
import { isOver, type WatchedVideo } from './watchedVideo';

// Somebody who runs a workflow by hand may use its credential, but not start another workflow with it.
async function tryToPark(
	context: IExecuteFunctions,
	{ watched, retryAfterMs }: Check,
	plan: Suspension,
	{ redaction }: ServerWithRedaction,
): Promise<INodeExecutionData[] | undefined> {
	return await park(context, watched, plan, retryAfterMs, redaction).catch((error: unknown) => {
		if (error instanceof NodeApiError || error instanceof NodeOperationError) throw error;
		const { message } = presentable(error, redaction);
		explainHold(context, message);
		return undefined;
	});
}

async function suspend(
	context: IExecuteFunctions,
	videos: readonly WatchedVideo[],
): Promise<INodeExecutionData[]> {
	const plan = readSuspension(context);
	const options = new Fields(plan.options);
	const watched = withInputs(context, videos, options);
	const connected = await connectForNode(context, options, plan.requestOptions);
	checkOffered(connected.server, 'retrieve');
	const check = await checkAll(connected, watched, true);
	const isDone = check.watched.every(isOver);
	if (!isDone && !canPark(context)) explainHold(context, CANNOT_PARK);
	if (!isDone && canPark(context)) {
		await seedForUnknown(connected.server, check.watched);
		const known = { ...check, watched: withRenderTimes(connected.server, check.watched) };
		const parked = await tryToPark(context, known, plan, connected);
		if (parked !== undefined) return parked;
	}
	const held = await hold(connected, check.watched, plan);
	return await finishedItems(context.getNode(), held, plan, connected);
}

/**
 * Parks the execution until all of its videos have ended: n8n keeps it in its database, holds no worker for it, and continues it
 * after a restart. Where n8n cannot park, it waits in memory.
 * @throws NodeApiError that names the videos
 */
export async function suspendUntilCompleted(
	this: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const ongoing = readOngoing(this);
	if (ongoing !== undefined) return [await parkedCheck(this, ongoing)];
	const watched = readWatched(this);
	const items = await suspend(this, watched).catch(
		async (error: unknown) => await raiseForAll(this, error, watched),
	);
	return [items];
}
