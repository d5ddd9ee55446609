import type { INodeProperties } from 'n8n-workflow';

const SERVERS = [
	{
		name: 'Azure AI Foundry',
		value: 'azure',
		notice:
			'Base URL: https://YOUR-RESOURCE.openai.azure.com/openai/v1. Authentication: API Key in a Custom Header, with the header api-key. The model is the name of your deployment.',
	},
	{
		name: 'LiteLLM',
		value: 'litellm',
		notice:
			'Base URL: http://YOUR-HOST:4000/v1. The API key is a LiteLLM key. The proxy has no Delete.',
	},
	{
		name: 'OpenRouter',
		value: 'openrouter',
		notice:
			'Base URL: https://openrouter.ai/api/v1. In the options of Create choose Body Format JSON; lengths go into Extra Body Fields as {"duration": 8}. There is no Get Many, Delete or Remix.',
	},
	{
		name: 'Other',
		value: 'other',
		notice:
			'Any server or gateway that has POST /v1/videos. The Base URL is what stands before /videos, for most servers with /v1 at its end.',
	},
	{
		name: 'Sandbox',
		value: 'sandbox',
		notice:
			'The local test server of this package: Base URL http://127.0.0.1:8085/v1, API key sk-sandbox. It renders real files and costs nothing.',
	},
	{
		name: 'SGLang',
		value: 'sglang',
		notice:
			'Base URL: http://YOUR-HOST:30000/v1. If it refuses the length, use the options Body Format JSON and Seconds as Number.',
	},
	{
		name: 'vLLM-Omni',
		value: 'vllmOmni',
		notice:
			'Base URL: http://YOUR-HOST:8091/v1. Steps, guidance, seed and the like go into Extra Body Fields. Authentication is None unless the server was started with a key.',
	},
];

/** The server that a credential is for, and what to fill in for it. The choice only shows the notice. */
export const SERVER_FIELDS: INodeProperties[] = [
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		default: 'other',
		description: 'Shows what to fill in below',
		options: SERVERS.map(({ name, value }) => ({ name, value })),
	},
	...SERVERS.map(({ value, notice }): INodeProperties => ({
		displayName: notice,
		name: `${value}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { server: [value] } },
	})),
];
