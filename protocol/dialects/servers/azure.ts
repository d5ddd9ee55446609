import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, OPENAI_FIELDS, openai } from './openai';

// Source: Microsoft Learn, Azure OpenAI in Azure AI Foundry Models, v1 API reference, Videos.
export const azure: Dialect = {
	...openai,
	name: 'azure',
	displayName: 'Azure AI Foundry',
	host: /(^|\.)openai\.azure\.com$|(^|\.)services\.ai\.azure\.com$/,
	fields: { ...OPENAI_FIELDS, characters: undefined },
	offers: ['retrieve', 'list', 'delete', 'content', 'remix'],
	...OPENAI_CHOICES,
	seconds: ['4', '8', '12'],
	setUp: {
		baseUrl: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1',
		key: 'API Key in a Custom Header, with the header api-key',
		model: 'The name of your deployment',
		special: 'The reference protocol. Set Authentication to API Key in a Custom Header.',
	},
};
