import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, OPENAI_FIELDS } from './openai';

// Source: BerriAI/litellm, litellm/proxy/video_endpoints/endpoints.py and litellm/types/videos/main.py.
export const litellm: Dialect = {
	name: 'litellm',
	displayName: 'LiteLLM',
	listsModels: true,
	forms: ['multipart', 'json'],
	nested: 'brackets',
	fields: OPENAI_FIELDS,
	offers: ['retrieve', 'list', 'content', 'remix', 'edit', 'extend', 'characters'],
	modelInfo: { path: '/model/info', tells: 'prices' },
	...OPENAI_CHOICES,
	setUp: {
		baseUrl: 'http://YOUR-HOST:4000/v1',
		key: 'A LiteLLM key',
		model: "A model_name of the proxy's configuration",
		special:
			'What the node has no field for goes into Extra Body Fields: the proxy hands it on to the provider. Get Many wants the provider, in the extra query parameter custom_llm_provider.',
	},
};
