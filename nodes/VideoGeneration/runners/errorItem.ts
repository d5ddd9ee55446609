import type { INodeExecutionData } from 'n8n-workflow';
import { Failure } from '../../../protocol/failure';

/** What is not about a video is about an item; n8n's own errors name it in the same way. */
export function namingItem(failure: Failure, item: number): Failure {
	const { message, details } = failure;
	const isNamed = details.videoId !== undefined || message.includes(`item ${item}`);
	return isNamed || details.stopped ? failure : new Failure(`${message} [item ${item}]`, details);
}

/**
 * A failure in an item's place (On Error: Continue). Every host routes an item that has only `error` to the error output; an object
 * keeps the id in it.
 */
export function errorItem({ message, details }: Failure, item: number): INodeExecutionData {
	const { videoId, videoStatus, hint } = details;
	const told = {
		message,
		...(videoId !== undefined && { id: videoId }),
		...(videoStatus !== undefined && { status: videoStatus }),
		...(hint !== undefined && { hint }),
	};
	return { json: { error: told }, pairedItem: { item } };
}
