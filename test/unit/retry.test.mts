import fc from 'fast-check';
import {
	isTransient,
	isTransientWhilePolling,
	MAX_TRIES,
	retryDelayMs,
} from '../../client/retryPolicy';
import { RUNS } from './support/fuzz.mts';

test.each([429, 502, 503, 504])('a GET is sent again after %d', (status) => {
	expect(isTransient(status)).toBe(true);
});

test.each([200, 301, 400, 401, 403, 404, 409, 410, 415, 422, 500, 501])(
	'a GET is not sent again after %d',
	(status) => expect(isTransient(status)).toBe(false),
);

test.each([408, 425, 429, 500, 502, 503, 504, 520, 599])('%d does not end a wait', (status) => {
	expect(isTransientWhilePolling(status)).toBe(true);
});

test.each([400, 401, 403, 404, 410, 422])('%d says something about the job', (status) => {
	expect(isTransientWhilePolling(status)).toBe(false);
});

test('without a hint the pauses double', () => {
	expect([1, 2, 3, 4].map((tries) => retryDelayMs(tries, undefined, 0.5))).toEqual([
		500,
		1000,
		2000,
		undefined,
	]);
});

test('and vary by up to a quarter, so that many items do not retry as one', () => {
	expect(retryDelayMs(2, undefined, 0)).toBe(750);
	expect(retryDelayMs(2, undefined, 1)).toBe(1250);
	expect(retryDelayMs(2, 7000, 1)).toBe(7000);
});

test("the server's hint goes before our own pause", () => {
	expect(retryDelayMs(1, 7000)).toBe(7000);
	expect(retryDelayMs(3, 0)).toBe(0);
});

test('nobody waits longer than two minutes for one request', () => {
	expect(retryDelayMs(1, 120_000)).toBe(120_000);
	expect(retryDelayMs(1, 120_001)).toBeUndefined();
	expect(retryDelayMs(1, Infinity)).toBeUndefined();
});

test('pauses are never negative, and there are few of them', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 100 }),
			fc.option(fc.double({ min: 0, noNaN: true }), { nil: undefined }),
			(tries, hint) => {
				const delay = retryDelayMs(tries, hint);
				if (tries >= MAX_TRIES) expect(delay).toBeUndefined();
				if (delay === undefined) return;
				expect(delay).toBeGreaterThanOrEqual(0);
				expect(delay).toBeLessThanOrEqual(120_000);
			},
		),
		{ numRuns: RUNS },
	);
});
