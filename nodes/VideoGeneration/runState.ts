import type { IExecuteSingleFunctions, NodeApiError } from 'n8n-workflow';
import { BusyQueue } from '../../client/busyQueue';
import { Crowd } from '../../client/crowd';
import { Places } from '../../client/places';
import type { BodyForm } from '../../protocol/dialects/inputs';
import type { ModelDescription } from '../../protocol/reading/modelDescription';
import { collection, type Fields } from '../shared/parameters';
import type { StoredFile } from '../../client/transfer';
import { createLimits, type RunLimits } from '../shared/server';
import { isTool } from '../shared/tool';

/** The files of a video, of one variant, that are in n8n's storage. */
interface StoredFiles {
	id: string;
	files: StoredFile[];
	/** Whether that is all of them. */
	isComplete: boolean;
}

/** What all items of one node run share. Retry On Fail runs them again with the same state. */
export interface RunState {
	limits: RunLimits;
	/** The places for jobs, if the user limits how many render at the same time. */
	places: Places | undefined;
	/** The waits for jobs. */
	crowd: Crowd;
	/** The creates that wait for a busy server. */
	busyQueue: BusyQueue;
	/** The form of body that the server could read after it could not read another. */
	bodyForm?: BodyForm;
	/** By base URL: what the server says about its models, if it has been asked. */
	models: Map<string, Promise<Map<string, ModelDescription> | undefined>>;
	/** By base URL and model: the provider behind it, where a gateway was asked. */
	providers: Map<string, Promise<string | undefined>>;
	/** By item index: what became, or will become, of a create that was sent. */
	creates: Map<number, Promise<unknown>>;
	/** By item index and variant: what is in n8n's storage. A retry need not download it again. */
	stored: Map<string, StoredFiles>;
	/** The ids of the videos that this run created, by item index. */
	created: Map<number, string[]>;
	/** Errors that were raised, with their own hint and video: a later create adds its id to them. */
	raised: Map<NodeApiError, { hint: string; own: string | undefined }>;
}

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

function createPlaces(options: Fields): Places | undefined {
	// What is not a number, createRun refuses.
	const most = Math.floor(options.read('videosAtOnce', Number));
	return most >= 1 ? new Places(most) : undefined;
}

/** The state that belongs to a node run. How many requests and jobs may be active at once is read from its first item. */
export function runState(context: IExecuteSingleFunctions): RunState {
	const key = keyOf(context);
	const known = key && states.get(key);
	if (known) return known;
	const state: RunState = {
		limits: createLimits(collection(context, 'options')),
		places: createPlaces(collection(context, 'options')),
		crowd: new Crowd(),
		busyQueue: new BusyQueue(),
		models: new Map(),
		providers: new Map(),
		creates: new Map(),
		stored: new Map(),
		created: new Map(),
		raised: new Map(),
	};
	if (key) states.set(key, state);
	return state;
}

/** Asks what a run needs to know only once, whatever the number of its items and tries. */
export async function askOnce<T>(
	answers: Map<string, Promise<T>>,
	key: string,
	ask: () => Promise<T>,
): Promise<T> {
	const answer = answers.get(key) ?? ask();
	answers.set(key, answer);
	return await answer;
}
