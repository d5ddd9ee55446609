import type { IExecuteFunctions } from 'n8n-workflow';
import { badId } from '../../../client/failures';
import { pathSegment } from '../../../protocol/url';
import { ofItem, text, type Fields } from '../../shared/parameters';
import { toVideosError } from '../../shared/nodeError';
import { countItems } from '../../shared/tool';
import { includesInput, inputFields } from '../inputFields';
import { keepError, watch, type WatchedVideo } from './watchedVideo';

function readOne(context: IExecuteFunctions, item: number): WatchedVideo {
	try {
		const id = text(ofItem(context, item), 'video');
		return pathSegment(id) === undefined ? keepError(watch(item, ''), badId(id)) : watch(item, id);
	} catch (error) {
		// An expression that fails for one item says nothing about the others.
		return keepError(watch(item, ''), toVideosError(error));
	}
}

/** Lets the fields of the input items go along with their videos, through all checks, if the user wants that. */
export function withInputs(
	context: IExecuteFunctions,
	watched: readonly WatchedVideo[],
	options: Fields,
): readonly WatchedVideo[] {
	if (!includesInput(options)) return watched;
	const items = context.getInputData();
	return watched.map((one) => ({ ...one, input: inputFields(items[one.item]?.json ?? {}) }));
}

/** The videos that the items name, in their order. What names none has failed already. */
export function readWatched(context: IExecuteFunctions): WatchedVideo[] {
	return Array.from({ length: countItems(context) }, (_, item) => readOne(context, item));
}
