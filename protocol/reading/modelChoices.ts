import { isRecord, textOf } from './json';
import { listIn } from './page';

/** What a model takes. */
export interface ModelChoices {
	sizes: string[];
	/** Lengths in seconds. */
	seconds: string[];
}

function texts(list: unknown): string[] {
	return Array.isArray(list) ? list.map(textOf).filter((text) => text !== undefined) : [];
}

function sizesOf(model: Record<string, unknown>): string[] {
	const sizes = texts(model.supported_sizes);
	if (sizes.length > 0) return sizes;
	const ratios = texts(model.supported_aspect_ratios);
	const lines = texts(model.supported_resolutions);
	if (ratios.length === 0 || lines.length === 0) return [...lines, ...ratios];
	return lines.flatMap((line) => ratios.map((ratio) => `${line} ${ratio}`));
}

/**
 * What a list of models says about one of them, in OpenRouter's terms: `supported_sizes`, or `supported_resolutions` with
 * `supported_aspect_ratios`, and `supported_durations`.
 * @returns `undefined` where the list does not have the model
 */
export function readChoices(answer: unknown, id: string): ModelChoices | undefined {
	const models = (listIn(answer) ?? []).filter(isRecord);
	const model = models.find((entry) => textOf(entry.id) === id);
	if (model === undefined) return undefined;
	return { sizes: sizesOf(model), seconds: texts(model.supported_durations) };
}
