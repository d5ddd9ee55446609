import type { INodeProperties } from 'n8n-workflow';
import { EXTRA_OPTIONS } from '../../shared/fields/options';
import { SIMPLIFY } from '../../shared/fields/simplify';

const WHERE_TO_PASTE =
	'n8n cannot tell your server where to send its events. Copy the Production URL above and paste it where your server or gateway asks for a webhook. OpenRouter asks for it in each request: paste it into the option Callback URL of Create, and set a signing secret in your OpenRouter workspace.';

/** The trigger's fields. */
export const WEBHOOK_FIELDS: INodeProperties[] = [
	{ displayName: WHERE_TO_PASTE, name: 'whereToPaste', type: 'notice', default: '' },
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['completed', 'failed'],
		description: 'Which outcomes start the workflow',
		options: [
			{
				name: 'Video Completed',
				value: 'completed',
				description: 'The video is finished; its file can be downloaded',
			},
			{
				name: 'Video Failed',
				value: 'failed',
				description: 'The video could not be made, was cancelled or has expired',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			...EXTRA_OPTIONS,
			{
				displayName: 'Models',
				name: 'models',
				type: 'string',
				default: '',
				placeholder: 'e.g. sora-2, veo-3.1',
				description:
					'Only videos of these models start the workflow, separated by commas, and those whose model the server does not tell',
			},
			SIMPLIFY,
		],
	},
];
