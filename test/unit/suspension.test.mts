import fc from 'fast-check';
import { VideosError } from '../../client/errors';
import {
	endAtDeadline,
	isOver,
	keepError,
	keptError,
	noteSeen,
	otherVideos,
	slim,
	watch,
	type WatchedVideo,
} from '../../nodes/VideoGeneration/suspend/watchedVideo';
import {
	parkSeconds,
	SHORTEST_PARK_SECONDS,
} from '../../nodes/VideoGeneration/suspend/parkSeconds';
import { parkedText } from '../../nodes/VideoGeneration/suspend/explain';
import { readVideo } from '../../protocol/reading/video';

const minute = 60_000;
const plan = { startedAt: 0, until: 60 * minute, minutes: 60, intervalSeconds: 0 };
const watched = (status?: string, item = 0): WatchedVideo => {
	const one = watch(item, `video_${item}`);
	const video = status === undefined ? undefined : readVideo({ id: one.id, status });
	return video === undefined ? one : noteSeen(one, { video, response: { json: {} } });
};

describe('parkSeconds', () => {
	test.each([
		[0, 0, 66],
		[10 * minute, 0, 66],
		[20 * minute, 0, 120],
		[59 * minute, 0, 66],
		[0, 30, 66],
		[0, 300, 300],
		[58 * minute, 300, 120],
	])('after %s ms with an interval of %s s: %s s', (now, intervalSeconds, seconds) => {
		expect(parkSeconds({ ...plan, intervalSeconds }, [], now)).toBe(seconds);
	});

	test('obeys a server that is overloaded, but not beyond the end of the wait', () => {
		expect(parkSeconds(plan, [], 0, 90_000)).toBe(90);
		expect(parkSeconds(plan, [], 0, 1e12)).toBe(3600);
	});

	test('is always a whole number that n8n parks for, and never longer than to the end', () => {
		const time = fc.integer({ min: 0, max: 1e9 });
		fc.assert(
			fc.property(time, time, fc.nat(1e6), time, (until, now, intervalSeconds, retryAfterMs) => {
				const seconds = parkSeconds({ ...plan, until, intervalSeconds }, [], now, retryAfterMs);
				expect(Number.isInteger(seconds)).toBe(true);
				expect(seconds).toBeGreaterThanOrEqual(SHORTEST_PARK_SECONDS);
				const left = Math.ceil((until - now) / 1000);
				expect(seconds).toBeLessThanOrEqual(Math.max(left, SHORTEST_PARK_SECONDS));
			}),
		);
	});
});

describe('the end of the wait', () => {
	const all = [watched('completed'), watched('in_progress', 1), watched(undefined, 2)];

	test('changes nothing before it', () => {
		expect(endAtDeadline(all, plan, plan.until - 1)).toEqual(all);
	});

	test('is told for what has not ended, with what the server said last', () => {
		const words = { ...all[1], lastReason: 'busy (HTTP 503)' };
		const [done, late, unknown] = endAtDeadline([all[0], words, all[2]], plan, plan.until);
		expect(done).toEqual(all[0]);
		expect(late.error?.message).toContain('video_1 was not finished after 60 minutes');
		expect(late.error?.message).toContain('busy (HTTP 503)');
		expect(unknown.error?.message).toContain('status unknown');
		expect([done, late, unknown].every(isOver)).toBe(true);
	});
});

test('an error comes back from a database as it was', () => {
	const error = new VideosError('notFound', 'No', {
		hint: 'Do',
		videoId: 'video_0',
		httpStatus: 404,
	});
	const stored = JSON.parse(JSON.stringify(keepError(watched(), error))) as WatchedVideo;
	expect(keptError(stored)).toEqual(error);
	expect(keptError(watched())).toBeUndefined();
});

test('between two checks, only a job that failed is kept whole', () => {
	expect(slim(watched('failed')).video).toMatchObject({ status: 'failed' });
	const completed = watched('completed');
	expect(slim(completed)).toEqual({ ...completed, video: undefined });
	expect(isOver(slim(completed))).toBe(true);
});

describe('otherVideos', () => {
	test('names each other video and its state', () => {
		const [one, other] = [watched('completed'), watched('failed', 1)];
		expect(otherVideos([one, other], other)).toContain('video_0 (completed)');
		expect(otherVideos([one], one)).toBe('');
	});

	test('names no more than 200', () => {
		const all = Array.from({ length: 300 }, (_, item) => watched('queued', item));
		expect(otherVideos(all, all[0])).toContain('video_200 (queued) and 99 more');
	});
});

describe('what a parked node says', () => {
	const at = new Date('2026-11-27T14:42:51.400Z');
	const child = { executionId: '43', workflowId: 'w' };
	const say = (all: WatchedVideo[]) => parkedText(all, at, child, '/workflow/w/executions/43');

	test('names what is not finished, who checks, and when', () => {
		const all = [watched('completed'), watched('in_progress', 1), watched('queued', 2)];
		expect(say(all)).toBe(
			'Suspended: 2 of 3 videos not finished yet: video_1 (in progress), video_2 (queued). <a href="/workflow/w/executions/43" target="_blank">Execution 43</a> checks again at about 14:42:51 UTC.',
		);
	});

	test('names ten of many', () => {
		const many = Array.from({ length: 50 }, (_, item) => watched('queued', item));
		expect(say(many)).toMatch(/50 of 50 videos .*video_9 \(queued\), …\. /);
	});

	test('an ID is text, whatever the server calls it', () => {
		expect(say([watch(0, '<img src=x>"&')])).toContain('&lt;img src=x&gt;&quot;&amp; (unknown)');
	});
});

test('the fields of the input are kept between two checks', () => {
	const one = { ...watched('in_progress'), input: { title: 'A lake' } };
	expect(slim(one).input).toEqual({ title: 'A lake' });
});
