import type { IPollFunctions } from 'n8n-workflow';

const underWay = new Set<string>();
const activated = new WeakSet<object>();
const stored = new Map<string, { count: number; at: number }>();

// Longer than n8n takes to store what a poll has changed; what it has thrown away is polled again after that.
const STORING_MS = 60_000;

function keyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}

/** Whether a user has just activated the workflow. n8n without durable polls gives all polls of an activation the same context. */
export function isActivation(context: IPollFunctions): boolean {
	if (context.getActivationMode() !== 'activate' || activated.has(context)) return false;
	activated.add(context);
	return true;
}

/**
 * Does a poll unless one of this trigger is still under way: n8n starts one whenever it is due, and both would tell the same videos.
 * @param isActivated whether it must be done in any case
 */
export async function inTurn<T>(
	context: IPollFunctions,
	isActivated: boolean,
	task: () => Promise<T | null>,
): Promise<T | null> {
	const key = keyOf(context);
	if (isActivated) stored.delete(key);
	else if (underWay.has(key)) return null;
	underWay.add(key);
	return await task().finally(() => underWay.delete(key));
}

/** Notes that a poll gives n8n something that it must store. @param count how many polls of this trigger have done so */
export function noteStoring(context: IPollFunctions, count: number): void {
	stored.set(keyOf(context), { count, at: Date.now() });
}

/** Whether n8n read what is remembered before it had stored what the last poll gave it: durable polls may be so close. */
export function isStale(context: IPollFunctions, count: number): boolean {
	const last = stored.get(keyOf(context));
	return last !== undefined && count < last.count && Date.now() - last.at < STORING_MS;
}

const turns = new Map<string, number>();

/** Counts the polls of this trigger in this process. */
export function nextTurn(context: IPollFunctions): number {
	const key = keyOf(context);
	const turn = turns.get(key) ?? 0;
	turns.set(key, turn + 1);
	return turn;
}
