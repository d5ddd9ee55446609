import { isBlocked } from '../../protocol/reading/blocked';
import { jobOf, statusWord } from '../../protocol/reading/job';
import { readVideo, type Video } from '../../protocol/reading/video';
import { jobFailed } from '../../client/failures';

const read = (job: object): Video => readVideo({ id: 'v', ...job })!;

test.each(['job', 'video', 'task', 'data', 'result', 'output'])(
	'why a job in the wrapper "%s" failed is read',
	(wrapper) => {
		const error = { code: 'moderation_blocked', message: 'Blocked by our moderation system' };
		const answer = { [wrapper]: { id: 'v', status: 'failed', error } };
		expect(jobFailed(readVideo(answer)!)).toMatchObject({
			kind: 'blocked',
			message: 'The video v failed: Blocked by our moderation system',
		});
	},
);

// Reason of a failed job, and safety filter: in test/engine/paid they decide what Retry On Fail does.
describe('why a job failed', () => {
	test.each<[object, string, string]>([
		[
			{
				status: 'FAILURE',
				fail_reason:
					'The request failed because the output video may contain sensitive information',
			},
			'The video v failed: The request failed because the output video may contain sensitive information',
			'blocked',
		],
		[
			{
				status: 'FAILED',
				code: 'DataInspectionFailed',
				message: 'Output data may contain inappropriate content.',
			},
			'The video v failed: Output data may contain inappropriate content.',
			'blocked',
		],
		[
			{ status: 'failed', error: { code: 400, msg: 'the aspect ratio is not supported' } },
			'The video v failed: the aspect ratio is not supported',
			'jobFailed',
		],
		[
			{ status: 'failed', error_message: 'the node ran out of memory' },
			'The video v failed: the node ran out of memory',
			'jobFailed',
		],
		[
			{ status: 'failed', error: { code: 'moderation_blocked' } },
			'The video v failed: a safety filter blocked it (moderation_blocked)',
			'blocked',
		],
		[
			{ status: 'failed', error: { message: 'Generation failed' }, respect_moderation: false },
			'The video v failed: Generation failed',
			'blocked',
		],
		[
			{
				status: 'completed',
				videos: [],
				content_filter: { filtered_count: 2, reasons: ['violence', 'hate'] },
			},
			'The video v failed: a safety filter blocked it (violence; hate)',
			'blocked',
		],
		[
			{ status: 'failed', error: 'content_policy_violation' },
			'The video v failed: a safety filter blocked it (content_policy_violation)',
			'blocked',
		],
		[{ status: 'failed' }, 'The video v failed, and the server gives no reason', 'jobFailed'],
		[
			{ status: 'moderated' },
			'The video v failed: a safety filter blocked it (moderated)',
			'blocked',
		],
		[
			{ status: 'BLOCKED', error: { code: 'E1', message: 'Try another one' } },
			'The video v failed: Try another one',
			'blocked',
		],
	])('%j', (job, message, kind) => {
		expect(jobFailed(read(job))).toMatchObject({ message, kind });
	});

	test.each(['in_progress', 'queued', 'completed'])(
		'is read only of one that failed, not %s',
		(status) => {
			const job = read({
				status,
				message: 'success',
				error: 'A warning',
				progress: 3,
				url: '/f.mp4',
			});
			expect(job).toMatchObject({ status });
			expect('error' in job).toBe(false);
		},
	);
});

describe('a completed job that a safety filter left without a video', () => {
	test.each<[string, object, string, string | null]>([
		[
			'xAI',
			{ status: 'done', video: { url: '', respect_moderation: false } },
			'respect_moderation',
			null,
		],
		[
			'xAI, flat',
			{ status: 'done', respect_moderation: false, message: 'Video completed' },
			'respect_moderation',
			null,
		],
		[
			'Bifrost',
			{
				status: 'completed',
				videos: [],
				content_filter: { filtered_count: 1, reasons: ['violence'] },
			},
			'content_filter',
			'violence',
		],
		[
			'Veo',
			{
				status: 'completed',
				response: {
					generateVideoResponse: {
						raiMediaFilteredCount: 1,
						raiMediaFilteredReasons: ['Not this one.'],
					},
				},
			},
			'raiMediaFilteredCount',
			'Not this one.',
		],
		[
			'fal',
			{ status: 'COMPLETED', video: null, has_nsfw_contents: [true] },
			'has_nsfw_contents',
			null,
		],
		['a relay', { status: 'success', data: { url: '', nsfw: true } }, 'nsfw', null],
		[
			'Azure',
			{ status: 'succeeded', content_filter_results: { sexual: { filtered: true } } },
			'content_filter_results',
			null,
		],
	])('%s: has failed, blocked', (_, job, code, message) => {
		const video = read(job);
		expect(video).toMatchObject({ status: 'failed', error: { code, message } });
		expect(isBlocked(video.error)).toBe(true);
		expect(jobFailed(video).kind).toBe('blocked');
	});

	test.each<[string, object]>([
		['nothing was filtered', { video: { url: '', respect_moderation: true } }],
		['none', { content_filter: { filtered_count: 0, reasons: [] } }],
		[
			'Azure, nothing',
			{ content_filter_results: { sexual: { filtered: false, severity: 'safe' } } },
		],
		['some are left', { videos: [{ url: '/f.mp4' }], content_filter: { filtered_count: 1 } }],
		['some are left, inside', { data: [{ b64_json: 'AAAA' }], raiMediaFilteredCount: 1 }],
		['a video in a wrapper', { data: { video: { url: '/f.mp4' } }, nsfw: true }],
		['marked, and its file elsewhere', { nsfw: true }],
		['not marked', { nsfw: false, has_nsfw_contents: [false], video: null }],
	])('%s: stays completed', (_, job) => {
		expect(read({ ...job, status: 'completed' })).toMatchObject({ status: 'completed' });
	});

	test('says so only at its end', () => {
		const running = read({ status: 'in_progress', respect_moderation: false });
		expect(running.status).toBe('in_progress');
	});
});

test.each<[unknown, string | undefined]>([
	[{ status: 'canceled' }, 'canceled'],
	[{ code: 'success', data: { status: 'FAILURE' } }, 'FAILURE'],
	[{ output: { task_status: 'CANCELED' } }, 'CANCELED'],
	[{ status: 7 }, undefined],
	['failed', undefined],
	[null, undefined],
])("the server's own word in %j is %j", (answer, word) => {
	const job = jobOf(answer);
	expect(job && statusWord(job)).toBe(word);
});
