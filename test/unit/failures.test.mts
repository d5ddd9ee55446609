import fc from 'fast-check';
import * as failures from '../../protocol/failures';
import { Failure } from '../../protocol/failure';
import { readVideo, type Video } from '../../protocol/reading/video';
import { REFERENCE_JOB } from './support/answers.mts';
import { anyAnswer, RUNS } from './support/fuzz.mts';

const { id } = REFERENCE_JOB;
const video: Video = readVideo(REFERENCE_JOB)!;
const failed = (error: Video['error']): Video => ({ ...video, status: 'failed', error });

const ABOUT_A_VIDEO: Record<string, Failure> = {
	'a time-out': failures.timedOut(id, 30, video),
	'a time-out without any answer': failures.timedOut(id, 30, undefined),
	'a file that is asked for too early': failures.notReady(video),
	'an unknown video': failures.noSuchVideo(id, 'not found'),
	'a file that cannot be had': failures.noFile(video, 'HTTP 500'),
	'a file that has expired': failures.noFile({ ...video, expires_at: 1 }, 'HTTP 404'),
	'a failed job': failures.jobFailed(failed(undefined)),
	'a refusal': failures.refused(`delete the video ${id}`, 409, 'busy', id),
};

test.each(Object.entries(ABOUT_A_VIDEO))('%s names the video', (_, failure) => {
	expect(failure.message).toContain(id);
	expect(failure.details).toMatchObject({ videoId: id, hint: expect.any(String) });
});

test('a time-out tells how far the video was and how to go on', () => {
	const { message, details } = failures.timedOut(id, 30, video);
	expect(message).toBe(
		`The video ${id} was not finished after 30 minutes (status in_progress, 42 %)`,
	);
	expect(details.hint).toContain(`use the operation "Wait for Completion" with the video ${id}`);
	expect(details.videoStatus).toBe('in_progress');
	expect(failures.timedOut(id, 30, { ...video, progress: null }).message).toContain(
		'(status in_progress)',
	);
	expect(failures.timedOut(id, 30, undefined).message).toContain('(status unknown)');
});

describe('a failed job', () => {
	test("says the server's own reason", () => {
		const { message, details } = failures.jobFailed(failed({ code: 'oom', message: 'No memory' }));
		expect(message).toBe(`The video ${id} failed: No memory`);
		expect(details).toMatchObject({ videoStatus: 'failed', jobFailed: true });
		expect(failures.jobFailed(failed({ code: 'oom', message: null })).message).toContain(': oom');
	});

	test('says that there is no reason where there is none', () => {
		expect(failures.jobFailed(failed(undefined)).message).toContain('the server gives no reason');
	});

	test('of a safety filter says that the same prompt will be blocked again', () => {
		const blocked = failed({ code: 'moderation_blocked', message: 'Blocked' });
		expect(failures.jobFailed(blocked).details.hint).toContain('safety filter');
		expect(failures.jobFailed(failed(undefined)).details.hint).not.toContain('safety filter');
	});
});

test('a file that is gone says so; one that is not expired yet can be tried again', () => {
	const now = 1_790_000_000_000;
	const gone = failures.noFile({ ...video, expires_at: 1_789_999_999 }, 'HTTP 404', [], now);
	expect(gone.message).toContain('has expired');
	const there = failures.noFile({ ...video, expires_at: 1_790_000_001 }, 'HTTP 404', [], now);
	expect(there.message).not.toContain('expired');
	expect(there.details.hint).toContain(`"Download" with the video ${id}`);
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
	[409, 'own words'],
])('a refusal with %d tells what to do: %s', (status, words) => {
	const { message, details } = failures.refused('list the videos', status, 'No.');
	expect(message).toBe(`The server refused to list the videos (HTTP ${status}): No.`);
	expect(details.hint).toContain(words);
	expect(details.httpStatus).toBe(status);
});

test('a refused body names the settings that decide its form', () => {
	const { hint } = failures.refusedBody(422, 'Field required').details;
	expect(hint).toContain('Nothing was created');
	expect(hint).toContain('"Body Format"');
	expect(hint).toContain('"Seconds as Number"');
});

test('an unsure create is marked, and says that it was not sent again', () => {
	const { message, details } = failures.createUnsure('HTTP 502', 502);
	expect(message).toContain('HTTP 502');
	expect(details).toMatchObject({ unknownOutcome: true, httpStatus: 502 });
	expect(details.hint).toContain('not sent again');
	const sure = [failures.refused('x', 400, ''), failures.unreachable('https://h', 'refused')];
	for (const failure of sure) expect(failure.details.unknownOutcome).toBeUndefined();
});

test('a redirect names only where it leads, and that nothing was sent there', () => {
	const { message, details } = failures.redirected('create the video', 'https://other.example');
	expect(message).toContain('https://other.example');
	expect(details.hint).toContain('Nothing was sent there');
});

test('an id that cannot be one is told as what it is', () => {
	expect(failures.badId(' ').message).toBe('The video id is empty');
	expect(failures.badId('..').message).toBe('".." is not a video id');
});

test('a stop is told in the word by which n8n knows it', () => {
	expect(failures.stopped().message).toContain('canceled');
});

test('no other message of our own would turn a failed execution into a stopped one', () => {
	const others = [
		...[failures.badId('..'), failures.webPage('https://h', 200)],
		...[failures.unreadable('x', 200), failures.noAnswer('x', 'time-out')],
		...[failures.createUnsure('x'), failures.refusedBody(400, undefined)],
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
			for (const { message, details } of all) {
				expect(message).toContain(told.id);
				expect(details.videoId).toBe(told.id);
				expect(details.hint?.trim()).toBeTruthy();
			}
		}),
		{ numRuns: RUNS },
	);
});
