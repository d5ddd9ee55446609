import type { IDataObject, IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Place } from '../../client/places';
import type { WaitPlan } from '../../client/polling';
import type { DownloadWish } from '../../client/transfer';
import type { Variant } from '../../client/failures';
import { Videos } from '../../client/videos';
import type { ErrorContext, HttpContext } from '../shared/credential';
import { fileName } from '../shared/fileName';
import { collection, Fields } from '../shared/parameters';
import { connectServer } from '../shared/server';
import type { RunState } from './runState';
import { waitPlan } from './waitPlan';

/** One item's run of an operation. */
export interface Run extends ErrorContext {
	context: IExecutePaginationFunctions;
	itemIndex: number;
	/** The client, connected to the server of the credential. */
	videos: Videos;
	/** Shared by all items of this node run, and by its retries. */
	state: RunState;
	/** Its place among the jobs that render at the same time, if the user limits them. */
	place: Place | undefined;
	/** The node's Options. Each time that they are read, n8n evaluates all expressions in them. */
	options: Fields;
	/** How the user wants to wait, for the video and for a busy server. */
	plan: WaitPlan;
	/** Body and query fields that the description's routing has collected. */
	body: Fields;
	query: IDataObject;
}

/** Gathers what an item's run needs from the request that n8n's routing has collected for it. */
export async function createRun(
	context: IExecutePaginationFunctions,
	collected: object,
	state: RunState,
	place?: Place,
): Promise<Run> {
	const request = collected as IHttpRequestOptions;
	const options = collection(context, 'options');
	options.number('videosAtOnce', { least: 0, whole: true });
	const { server, redaction, asked } = await connectServer(context as unknown as HttpContext, {
		options,
		// n8n's routing has read them too, but would cut a proxy's password at a colon.
		requestOptions: collection(context, 'requestOptions').toJSON(),
		allowedDomains: request.allowedDomains,
		limits: state.limits,
		stopSignal: context.getExecutionCancelSignal(),
	});
	const item = context.getItemIndex();
	const plan = waitPlan(options);
	const busyWait = { queue: state.busyQueue, item, timeoutMs: plan.minutes * 60_000 };
	return {
		context,
		itemIndex: item,
		videos: new Videos({ ...server, busyWait }),
		redaction,
		asked,
		state,
		place,
		options,
		plan,
		body: new Fields((request.body ?? {}) as IDataObject),
		query: (request.qs ?? {}) as IDataObject,
	};
}

/** How the user wants a file of a video: which one, and what it is called. */
export function downloadWish({ options }: Run, id: string, variant: Variant): DownloadWish {
	const chosen = options.text('fileName');
	return {
		variant,
		nameOf: (extension, index) => fileName(id, variant, extension, chosen, index),
	};
}
