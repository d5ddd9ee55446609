import fc from 'fast-check';
import { pollAfterMs, retryAfterMs } from '../../protocol/reading/retryHints';
import { anyJson, anyText, ANSWERS } from './support/fuzz.mts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test.each([
	[{ 'retry-after': '7' }, 7000],
	[{ 'retry-after': 7 }, 7000],
	[{ 'retry-after': ' 0.5 ' }, 500],
	[{ 'retry-after': ['3', '9'] }, 3000],
	[{ 'retry-after': '0' }, 0],
	[{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
	[{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
	[{ 'retry-after-ms': '250' }, 250],
	[{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
	[{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7000],
])('%j asks for %d ms', (headers, ms) => expect(retryAfterMs(headers, NOW)).toBe(ms));

test.each([
	{},
	{ 'retry-after': '' },
	{ 'retry-after': 'soon' },
	{ 'retry-after': 'NaN' },
	{ 'retry-after': 'Infinity' },
	{ 'retry-after': null },
	{ 'retry-after': { seconds: 7 } },
	{ 'retry-after': '-5' },
	{ 'retry-after-ms': '-5' },
])('%j asks for nothing', (headers) => expect(retryAfterMs(headers, NOW)).toBeUndefined());

test.each([
	[{ 'openai-poll-after-ms': '1500' }, 1500],
	[{ 'openai-poll-after-ms': 0 }, 0],
	[{ 'openai-poll-after-ms': '-1' }, undefined],
	[{ 'openai-poll-after-ms': 'soon' }, undefined],
	[{ 'retry-after': '7' }, undefined],
])('%j says to poll after %s ms', (headers, ms) => expect(pollAfterMs(headers)).toBe(ms));

test('a hint is never negative and always a time, whatever the headers say', () => {
	const value = fc.oneof(anyJson, anyText, fc.double().map(String), fc.integer().map(String));
	const headers = fc.dictionary(
		fc.constantFrom('retry-after', 'retry-after-ms', 'openai-poll-after-ms'),
		fc.oneof(value, fc.date().map(String), fc.array(value)),
	);
	fc.assert(
		fc.property(headers, (given) => {
			for (const ms of [retryAfterMs(given, NOW), pollAfterMs(given)]) {
				if (ms === undefined) continue;
				expect(ms).toBeGreaterThanOrEqual(0);
				expect(Number.isFinite(ms)).toBe(true);
			}
		}),
		{ numRuns: ANSWERS },
	);
});
