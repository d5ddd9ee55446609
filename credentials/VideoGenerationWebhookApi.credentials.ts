import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

// Without a test of its own: a secret for checking what comes in cannot be tried out at a server. The trigger tests whether it can be read.
export class VideoGenerationWebhookApi implements ICredentialType {
	name = 'videoGenerationWebhookApi';

	displayName = 'Video Generation Webhook API';

	icon: Icon = {
		light: 'file:../icons/videoGeneration.svg',
		dark: 'file:../icons/videoGeneration.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-video-generation/n8n-nodes-video-generation/blob/main/docs/triggers.md#webhooks';

	properties: INodeProperties[] = [
		{
			displayName: 'Scheme',
			name: 'scheme',
			type: 'options',
			default: 'standardWebhooks',
			description: 'How your server signs its events',
			options: [
				{
					name: 'OpenRouter',
					value: 'openRouter',
					description:
						'With the header X-OpenRouter-Signature, if its workspace has a signing secret',
				},
				{
					name: 'Standard Webhooks',
					value: 'standardWebhooks',
					description: 'As OpenAI does it, with the header webhook-signature',
				},
			],
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. whsec_…',
			description:
				'The secret from the webhook settings of your server. While you change it, enter both the old and the new one, separated by a space.',
		},
	];
}
