import { isRecord, textOf, type JsonRecord } from './json';

/** What a model costs, in US dollars: from the least to the most, where that depends on size, sound or an image. */
export interface Price {
	from: number;
	to: number;
	per: 'second' | 'million tokens';
}

/** A kind of price by its field's name, which may end in a size: what one unit costs in dollars. */
interface PriceKind {
	name: RegExp;
	per: Price['per'];
	dollars: number;
}

// Sources: openrouter.ai/api/v1/videos/models as of 2026-10-09, `pricing_skus` (npm @openrouter/sdk 1.3.19: VideoModel); LiteLLM 1.102,
// litellm/types/utils.py, ModelInfoBase. What is paid on top, as for images of the input and for continuing a video, is not in here.
const KINDS: readonly PriceKind[] = [
	{
		name: /^(?:(?:text|image)_to_video_)?duration_seconds(?:_with(?:out)?_audio)?(?:_(\d+[pk]))?$/i,
		per: 'second',
		dollars: 1,
	},
	{ name: /^per_video_second(?:_(\d+[pk]))?(?:_no_audio)?$/i, per: 'second', dollars: 1 },
	{
		name: /^cents_per_(?:second_output|video_output_second)(?:_(\d+[pk]))?$/i,
		per: 'second',
		dollars: 0.01,
	},
	{
		name: /^output_cost_per_(?:video_per_)?second(?:_(\d+[pk]))?$/i,
		per: 'second',
		dollars: 1,
	},
	{
		name: /^video_tokens(?:_(\d+[pk]))?(?:_with(?:out)?_audio)?$/i,
		per: 'million tokens',
		dollars: 1e6,
	},
];

// What is less or more is no price: a server writes 0 where it knows none.
const LEAST = 1e-6;
const MOST = 1e6;

interface Entry {
	per: Price['per'];
	value: number;
	/** The lines that it is for, such as 720p. */
	lines: string | undefined;
}

function entryOf(name: string, value: unknown): Entry[] {
	const amount = Number(textOf(value));
	return KINDS.flatMap(({ name: pattern, per, dollars }) => {
		const found = pattern.exec(name.replaceAll('-', '_'));
		// Without the dust of binary fractions.
		const inDollars = Number((amount * dollars).toPrecision(6));
		if (found === null || !(inDollars >= LEAST && inDollars <= MOST)) return [];
		return [{ per, value: inDollars, lines: found[1]?.toLowerCase() }];
	});
}

function pricesIn(model: JsonRecord): JsonRecord[] {
	return [model.pricing_skus, model.model_info].filter(isRecord);
}

/**
 * The price of a model as its server tells it: OpenRouter's `pricing_skus`, LiteLLM's `model_info`.
 * @param lines those that the model takes, if they are known: it may have a price for others too
 */
export function readPrice(model: JsonRecord, lines: readonly string[] = []): Price | undefined {
	const all = pricesIn(model)
		.flatMap((prices) => Object.entries(prices))
		.flatMap(([name, value]) => entryOf(name, value));
	const known = lines.map((line) => line.toLowerCase());
	const taken = all.filter(
		(entry) => entry.lines === undefined || known.length === 0 || known.includes(entry.lines),
	);
	const entries = taken.length > 0 ? taken : all;
	if (entries.length === 0) return undefined;
	const per = entries.some((entry) => entry.per === 'second') ? 'second' : 'million tokens';
	const values = entries.filter((entry) => entry.per === per).map(({ value }) => value);
	return { from: Math.min(...values), to: Math.max(...values), per };
}
