import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../protocol/reading/json';
import type { SuspensionPlan } from './watchedVideo';
import { collection, json, ofItem } from '../../shared/parameters';
import { isSimplified } from '../../shared/items';

/** All that a suspended wait needs in each of its checks: it goes through n8n's database as JSON. */
export interface Suspension extends SuspensionPlan {
	/** Whether failed videos are handed on as items rather than raised as errors. */
	returnsFailed: boolean;
	/** Whether errors become items (On Error: Continue). */
	continues: boolean;
	simplify: boolean;
	options: IDataObject;
	requestOptions: IDataObject;
	/** The execution that waits for it, and its workflow. */
	parent?: { executionId: string; workflowId: string };
}

const LONGEST_MINUTES = 365 * 24 * 60;

/** How long to stay suspended at most, where the user says nothing. */
export const SUSPENDED_MINUTES = 24 * 60;

/** The suspended wait that the user asks for, as of now. It is one for all items: its settings are the first item's. */
export function readSuspension(context: IExecuteFunctions): Suspension {
	const first = ofItem(context, 0);
	const options = collection(first, 'options');
	const startedAt = Date.now();
	const minutes =
		options.number('timeout', { least: 0, most: LONGEST_MINUTES }) || SUSPENDED_MINUTES;
	const most = LONGEST_MINUTES * 60;
	return {
		startedAt,
		until: startedAt + minutes * 60_000,
		minutes,
		intervalSeconds: options.number('pollInterval', { least: 0, most }) ?? 0,
		returnsFailed: options.text('onFailure') === 'return',
		continues: context.continueOnFail(),
		simplify: isSimplified(options),
		options: options.toJSON(),
		requestOptions: collection(first, 'requestOptions').toJSON(),
	};
}

/** The suspended wait that this node is a check of; `undefined` where it is the user's own node. */
export function readOngoing(context: IExecuteFunctions): Suspension | undefined {
	const parsed = json(ofItem(context, 0), 'suspension');
	return isRecord(parsed) ? (parsed as unknown as Suspension) : undefined;
}
