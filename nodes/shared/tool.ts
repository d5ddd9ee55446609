import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

/** Whether the node runs as a tool of an AI model: n8n lends it a type of its own for that. */
export function isTool(context: Pick<IExecuteSingleFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** How many items a whole node was given: as a tool, it may get them on another connection. */
export function countItems(context: Pick<IExecuteFunctions, 'getInputData'>): number {
	return context.getInputData().length || context.getInputData(0, 'ai_tool').length;
}
