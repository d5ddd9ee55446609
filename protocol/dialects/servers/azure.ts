import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, OPENAI_FIELDS, openai } from './openai';

// Source: Microsoft Learn, Microsoft Foundry, REST reference, Videos: learn.microsoft.com/azure/foundry/reference/rest/video-generation-create-video,
// …-create-video-edit-…, …-create-video-character. Nothing there about extensions was found.
export const azure: Dialect = {
	...openai,
	name: 'azure',
	displayName: 'Azure OpenAI (Foundry)',
	host: /(^|\.)openai\.azure\.com$|(^|\.)(services\.ai|cognitiveservices)\.azure\.com$/,
	otherPaths: /\/openai\/./,
	auth: { header: 'api-key' },
	fields: { ...OPENAI_FIELDS, characters: undefined },
	offers: ['retrieve', 'list', 'delete', 'content', 'remix', 'edit', 'characters'],
	...OPENAI_CHOICES,
	seconds: ['4', '8', '12'],
	setUp: {
		isFor: 'Azure OpenAI in Microsoft Foundry, formerly Azure AI Foundry',
		baseUrl: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1',
		key: 'A key of your resource',
		note: 'The Base URL is the endpoint that the Azure portal shows. If you have a Microsoft Entra ID token instead of a key, set Authentication to API Key as Bearer Token.',
		model: 'The name of your deployment',
	},
};
