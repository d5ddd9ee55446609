import type { INodeProperties } from 'n8n-workflow';
import { EXTRA_OPTIONS } from '../../shared/fields/options';
import { SIMPLIFY } from '../../shared/fields/simplify';

const WHERE_TO_PASTE =
	'n8n cannot tell your server where to send its events. Copy the Production URL above and paste it into the webhook settings of your server or gateway. OpenRouter takes it with each request: paste it into the option Callback URL of Create, and set a signing secret in your OpenRouter workspace.';

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
				description: 'The video is finished and you can download its file',
			},
			{
				name: 'Video Failed',
				value: 'failed',
				description: 'The video failed, was canceled or has expired',
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
					'Only videos of these models, separated by commas, start the workflow, and videos whose model the server does not report',
			},
			SIMPLIFY,
		],
	},
];
