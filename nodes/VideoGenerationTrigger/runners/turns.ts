import type { IPollFunctions } from 'n8n-workflow';

const underWay = new Set<string>();
const activated = new WeakSet<object>();

/** Whether a user has just activated the workflow. n8n before durable polls gives all polls of an activation the same context. */
export function isActivation(context: IPollFunctions): boolean {
	if (context.getActivationMode() !== 'activate' || activated.has(context)) return false;
	activated.add(context);
	return true;
}

/**
 * Does a poll unless one of this trigger is still under way: n8n starts one whenever it is due, and both would tell the same videos.
 * @param isFirst whether it must be done in any case
 */
export async function inTurn<T>(
	context: IPollFunctions,
	isFirst: boolean,
	task: () => Promise<T | null>,
): Promise<T | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (underWay.has(key) && !isFirst) return null;
	underWay.add(key);
	return await task().finally(() => underWay.delete(key));
}
