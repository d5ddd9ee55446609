import type { INodeProperties } from 'n8n-workflow';

/** What the video should show. One text for all operations: each further entry of this name costs time for every item. */
export const PROMPT: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	required: true,
	placeholder: 'e.g. A calico cat plays a piano on a stage, slow zoom in, warm light',
	description:
		'What the video should show: subject, action, setting, camera, light. For Remix and Edit, describe what to change; for Extend, how the video continues.',
	routing: { send: { type: 'body', property: 'prompt' } },
};
