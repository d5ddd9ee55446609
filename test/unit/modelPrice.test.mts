import fc from 'fast-check';
import { priceText } from '../../nodes/VideoGeneration/listSearch/priceText';
import { readPrice } from '../../protocol/reading/modelPrice';
import { anyJson, RUNS } from './support/fuzz.mts';

const shown = (pricing_skus: object, lines?: string[]) => {
	const price = readPrice({ pricing_skus }, lines);
	return price && priceText(price);
};

// Names and values of openrouter.ai/api/v1/videos/models, 2026-10-09.
test.each([
	['one', { duration_seconds: '0.1' }, '$0.10/s'],
	['with and without sound, and one for 4K', VEO(), '$0.20–0.60/s'],
	['by size', { duration_seconds_480p: '0.068', duration_seconds_1080p: '0.28' }, '$0.068–0.28/s'],
	['by what it starts from', WAN(), '$0.04–0.15/s'],
	['in cents', { cents_per_second_output: '12' }, '$0.12/s'],
	['in cents by size', { cents_per_video_output_second_480p: '2' }, '$0.02/s'],
	[
		'by tokens',
		{ video_tokens: '0.0000024', video_tokens_without_audio: '0.0000012' },
		'$1.20–2.40/M tokens',
	],
	['in hyphens', { 'per-video-second': '0.05', 'per-video-second-1080p': 0.08 }, '$0.05–0.08/s'],
])('%s', (_, skus, expected) => expect(shown(skus)).toBe(expected));

function VEO() {
	return {
		duration_seconds_with_audio: '0.40',
		duration_seconds_with_audio_4k: '0.60',
		duration_seconds_without_audio: '0.20',
		duration_seconds_without_audio_4k: '0.40',
	};
}

function WAN() {
	return {
		text_to_video_duration_seconds_480p: '0.04',
		text_to_video_duration_seconds_720p: '0.08',
		image_to_video_duration_seconds_720p: '0.10',
		image_to_video_duration_seconds_1080p: '0.15',
	};
}

test('a price for a size that the model does not take does not count, if there is another', () => {
	expect(shown(WAN(), ['720P', '1080p'])).toBe('$0.08–0.15/s');
	expect(shown(WAN(), ['4K'])).toBe('$0.04–0.15/s');
	expect(shown(VEO(), ['720p', '1080p'])).toBe('$0.20–0.40/s');
});

test.each([
	[{ cents_per_image_input: '1', reference_images: '0.04' }],
	[{ minimum_cents_per_generation: '56' }],
	[{ reference_duration_seconds_480p: '0.04' }],
	[{ cents_per_second_video_continuation_720p: '41' }],
	[{ cents_per_megapixel_second_precise: '7.5' }],
	[{ video_tokens_with_video_input: '0.0000021' }],
	[{ generate: '0.50' }],
	[{ duration_seconds: '0' }],
	[{ duration_seconds: '-1' }],
	[{ duration_seconds: 'n/a' }],
	[{ duration_seconds: null }],
	[{}],
	[null],
])('%j is no price of a second', (skus) => {
	expect(readPrice({ pricing_skus: skus })).toBeUndefined();
});

// LiteLLM 1.102, model_prices_and_context_window.json.
test.each([
	[{ output_cost_per_video_per_second: 0.1 }, '$0.10/s'],
	[{ output_cost_per_second: 0.1, output_cost_per_second_4k: 0.3 }, '$0.10–0.30/s'],
	[{ output_cost_per_second: 0, input_cost_per_token: 0.1 }, undefined],
])('LiteLLM: %j', (model_info, expected) => {
	const price = readPrice({ model_name: 'my-veo', model_info });
	expect(price && priceText(price)).toBe(expected);
});

test('whatever prices a server lists, the text is short and the range in order', () => {
	const names = [...Object.keys(VEO()), 'cents_per_second_output', 'video_tokens', 'toString'];
	const skus = fc.dictionary(fc.constantFrom(...names), anyJson, { noNullPrototype: true });
	fc.assert(
		fc.property(skus, (pricing_skus) => {
			const price = readPrice({ pricing_skus });
			if (price === undefined) return;
			expect(price.from).toBeGreaterThan(0);
			expect(price.to).toBeGreaterThanOrEqual(price.from);
			expect(priceText(price)).toMatch(/^\$[\d,]+\.\d{2,6}(–[\d,]+\.\d{2,6})?\/(s|M tokens)$/);
		}),
		{ numRuns: RUNS },
	);
});
