import type { INodeProperties } from 'n8n-workflow';
import { showFor } from '../../shared/fields/show';

/** What the video should show. */
export function promptField(
	operation: string,
	description: string,
	placeholder: string,
): INodeProperties {
	return {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder,
		description,
		routing: { send: { type: 'body', property: 'prompt' } },
		...showFor('video', operation),
	};
}
