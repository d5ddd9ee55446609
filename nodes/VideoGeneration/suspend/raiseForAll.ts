import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { VideosError } from '../../../client/errors';
import { withId } from '../afterCreate';
import { readRedaction } from '../../shared/credential';
import { errorItem, namingItem, presentable, toVideosError } from '../../shared/nodeError';
import { toSuspendError } from './finishedItems';
import type { WatchedVideo } from './watchedVideo';

/** What went wrong for all videos at once: an error that names them, or an item of each (On Error: Continue). */
export async function raiseForAll(
	context: IExecuteFunctions,
	error: unknown,
	watched: readonly WatchedVideo[],
): Promise<INodeExecutionData[]> {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) throw error;
	const redaction = await readRedaction(context);
	const known = toVideosError(error);
	const isStop = known.kind === 'stopped';
	const shown = ({ id }: WatchedVideo): VideosError =>
		presentable(id === '' || isStop ? known : withId(known, id), redaction);
	if (context.continueOnFail() && !isStop) {
		return watched.map((one) => errorItem(namingItem(shown(one), one.item), one.item));
	}
	throw toSuspendError(context.getNode(), watched[0], shown(watched[0]), watched);
}
