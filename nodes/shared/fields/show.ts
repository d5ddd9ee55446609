import type { IDisplayOptions } from 'n8n-workflow';

/** Shows a field only for some operations of a resource. */
export function showFor(
	resource: string,
	...operations: string[]
): { displayOptions: IDisplayOptions } {
	return { displayOptions: { show: { resource: [resource], operation: operations } } };
}
