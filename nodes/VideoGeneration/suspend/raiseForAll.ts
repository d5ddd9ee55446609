import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Failure } from '../../../protocol/failure';
import type { WatchedVideo } from './watchedVideo';
import { withId } from '../runners/afterCreate';
import { errorItem, namingItem } from '../runners/errorItem';
import { explain } from '../runners/explain';
import { toSuspendError } from './finishedItems';

function about({ id }: WatchedVideo, failure: Failure): Failure {
	return id === '' ? failure : withId(failure, id, []);
}

/** What went wrong for all videos at once: an error that names them, or an item of each (On Error: Continue). */
export async function raiseForAll(
	context: IExecuteFunctions,
	error: unknown,
	watched: readonly WatchedVideo[],
): Promise<INodeExecutionData[]> {
	if (error instanceof NodeApiError) throw error;
	const failure = await explain(context, error, undefined);
	const [first] = watched;
	const isStop = failure.details.stopped === true;
	if (context.continueOnFail() && !isStop) {
		return watched.map((one) => errorItem(namingItem(about(one, failure), one.item), one.item));
	}
	throw toSuspendError(context.getNode(), first, isStop ? failure : about(first, failure), watched);
}
