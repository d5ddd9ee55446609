import type { IExecuteSingleFunctions, NodeApiError } from 'n8n-workflow';
import type { Failure } from '../../../protocol/failure';
import { createLimiter, type Limiter } from '../../../client/limiter';
import { collection } from './parameters';
import type { ToldVideo } from './retrieveVideo';
import { isTool } from './tool';

/** What all items of one node run share. Retry On Fail runs them again with the same state. */
export interface RunState {
	limit: Limiter;
	/** By item index: what became, or will become, of a create that was sent. */
	creates: Map<number, Promise<ToldVideo | Failure>>;
	/** The ids of the videos that this run created, by item index. */
	created: Map<number, string[]>;
	/** Errors that were raised, with the hint and the video of their own: a later create adds its id to them. */
	raised: Map<NodeApiError, { hint: string; own: string | undefined }>;
}

/** How many requests may be under way at once where the user says nothing. */
export const DEFAULT_IN_FLIGHT = 8;

const states = new WeakMap<object, RunState>();

// n8n's agent gives a tool its input on the main connection, n8n's other callers on that of tools (n8n 2.41).
function toolInput(context: IExecuteSingleFunctions): object {
	const { json } = context.getInputData();
	return Object.keys(json).length > 0 ? json : context.getInputData(0, 'ai_tool').json;
}

/**
 * What is the same object for all items of a node run, and in every try of Retry On Fail. As an AI tool, the node gets
 * the agent's own for every call: there it is the call's input.
 */
function keyOf(context: IExecuteSingleFunctions): object | undefined {
	return isTool(context) ? toolInput(context) : context.getExecuteData();
}

/** The state that belongs to a node run. How many requests may be under way is read from its first item. */
export function runState(context: IExecuteSingleFunctions): RunState {
	const key = keyOf(context);
	const known = key && states.get(key);
	if (known) return known;
	const most = Number(collection(context, 'options').maxInFlight ?? 0);
	const state: RunState = {
		limit: createLimiter(most >= 1 ? most : DEFAULT_IN_FLIGHT),
		creates: new Map(),
		created: new Map(),
		raised: new Map(),
	};
	if (key) states.set(key, state);
	return state;
}
