import type { Phrase } from './phrases';

/** Words with which LiteLLM refuses a create itself, before it sends it on. */
export interface OwnWords extends Phrase {
	/** Whether the image was written as for another provider. */
	isMistaken?: boolean;
}

/** Each without what LiteLLM puts before it. */
export const LITELLM_WORDS: readonly OwnWords[] = [
	{
		words: /fal\.ai needs a public image URL for input_reference/,
		source: 'LiteLLM 1.110, 500, llms/fal_ai/videos/transformation.py, map_openai_params',
		isMistaken: true,
	},
	{
		words: /input_reference (must be a URL string|as an object must carry)/,
		source:
			'LiteLLM 1.110, 500, llms/minimax/videos/transformation.py and base_llm/videos/async_task_utils.py',
		isMistaken: true,
	},
	{
		words: /Object of type \w+ is not JSON serializable\b/,
		source: 'LiteLLM 1.110, 500, a file for Runway: the request cannot be written',
		isMistaken: true,
	},
	{
		words: /Unsupported image value '/,
		source:
			'LiteLLM 1.110, 500, llms/vertex_ai/videos/transformation.py, transform_video_create_request',
		isMistaken: true,
	},
	{
		words: /'str' object has no attribute 'read'/,
		source:
			'LiteLLM 1.110, 400, llms/gemini/videos/transformation.py, _convert_image_to_gemini_format',
		isMistaken: true,
	},
	{
		words: /fal\.ai seconds must be/,
		source: 'LiteLLM 1.110, 500, llms/fal_ai/videos/transformation.py, map_openai_params',
	},
	{
		words: /(\w+ )?(API key is required|\w+_API_KEY (is not set|is required))/,
		source:
			'LiteLLM 1.110, 500, validate_environment of fal_ai, gemini, minimax, runwayml, volcengine',
	},
	{
		words: /\w+_API_KEY or \w+_API_KEY is required/,
		source: 'LiteLLM 1.110, 500, validate_environment of gemini',
	},
	{
		words: /Your default credentials were not found|vertex_project is required/,
		source: 'LiteLLM 1.110, 500, llms/vertex_ai: no credentials, no project',
	},
	{
		words: /api_base not set for/,
		source: 'LiteLLM 1.110, 500, llms/hosted_vllm/videos/transformation.py, get_complete_url',
	},
	{
		words: /LLM Provider NOT provided/,
		source: 'LiteLLM, litellm_core_utils/get_llm_provider_logic.py: the model names no provider',
	},
];
