import type { Dialect } from '../dialect';
import { ANY, litellmProviders } from '../behind/litellm';
import { OPENAI_CHOICES } from './openai';

// Source: BerriAI/litellm, litellm/proxy/video_endpoints/endpoints.py and litellm/types/videos/main.py.
export const litellm: Dialect = {
	name: 'litellm',
	displayName: 'LiteLLM',
	listsModels: true,
	// Numbers of a form are texts, which some of its providers refuse.
	forms: ['json', 'multipart'],
	nested: 'brackets',
	// proxy/litellm_pre_call_utils.py. Without it the router sends a create up to three times: after a 5xx, a time-out, a 2xx it cannot read.
	headers: { 'x-litellm-num-retries': '0' },
	// The router reads it of JSON and hands it on to nobody: after an error it would send a create to a fallback, too. Source: litellm/router_attempt.py.
	always: { disable_fallbacks: true },
	fields: ANY,
	providers: litellmProviders,
	offers: ['retrieve', 'list', 'content', 'remix', 'edit', 'extend', 'characters'],
	modelInfo: { path: '/model/info', tells: 'prices' },
	...OPENAI_CHOICES,
	setUp: {
		baseUrl: 'http://YOUR-HOST:4000/v1',
		key: 'A LiteLLM key',
		model: "A model_name from the proxy's configuration",
		inNode:
			'The node asks the proxy for the provider of the model and writes images and other fields as that provider takes them. If your key may not read /model/info, choose it in the option Provider of the Model. Fields that the node does not have go into Extra Body Fields. Get Many needs the extra query parameter custom_llm_provider.',
	},
};
