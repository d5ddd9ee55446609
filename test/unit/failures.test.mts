import fc from 'fast-check';
import * as failures from '../../client/failures';
import { VideosError } from '../../client/errors';
import { judgeNetworkError, judgeResponse } from '../../client/createPolicy';
import { NetworkError } from '../../client/networkError';
import { interruptedBy } from '../../client/signals';
import { hintFor, hintOf } from '../../nodes/shared/hints';
import type { Feature } from '../../protocol/dialects/dialect';
import { readVideo, type Video } from '../../protocol/reading/video';
import { REFERENCE_JOB } from './support/answers.mts';
import { anyAnswer, RUNS } from './support/fuzz.mts';

const { id } = REFERENCE_JOB;
const video: Video = readVideo(REFERENCE_JOB)!;
const failed = (error: Video['error']): Video => ({ ...video, status: 'failed', error });

const ABOUT_A_VIDEO: Record<string, VideosError> = {
	'a time-out': failures.timedOut(id, 30, video),
	'a time-out without any answer': failures.timedOut(id, 30, undefined),
	'a file that is asked for too early': failures.notReady(video),
	'an unknown video': failures.noSuchVideo(id, 'not found'),
	'a file that cannot be had': failures.noFile(video, 'HTTP 500'),
	'a file that has expired': failures.noFile({ ...video, expires_at: 1 }, 'HTTP 404'),
	'a failed job': failures.jobFailed(failed(undefined)),
	'a refusal': failures.refused(`delete the video ${id}`, 409, 'busy', { videoId: id }),
};

test.each(Object.entries(ABOUT_A_VIDEO))('%s names the video', (_, failure) => {
	expect(failure.message).toContain(id);
	expect(failure.details.videoId).toBe(id);
	expect(hintOf(failure)).not.toBe('');
});

test('a time-out tells how far the video was and how to go on', () => {
	const { message, details } = failures.timedOut(id, 30, video);
	expect(message).toBe(
		`The video ${id} was not finished after 30 minutes (status in_progress, 42 %)`,
	);
	expect(hintOf(failures.timedOut(id, 30, video))).toContain(
		`use the operation "Wait for Completion" with the video ${id}`,
	);
	expect(details.videoStatus).toBe('in_progress');
	expect(failures.timedOut(id, 30, { ...video, progress: null }).message).toContain(
		'(status in_progress)',
	);
	expect(failures.timedOut(id, 30, undefined).message).toContain('(status unknown)');
});

describe('a failed job', () => {
	test("says the server's own reason", () => {
		const { kind, message, details } = failures.jobFailed(
			failed({ code: 'oom', message: 'No memory' }),
		);
		expect(message).toBe(`The video ${id} failed: No memory`);
		expect(kind).toBe('jobFailed');
		expect(details).toMatchObject({ videoStatus: 'failed' });
		expect(failures.jobFailed(failed({ code: 'oom', message: null })).message).toContain(': oom');
	});

	test('says that there is no reason where there is none', () => {
		expect(failures.jobFailed(failed(undefined)).message).toContain('the server gives no reason');
	});

	test('of a safety filter says that the same prompt will be blocked again', () => {
		const blocked = failed({ code: 'moderation_blocked', message: 'Blocked' });
		expect(failures.jobFailed(blocked).kind).toBe('blocked');
		expect(hintOf(failures.jobFailed(blocked))).toContain('safety filter');
		expect(hintOf(failures.jobFailed(failed(undefined)))).not.toContain('safety filter');
	});
});

test('a file that is gone says so; one that is not expired yet can be tried again', () => {
	const now = 1_790_000_000_000;
	const gone = failures.noFile({ ...video, expires_at: 1_789_999_999 }, 'HTTP 404', undefined, now);
	expect(gone.message).toContain('has expired');
	const there = failures.noFile(
		{ ...video, expires_at: 1_790_000_001 },
		'HTTP 404',
		undefined,
		now,
	);
	expect(there.message).not.toContain('expired');
	expect(hintOf(there)).toContain(`"Download" with the video ${id}`);
});

test('a video that is not what was requested is downloaded later only where the server can be asked for it', () => {
	const { kind, message, details } = failures.fileDiffers(id, ['Seconds: 8 was requested']);
	const hintAt = (offers: Feature[]) =>
		hintOf(new VideosError(kind, message, { ...details, offers }));
	expect(hintAt(['retrieve', 'content'])).toContain('"Download"');
	expect(hintAt([])).not.toContain('"Download"');
	expect(hintAt([])).toContain('"If the Video Differs" to Continue');
});

test.each([
	[401, 'API key'],
	[403, 'API key'],
	[402, 'credit'],
	[404, 'Base URL'],
	[405, 'does not offer'],
	[501, 'does not offer'],
	[429, 'Try again later'],
	[500, 'Try again later'],
	[409, "server's message"],
])('a refusal with %d tells what to do: %s', (status, words) => {
	const failure = failures.refused('list the videos', status, 'No.');
	const { message, details } = failure;
	expect(message).toBe(`The server refused to list the videos (HTTP ${status}): No.`);
	expect(hintOf(failure)).toContain(words);
	expect(details.httpStatus).toBe(status);
});

test('a refused body names the settings that decide its form', () => {
	const hint = hintOf(
		failures.refused('create the video', 422, 'Field required', { isCreate: true }),
	);
	expect(hint).toContain('Nothing was created');
	expect(hint).toContain('"Body Format"');
	expect(hint).toContain('"Seconds as Number"');
});

test.each([409, 423, 425, 429, 503])(
	'where waiting is the answer to a refusal (HTTP %d), no hint says to change a field',
	(status) => {
		for (const isCreate of [true, false]) {
			const refusal = failures.refused('create the video', status, 'No.', { isCreate });
			expect(hintOf(refusal)).not.toMatch(/change/i);
		}
		const busy = hintOf(failures.stillBusy('create the video', status, 'Busy.', {}));
		expect(busy).toMatch(/^Nothing was created\. Wait .*"Timeout".*"Videos at Once"/);
		expect(busy).not.toMatch(/change/i);
	},
);

test('a server that is too busy for a character names no option that its operation lacks', () => {
	const about = { feature: 'characters' } as const;
	const hint = hintOf(failures.stillBusy('create the character x', 409, 'Busy.', about));
	expect(hint).toBe('Nothing was created. Wait until the other videos are done, then run again.');
});

test.each([
	[415, 'Unsupported Media Type'],
	[400, 'invalid JSON request body'],
	[422, '0: JSON decode error'],
])('a body whose form could not be read names Body Format (HTTP %d, %s)', (status, text) => {
	const hint = hintOf(failures.refused('create the video', status, text, { isCreate: true }));
	expect(hint).toMatch(
		/^Nothing was created: .*Set the option "Body Format" to the other format\./,
	);
	// Only Create has the option.
	const about = { isCreate: true, feature: 'remix', videoId: id } as const;
	const other = hintOf(failures.refused('remix the video', status, text, about));
	expect(other).toMatch(/^Nothing was created: .* Use Create with a new prompt/);
});

test('an unknown outcome says that the create was not sent again', () => {
	const outcome = judgeNetworkError(new NetworkError('unknown', 'closed', 'https://h'));
	const { error } = outcome as { error: VideosError };
	expect(error.kind).toBe('unknownOutcome');
	expect(hintOf(error)).toContain('not sent again');
});

test('a redirect names only where it leads, and that nothing was sent there', () => {
	const response = {
		...{ status: 307, text: '', json: undefined, files: new Map(), url: 'http://h/v1/videos' },
		headers: { location: 'https://other.example/v1/videos?sig=secret' },
	};
	const { error } = judgeResponse({ baseUrl: 'http://h/v1' }, response, () =>
		failures.badId(''),
	) as { error: VideosError };
	expect(error.message).toContain('https://other.example/v1/videos (HTTP 307)');
	expect(hintOf(error)).toContain('Nothing was sent to the new address');
});

describe('how to continue', () => {
	const offers = ['content'] as const;

	test('names the operations that the server has', () => {
		expect(hintFor(failures.noAnswer('x', 'lost', 'video_1'), 'video_1')).toContain(
			'"Wait for Completion" with the video video_1',
		);
		expect(hintOf(failures.noFile(video, 'HTTP 500'))).toContain('"Download" with the video');
	});

	test('and none that it does not offer', () => {
		expect(hintOf(failures.noFile(video, 'HTTP 500', offers))).toContain(
			'look for it on the server itself',
		);
		const { message, details, kind } = failures.noAnswer('x', 'lost', 'video_1');
		const lost = { kind, message, details: { ...details, offers } } as unknown as VideosError;
		expect(hintFor(lost, 'video_1')).not.toContain('Wait for Completion');
	});
});

test('an id that cannot be one is named', () => {
	expect(failures.badId(' ').message).toBe('The video id is empty');
	expect(failures.badId('..').message).toBe('".." is not a video id');
});

test('a stop has the word by which n8n knows it', () => {
	expect(interruptedBy(AbortSignal.abort()).message).toContain('canceled');
});

test('no other message of our own would turn a failed execution into a stopped one', () => {
	const others = [
		...[failures.badId('..'), failures.webPage('https://h', 200)],
		...[failures.unreadable('x', 200, undefined), failures.noAnswer('x', 'time-out')],
		...[failures.refused('create the video', 400, undefined, { isCreate: true })],
		...[failures.stillBusy('create the video', 409, undefined, {})],
	];
	for (const { message } of [...Object.values(ABOUT_A_VIDEO), ...others]) {
		expect(message).not.toMatch(/canceled/i);
		expect(message).not.toMatch(/undefined|null|NaN|\[object/);
	}
});

test('whatever job a server tells about, each failure names it in whole words', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const told = readVideo(answer);
			if (told === undefined) return;
			const all = [
				failures.timedOut(told.id, 5, told),
				failures.jobFailed(told),
				failures.notReady(told),
				failures.noFile(told, 'HTTP 500'),
			];
			for (const failure of all) {
				expect(failure.message).toContain(told.id);
				expect(failure.details.videoId).toBe(told.id);
				expect(hintOf(failure).trim()).toBeTruthy();
			}
		}),
		{ numRuns: RUNS },
	);
});

describe('a server that could not be reached', () => {
	const hint = (origin: string, code: string) =>
		hintOf(failures.unreachable(new NetworkError('nothingSent', 'reason', origin, code)));

	test.each([
		[
			'https://openrouter.ai',
			'ENOTFOUND',
			/^Check whether the machine that runs n8n can reach the internet/,
		],
		[
			'https://my-res.openai.azure.com',
			'ENOTFOUND',
			/^Check the spelling of the Base URL.*internet/,
		],
		[
			'http://gpu-box:8091',
			'EAI_AGAIN',
			/^Check the spelling.*put the server's IP address in place of the name/,
		],
		['https://gpu.example.com', 'EPROTO', /plain HTTP, it begins with http:\/\//],
		['https://gpu.example.com', 'DEPTH_ZERO_SELF_SIGNED_CERT', /turn on Ignore SSL Issues/],
		['http://localhost:8091', 'ECONNREFUSED', /use host\.docker\.internal instead/],
		[
			'http://gpu-box:8091',
			'ECONNREFUSED',
			/^Check the Base URL.*whether the server runs(?!.*docker)/,
		],
	])('at %s (%s): the hint fits', (origin, code, text) => {
		expect(hint(origin, code)).toMatch(text);
	});
});
