import type { Phrase } from '../../reading/phrases';

// Source: BerriAI/litellm 1.110.2, litellm/llms/*/videos/transformation.py.
/** With what words LiteLLM refuses a create whose image was written as for another provider. */
export const MISTAKEN: readonly Phrase[] = [
	{ words: /needs a public image URL for input_reference/, source: 'fal_ai, map_openai_params' },
	{
		words: /Object of type \w+ is not JSON serializable/,
		source: 'runwayml: a file in a JSON body',
	},
	{
		words: /input_reference (must be a URL string|as an object must carry)/,
		source: 'minimax, and litellm/llms/base_llm/videos/async_task_utils.py',
	},
	{
		words: /Unsupported image value|'str' object has no attribute 'read'/,
		source: 'vertex_ai; gemini',
	},
	{
		words: /Expected UploadFile, received/,
		source: 'FastAPI, 422: input_reference as the text of a form',
	},
];
