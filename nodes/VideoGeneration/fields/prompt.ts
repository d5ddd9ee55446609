import type { INodeProperties } from 'n8n-workflow';

/** What the video should show. */
export function promptField(description: string, placeholder: string): INodeProperties {
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
	};
}
