import type { IExecuteFunctions } from 'n8n-workflow';
import type { Suspension } from './settings';

/**
 * Whether nobody waits for the videos any more: n8n does not stop a child with its parent, but stores the stop as the parent's
 * error. What cannot be looked up counts as waiting.
 */
export async function isAbandoned(
	context: IExecuteFunctions,
	{ parent }: Suspension,
): Promise<boolean> {
	if (parent === undefined) return false;
	try {
		const execution = await context.getExecutionDataById(parent.executionId);
		// A parent that runs is no sign: n8n holds short waits in memory, and the parent with them.
		return execution === undefined || execution.resultData?.error !== undefined;
	} catch {
		return false;
	}
}
