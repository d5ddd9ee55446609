import type { INodeProperties } from 'n8n-workflow';

/** Whether what came in goes on to the next node. */
export const INCLUDE_INPUT: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the fields of the input item, such as a title or a row number, to the output. If both have a field of the same name, the output contains that of the video.',
};
