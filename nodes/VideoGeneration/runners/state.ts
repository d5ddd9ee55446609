import type { IExecuteData, NodeApiError } from 'n8n-workflow';
import { createLimiter, type Limiter } from '../../../protocol/limiter';
import type { Answer } from './answer';
import type { Failure } from '../../../protocol/failure';

/** What became of an item's create: the job that answered, or why nobody knows. */
export type CreateRecord = { answer: Answer } | { unsure: Failure };

/** What all items of one node run share. Retry On Fail runs them again with the same state. */
export interface RunState {
	limit: Limiter;
	/** By item index: a create that was answered, or may have been taken, is not sent again. */
	creates: Map<number, CreateRecord>;
	/** The ids of the videos that this run created, by item index. */
	created: Map<number, string[]>;
	/** Errors that were raised, with the hint and the video of their own: a later create adds its id to them. */
	raised: Map<NodeApiError, { hint: string; own: string | undefined }>;
}

const DEFAULT_IN_FLIGHT = 8;

// n8n hands the same object to every item and to every try of Retry On Fail.
const states = new WeakMap<IExecuteData, RunState>();

/**
 * The state that belongs to a node run.
 * @param mostInFlight how many requests may be under way at once; 0 for the default of 8
 */
export function runState(key: IExecuteData, mostInFlight: number): RunState {
	let state = states.get(key);
	if (state === undefined) {
		state = {
			limit: createLimiter(mostInFlight > 0 ? mostInFlight : DEFAULT_IN_FLIGHT),
			creates: new Map(),
			created: new Map(),
			raised: new Map(),
		};
		states.set(key, state);
	}
	return state;
}
