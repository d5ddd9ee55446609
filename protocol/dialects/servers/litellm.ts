import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, OPENAI_FIELDS } from './openai';

// Source: BerriAI/litellm, litellm/proxy/video_endpoints/endpoints.py and litellm/types/videos/main.py.
export const litellm: Dialect = {
	name: 'litellm',
	displayName: 'LiteLLM',
	forms: ['multipart', 'json'],
	nested: 'brackets',
	fields: OPENAI_FIELDS,
	offers: ['retrieve', 'list', 'content', 'remix', 'edit', 'extend', 'characters'],
	...OPENAI_CHOICES,
	setUp: {
		baseUrl: 'http://YOUR-HOST:4000/v1',
		key: 'A LiteLLM key, as a bearer token',
		model: "A model_name of the proxy's configuration",
		special:
			'What the node has no field for goes into Extra Body Fields: the proxy hands it on to the provider. Get Many wants the provider, in the extra query parameter custom_llm_provider.',
	},
};
