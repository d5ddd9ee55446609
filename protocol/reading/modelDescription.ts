import { isRecord, textOf, type JsonRecord } from './json';
import { readPrice, type Price } from './modelPrice';
import { listIn } from './page';

/** What a server says about one of its models. What is left out, it does not say. */
export interface ModelDescription {
	/** The lengths that it takes, in seconds. */
	seconds?: string[];
	/** The sizes that it takes in pixels, such as 1280x720. */
	pixels?: string[];
	/** The sizes that it takes by their lines, such as 720p and 4K. */
	lines?: string[];
	/** The aspect ratios that it takes, such as 16:9. */
	ratios?: string[];
	/** The frames that it takes as images: first_frame, last_frame; an empty list for none. */
	frames?: string[];
	/** Whether it can make sound. */
	audio?: boolean;
	/** Whether it takes a seed. */
	seed?: boolean;
	price?: Price;
}

// Far more and longer than any real model has.
const MOST_MODELS = 2000;
const MOST_VALUES = 200;
const LONGEST_VALUE = 40;

/** The values of a list as texts; `undefined` where there is no list. */
function valuesOf(list: unknown): string[] | undefined {
	if (!Array.isArray(list)) return undefined;
	const texts = list.slice(0, MOST_VALUES).flatMap((value) => textOf(value)?.trim() ?? []);
	return [...new Set(texts.filter(({ length }) => length <= LONGEST_VALUE))];
}

const orUndefined = (values: string[] = []) => (values.length > 0 ? values : undefined);
const flagOf = (value: unknown) => (typeof value === 'boolean' ? value : undefined);

/** The id of an entry in a list of models: most servers call it `id`, Merge `model`, LiteLLM's list with prices `model_name`. */
export function modelId(entry: unknown): string | undefined {
	if (!isRecord(entry)) return textOf(entry);
	return textOf(entry.id) ?? textOf(entry.model) ?? textOf(entry.model_name);
}

function readDescription(model: JsonRecord): ModelDescription {
	const lines = orUndefined(valuesOf(model.supported_resolutions));
	const lengths = valuesOf(model.supported_durations)?.filter((text) => Number(text) > 0);
	return {
		seconds: orUndefined(lengths?.sort((one, other) => Number(one) - Number(other))),
		pixels: orUndefined(valuesOf(model.supported_sizes)),
		lines,
		ratios: orUndefined(valuesOf(model.supported_aspect_ratios)),
		frames: valuesOf(model.supported_frame_images),
		audio: flagOf(model.generate_audio),
		seed: flagOf(model.seed),
		price: readPrice(model, lines),
	};
}

/**
 * What a list of models says about each of them, by id and by OpenRouter's `canonical_slug`, which a create takes as well. In OpenRouter's
 * terms: `supported_durations`, `supported_sizes`, `supported_resolutions`, `supported_aspect_ratios`, `supported_frame_images`,
 * `generate_audio`, `seed`. Their `null` says nothing: models that make sound have it too.
 * @returns `undefined` where the answer is no list
 */
export function readDescriptions(answer: unknown): Map<string, ModelDescription> | undefined {
	const entries = listIn(answer);
	if (entries === undefined) return undefined;
	const models = new Map<string, ModelDescription>();
	for (const entry of entries.slice(0, MOST_MODELS).filter(isRecord)) {
		const description = readDescription(entry);
		for (const name of [modelId(entry), textOf(entry.canonical_slug)]) {
			if (name !== undefined && !models.has(name)) models.set(name, description);
		}
	}
	return models;
}

/** The sizes to offer of a model: in pixels, else each of its lines in each of its aspect ratios. */
export function sizesOf({ pixels, lines = [], ratios = [] }: ModelDescription): string[] {
	if (pixels !== undefined) return pixels;
	if (ratios.length === 0 || lines.length === 0) return [...lines, ...ratios];
	return lines.flatMap((line) => ratios.map((ratio) => `${line} ${ratio}`));
}
