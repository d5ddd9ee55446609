import fc from 'fast-check';
import { eventDigest, readEvent } from '../../protocol/webhooks/event';
import { anyAnswer, anyBody, RUNS } from './support/fuzz.mts';

const VERIFIED = { sentAt: 1_790_000_000, id: 'wh_1' };
const read = (
	told: unknown,
	verified: typeof VERIFIED | { sentAt: number; id: undefined } = VERIFIED,
) =>
	readEvent(Buffer.from(typeof told === 'string' ? told : (JSON.stringify(told) ?? '')), verified);

test("OpenAI's event is read", () => {
	const told = {
		id: 'evt_1',
		object: 'event',
		created_at: 1_789_999_999,
		type: 'video.completed',
		data: { id: 'video_1' },
	};
	expect(read(told)).toEqual({
		event: { id: 'evt_1', type: 'video.completed', created_at: 1_789_999_999 },
		ending: 'completed',
		videoId: 'video_1',
		model: undefined,
	});
});

test("OpenRouter's event is read", () => {
	const told = {
		type: 'video.generation.expired',
		created_at: '2026-09-21T13:46:39.500Z',
		data: { id: 'abc', status: 'expired', generation_id: 'abc', model: 'google/veo-3.1' },
	};
	const verified = { sentAt: 1_790_000_000, id: undefined };
	expect(read(told, verified)).toEqual({
		event: { id: null, type: 'video.generation.expired', created_at: 1_789_998_399 },
		ending: 'failed',
		videoId: 'abc',
		model: 'google/veo-3.1',
	});
	const early = { ...told, created_at: undefined, data: { id: 'abc', model: null } };
	expect(read(early, verified)).toMatchObject({
		event: { created_at: 1_790_000_000 },
		model: undefined,
	});
});

test.each([
	['video.completed', 'completed'],
	['video.failed', 'failed'],
	['video.generation.completed', 'completed'],
	['video.generation.failed', 'failed'],
	['video.generation.cancelled', 'failed'],
	['video.generation.dead', 'failed'],
	['video.canceled', 'failed'],
	['video.deleted', undefined],
	['video.generation.started', undefined],
	['video.constructor', undefined],
	['video.completed.extra', undefined],
	['response.completed', undefined],
	['completed', undefined],
	['VIDEO.COMPLETED', undefined],
])('%s means %s', (type, ending) => expect(read({ type, data: { id: 'v' } })?.ending).toBe(ending));

test.each(['', 'null', '[]', '"video.completed"', '{"type":', '{"data":{"id":"v"}}', '<html>'])(
	'%j is no event',
	(body) => expect(read(body)).toBeUndefined(),
);

test('an event without a video is read without one', () => {
	for (const data of [undefined, null, 'video_1', [], {}, { id: '' }, { id: {} }]) {
		expect(read({ type: 'video.completed', data })).toMatchObject({ videoId: undefined });
	}
});

test('no body makes it throw', () => {
	fc.assert(
		fc.property(fc.oneof(anyBody, anyAnswer), (body) => {
			const event = read(body as string);
			if (event) expect(eventDigest('standardWebhooks', VERIFIED, event)).toHaveLength(22);
		}),
		{ numRuns: RUNS },
	);
});

describe('the digest', () => {
	const event = read({ type: 'video.completed', data: { id: 'v' } })!;
	const of = (id: string | undefined, told = event) =>
		eventDigest('openRouter', { sentAt: 1, id }, told);

	test('is the same for every delivery of one event', () => {
		expect(of('a')).toBe(eventDigest('openRouter', { sentAt: 99, id: 'a' }, event));
		const later = read({ type: 'video.completed', data: { id: 'v', status: 'completed' }, n: 2 })!;
		expect(of(undefined)).toBe(of(undefined, later));
	});

	test('is another for another delivery id, job, type or scheme', () => {
		const others = [
			of('a'),
			of('b'),
			of(undefined),
			of(undefined, read({ type: 'video.completed', data: { id: 'w' } })!),
			of(undefined, read({ type: 'video.failed', data: { id: 'v' } })!),
			eventDigest('standardWebhooks', { sentAt: 1, id: 'a' }, event),
		];
		expect(new Set(others).size).toBe(others.length);
	});
});
