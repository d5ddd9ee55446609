import { filled, isoTime } from '../../nodes/shared/filled';
import { simpleVideo } from '../../nodes/shared/simpleVideo';
import { readVideo, type Video } from '../../protocol/reading/video';

const read = (fields: object): Video => readVideo({ id: 'v1', status: 'completed', ...fields })!;

test('what the server leaves empty is missing', () => {
	expect(simpleVideo(read({ model: null, prompt: '', usage: {} }))).toEqual({
		id: 'v1',
		status: 'completed',
		progress: read({}).progress ?? undefined,
	});
	expect(simpleVideo({ ...read({}), id: null })).not.toHaveProperty('id');
});

test('zero and a list without entries are no empty values', () => {
	expect(simpleVideo(read({ progress: 0, cost: 0, seed: 0 }))).toMatchObject({
		...{ progress: 0, cost: 0, seed: 0 },
	});
	expect(filled({ differences: [], audio: false })).toEqual({ differences: [], audio: false });
});

test('times are ISO text, and never one that no date can hold', () => {
	const times = { created_at: 1_790_000_000, completed_at: 1_790_000_001.5, expires_at: 1e300 };
	const simple = simpleVideo(read(times));
	expect(simple.created_at).toBe('2026-09-21T14:13:20.000Z');
	expect(simple.completed_at).toBe('2026-09-21T14:13:21.500Z');
	expect(simple).not.toHaveProperty('expires_at');
	expect(isoTime(null)).toBeUndefined();
});

test.each([
	['4', 4],
	[5, 5],
	['4.5', 4.5],
	['8s', 8],
	['auto', undefined],
	['1e999', undefined],
])('the length %p is %p', (seconds, expected) => {
	expect(simpleVideo(read({ seconds })).seconds).toBe(expected);
});

test('the reason of a failure has only what the server says', () => {
	const failed = read({ status: 'failed', error: { message: 'No' } });
	expect(simpleVideo(failed).error).toEqual({ message: 'No' });
	expect(simpleVideo(read({}))).not.toHaveProperty('error');
});
