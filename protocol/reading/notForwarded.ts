import { readErrorText } from './errorText';
import { LITELLM_WORDS } from './litellmWords';
import { hasAny, type Phrase } from './phrases';

/*
 * A gateway answers with one status for what went wrong before it sent a create on and for what went wrong after it: LiteLLM gives 500
 * for a missing key, and 400 for a fault of its own in reading the provider's answer. Only its words tell them apart. They are those of
 * errors that it raises while it writes the request; they stand at the beginning, where nothing that a provider says stands.
 */

// What LiteLLM puts before the words: the kind of error; for these two providers also a name. After the name of any other, `OpenAIException - `,
// stands what the provider said. Source: litellm_core_utils/exception_mapping_utils.py, and what 1.110.2 answered.
const LITELLM =
	'^(?:Invalid request format: )?litellm\\.\\w+: (?:\\w+: )?(?:(?:Runwayml|Volcengine)Exception - )?';

/** With what words a gateway says that it did not send a create on. */
const NOT_FORWARDED: readonly Phrase[] = LITELLM_WORDS.map(({ words, source }) => ({
	words: new RegExp(`${LITELLM}(?:${words.source})`, 'i'),
	source,
}));

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

/**
 * Whether a gateway sent a create on to another model after the first had failed, which failed too. Its status and its first words are those
 * of the first; of the other it may not be known whether it has created the video. Both signs come after any length of names.
 * Source: LiteLLM 1.110, litellm_core_utils/routing_common_utils.py, format_fallback_outcome_message; LiteLLM 1.102, router.py.
 */
export function hasFallenBack(body: string): boolean {
	const at = body.indexOf('Fallback to ');
	const hasFailed = at >= 0 && body.includes(' also failed:', at);
	return hasFailed || body.includes('Error doing the fallback:');
}
