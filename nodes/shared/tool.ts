import type { IExecuteSingleFunctions } from 'n8n-workflow';

/** Whether the node runs as a tool of an AI model: n8n lends it a type of its own for that. */
export function isTool(context: Pick<IExecuteSingleFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}
