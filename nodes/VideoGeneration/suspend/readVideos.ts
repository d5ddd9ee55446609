import type { IExecuteFunctions } from 'n8n-workflow';
import { badId } from '../../../protocol/failures';
import { keepFailure, watch, type WatchedVideo } from './watchedVideo';
import { pathSegment } from '../../../protocol/url';
import { toFailure } from '../runners/cleanFailure';

// As a tool, the node may be given its input on another connection.
function countItems(context: IExecuteFunctions): number {
	return context.getInputData().length || context.getInputData(0, 'ai_tool').length;
}

function readOne(context: IExecuteFunctions, item: number): WatchedVideo {
	try {
		const value: unknown = context.getNodeParameter('video', item, '', { extractValue: true });
		const id = String(value ?? '').trim();
		return pathSegment(id) === undefined
			? keepFailure(watch(item, ''), badId(id))
			: watch(item, id);
	} catch (error) {
		// An expression that fails for one item says nothing about the others.
		return keepFailure(watch(item, ''), toFailure(error));
	}
}

/** The videos that the items name, in their order. What names none has failed already. */
export function readWatched(context: IExecuteFunctions): WatchedVideo[] {
	return Array.from({ length: countItems(context) }, (_, item) => readOne(context, item));
}
