import type { INodeProperties } from 'n8n-workflow';
import { supportedBy } from './supportedBy';

/** Where a server that calls back says that the video has ended. */
export const CALLBACK_URL: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://my-n8n.example.com/webhook/…/webhook',
	description: supportedBy(
		'callbackUrl',
		'Where the server reports that the video is finished or has failed: the Production URL of a Video Generation Webhook Trigger',
	),
};
