import fc from 'fast-check';
import { readFacts } from '../../protocol/reading/facts';
import { isRecord } from '../../protocol/reading/json';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

test.each<[string, object, number | null, string | null]>([
	['OpenRouter', { usage: { cost: 0.5, is_byok: false } }, 0.5, null],
	['xAI', { usage: { cost_in_usd_ticks: 37_756_000 } }, 0.0037756, 'USD'],
	['Together', { outputs: { cost: 0.4, video_url: '/v.mp4' } }, 0.4, null],
	['Bifrost', { usage: { cost: { request_cost: 0.1, total_cost: 0.3 } } }, 0.3, null],
	['Eden AI', { cost: 0 }, 0, null],
	['a text', { cost: '1.25', currency: 'EUR' }, 1.25, 'EUR'],
	['an object', { cost: { amount: 2, currency: 'CNY' } }, 2, 'CNY'],
	['a currency beside it', { usage: { cost: 3, currency: 'USD' } }, 3, 'USD'],
	['dollars by their name', { cost_usd: 0.1 }, 0.1, 'USD'],
	['the exact one before the total', { usage: { cost: 1 }, cost: 2 }, 1, null],
	['nothing', { currency: 'USD' }, null, null],
	['no number', { cost: 'free' }, null, null],
	['a negative one', { cost: -1 }, null, null],
	['an empty text', { cost: '' }, null, null],
])('the cost: %s', (_, job, cost, currency) => {
	expect(readFacts(job as never)).toMatchObject({ cost, currency });
});

test.each([
	[{ seed: 4711 }, 4711],
	[{ seed: '4711' }, 4711],
	[{ seed: '-3' }, -3],
	[{ metadata: { seed: 5 } }, 5],
	[{ seed: '18446744073709551615' }, '18446744073709551615'],
	[{ seed: 'random' }, null],
	[{ seed: null }, null],
	[{}, null],
])('the seed of %j', (job, seed) => expect(readFacts(job as never).seed).toBe(seed));

test('the usage stays as it is', () => {
	const usage = { seconds: 8, tokens: { input: 3 } };
	expect(readFacts({ usage }).usage).toEqual(usage);
	expect(readFacts({ usage: 'much' }).usage).toBeNull();
});

test('whatever a server answers, a cost is a number from 0', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const { cost, currency } = readFacts(isRecord(answer) ? answer : {});
			if (cost === null) expect(currency).toBeNull();
			else expect(cost >= 0 && Number.isFinite(cost)).toBe(true);
		}),
		{ numRuns: ANSWERS },
	);
});
