import type { Contender } from './contender.mts';

/** n8n's own OpenAI node with its one video operation. */
export const openAi: Contender = {
	name: 'OpenAI (built-in)',
	fileNode: 'OpenAI',
	isSerial: true,
	nodes: ({ openAiApi }, { model, seconds, size }) => [
		{
			name: 'OpenAI',
			type: '@n8n/n8n-nodes-langchain.openAi',
			typeVersion: 2.3,
			parameters: {
				resource: 'video',
				operation: 'generate',
				modelId: { __rl: true, mode: 'id', value: model },
				prompt: '={{ $json.prompt }}',
				seconds: Number(seconds),
				size,
				options: {},
			},
			credentials: { openAiApi },
		},
	],
	wires: [],
};
