import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { testCredential } from '../shared/credentialTest/testCredential';
import { WEBHOOK_FIELDS } from './fields/webhookFields';
import { receive } from './receive';
import { testWebhookCredential } from './webhookCredential';

export class VideoGenerationWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Video Generation Webhook Trigger',
		name: 'videoGenerationWebhookTrigger',
		icon: {
			light: 'file:../../icons/videoGenerationWebhookTrigger.svg',
			dark: 'file:../../icons/videoGenerationWebhookTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when a server says that a video is finished or has failed',
		eventTriggerDescription: 'Waiting for your server to send an event',
		activationMessage: 'Your server can now send its events to the Production URL of the trigger.',
		defaults: { name: 'Video Generation Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'videoGenerationApi',
				displayName: 'Credential for the Server',
				required: true,
				testedBy: 'testCredential',
			},
			{
				name: 'videoGenerationWebhookApi',
				displayName: 'Credential for Its Webhooks',
				required: true,
				testedBy: 'testWebhookCredential',
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: WEBHOOK_FIELDS,
	};

	methods = { credentialTest: { testCredential, testWebhookCredential } };

	// n8n cannot tell a server where to send its events: there is nothing to register.
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
