import { isRecord, textOf } from './json';
import { listIn } from './page';

function before(text: string, sign: string): string | undefined {
	const at = text.indexOf(sign);
	return at > 0 ? text.slice(0, at) : undefined;
}

// `litellm_params` of a deployment: the provider itself, else what stands before the first slash of its model.
function providerIn(entry: Record<string, unknown>): string | undefined {
	const { litellm_params: params } = entry;
	if (!isRecord(params)) return undefined;
	return textOf(params.custom_llm_provider) ?? before(textOf(params.model) ?? '', '/');
}

/**
 * Whose a model is, in the terms of LiteLLM's `GET /model/info`: `{data: [{model_name, litellm_params: {model: 'fal_ai/…'}}]}`. A name may
 * stand for models of several providers; a model that the list does not have may say it itself, `fal_ai/…`.
 * @returns `undefined` where that is not known
 */
export function readProvider(answer: unknown, model: string): string | undefined {
	const entries = (listIn(answer) ?? []).filter(isRecord);
	const named = entries.filter((entry) => textOf(entry.model_name) === model);
	if (named.length === 0) return before(model, '/');
	const [first, ...others] = new Set(named.map(providerIn));
	return others.length === 0 ? first : undefined;
}
