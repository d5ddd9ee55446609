import { readErrorText } from './errorText';
import { hasAny, type Phrase } from './phrases';

/*
 * A gateway answers with one status for what went wrong before it sent a create on and for what went wrong after it: LiteLLM gives 500
 * for a missing key, and 400 for a fault of its own in reading the provider's answer. Only its words tell them apart. They are those of
 * errors that it raises while it writes the request; they stand at the beginning, where nothing that a provider says can stand.
 */

// LiteLLM puts the kind of error and, for some providers, their name before the words. Source: litellm_core_utils/exception_mapping_utils.py
const LITELLM = '^(?:Invalid request format: )?litellm\\.\\w+: (?:\\w+: )?(?:\\w+Exception - )?';
const litellm = (words: RegExp): RegExp => new RegExp(`${LITELLM}(?:${words.source})`, 'i');

/** With what words a gateway says that it did not send a create on. */
const NOT_FORWARDED: readonly Phrase[] = [
	{
		words: litellm(/fal\.ai (needs a public image URL for input_reference|seconds must be)/),
		source: 'LiteLLM 1.110, 500, llms/fal_ai/videos/transformation.py, map_openai_params',
	},
	{
		words: litellm(/input_reference (must be a URL string|as an object must carry)/),
		source:
			'LiteLLM 1.110, 500, llms/minimax/videos/transformation.py and base_llm/videos/async_task_utils.py',
	},
	{
		words: litellm(/Object of type \w+ is not JSON serializable\b/),
		source: 'LiteLLM 1.110, 500, a file for Runway: the request cannot be written',
	},
	{
		words: litellm(/Unsupported image value '/),
		source:
			'LiteLLM 1.110, 500, llms/vertex_ai/videos/transformation.py, transform_video_create_request',
	},
	{
		words: litellm(/'\w+' object has no attribute 'read'/),
		source:
			'LiteLLM 1.110, 400, llms/gemini/videos/transformation.py, _convert_image_to_gemini_format',
	},
	{
		words: litellm(/(\w+ )?(API key is required|\w+_API_KEY (is not set|is required))/),
		source:
			'LiteLLM 1.110, 500, validate_environment of fal_ai, gemini, minimax, runwayml, volcengine',
	},
	{
		words: litellm(/\w+_API_KEY or \w+_API_KEY is required/),
		source: 'LiteLLM 1.110, 500, validate_environment of gemini',
	},
	{
		words: litellm(/Your default credentials were not found|vertex_project is required/),
		source: 'LiteLLM 1.110, 500, llms/vertex_ai: no credentials, no project',
	},
	{
		words: litellm(/api_base not set for/),
		source: 'LiteLLM 1.110, 500, llms/hosted_vllm/videos/transformation.py, get_complete_url',
	},
	{
		words: litellm(/LLM Provider NOT provided/),
		source: 'LiteLLM, litellm_core_utils/get_llm_provider_logic.py: the model names no provider',
	},
];

/** With what words a gateway says, with a status of a refusal, that something went wrong after it may have sent a create on. */
const PERHAPS_FORWARDED: readonly Phrase[] = [
	{
		words: /^Invalid request format: litellm\./i,
		source:
			'LiteLLM 1.110, 400, proxy/common_request_processing.py, handle_llm_api_exception: any AttributeError, also one in reading the ' +
			"provider's answer",
	},
];

/** Whether an error's body says that the gateway refused a create itself, before it sent it on. */
export function saysNotForwarded(body: string): boolean {
	return hasAny(NOT_FORWARDED, readErrorText(body) ?? '');
}

/** Whether an error's body leaves open whether a create was sent on, whatever its status says. */
export function maybeForwarded(body: string): boolean {
	return hasAny(PERHAPS_FORWARDED, readErrorText(body) ?? '') && !saysNotForwarded(body);
}
