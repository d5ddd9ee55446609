import { mayCreateAnew } from '../../client/createPolicy';
import { hintOf } from '../../nodes/shared/hints';
import { createOf, failureOf, QUICK, useClient } from './support/stage.mts';

const stage = useClient();
const CREATE = { method: 'POST', path: '/videos$' };

test('a create gives the job', async () => {
	const { video } = await stage.videos.create(createOf({ seconds: '4', size: '1280x720' }));
	const [job] = await stage.sandbox.jobs();
	expect(video).toMatchObject({ id: job.id, prompt: 'a calm lake', seconds: '4' });
	expect(['queued', 'in_progress']).toContain(video.status);
});

test('the extra headers and the extra query go along', async () => {
	const videos = stage.videosOf({
		extraHeaders: { 'x-team': 'films' },
		extraQuery: { 'api-version': 'preview' },
	});
	await videos.create({ ...createOf(), query: { mode: 'fast' } });
	const [request] = await stage.sandbox.requests({ method: 'POST' });
	expect(request.headers).toMatchObject({ 'x-team': 'films' });
	expect(request.query).toEqual({ 'api-version': 'preview', mode: 'fast' });
});

test('the next form of body is sent only where the server does not take the first', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { status: 415, body: {} } });
	const form = () => {
		const data = new FormData();
		data.append('prompt', 'in a form');
		return data;
	};
	const { video } = await stage.videos.create({ bodies: [...createOf().bodies, form] });
	expect(video.prompt).toBe('in a form');
	expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(2);
});

test.each([
	[400, "invalid character '-' in numeric literal", 2],
	[422, 'JSON decode error', 2],
	[400, 'The prompt is missing', 1],
	[500, 'JSON decode error', 1],
])('after %d and "%s" a create is sent in %d forms', async (status, message, sent) => {
	await stage.sandbox.fault({ match: CREATE, fault: { status, body: { error: { message } } } });
	const bodies = [...createOf().bodies, ...createOf({ prompt: 'in another form' }).bodies];
	await stage.videos.create({ bodies }).catch((error: unknown) => error);
	expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(sent);
});

test.each([
	[400, 'invalid JSON request body'],
	[415, 'no'],
])('a %d with a job that lives is not sent in another form', async (status, said) => {
	const body = { id: 'video_1', status: 'queued', error: said };
	await stage.sandbox.fault({ match: CREATE, fault: { status, body } });
	const bodies = [...createOf().bodies, ...createOf().bodies];
	const error = await failureOf(stage.videos.create({ bodies }));
	expect(error).toMatchObject({ kind: 'unknownOutcome', details: { videoId: 'video_1' } });
	expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
});

test('a refusal is reported in the words of the server, and is not sent again', async () => {
	const error = await failureOf(stage.videos.create(createOf({ seconds: '5' })));
	expect(error.kind).toBe('refused');
	expect(error.message).toMatch(/^The server refused to create the video \(HTTP 400\): /);
	expect(error.details).toMatchObject({ httpStatus: 400, isCreate: true });
	expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
});

test('a rate limit is waited for as long as the server says', async () => {
	const limited = { status: 429, headers: { 'retry-after-ms': '30' }, body: {} };
	await stage.sandbox.fault({ match: CREATE, times: 2, fault: limited });
	await stage.videos.create(createOf());
	expect(stage.transport.pauses).toEqual([30, 30]);
	expect(await stage.sandbox.jobs()).toHaveLength(1);
});

test.each([
	['a lost connection', { drop: 'after' }],
	['a broken server', { status: 500, body: {} }],
	['a gateway', { status: 502, body: '<html>bad gateway</html>' }],
] as const)(
	'after %s it is not known whether there is a video, and no other is created',
	async (_, fault) => {
		await stage.sandbox.fault({ match: CREATE, fault: fault as never });
		const error = await failureOf(stage.videos.create(createOf()));
		expect(error.kind).toBe('unknownOutcome');
		expect(error.message).toMatch(/It is not known whether the server created the video/);
		expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
	},
);

test('a create that takes too long ends at the timeout, and is not sent again', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { answerDelayMs: 50_000 } });
	const videos = stage.videosOf({ timeoutMs: 50_000 });
	const startedAt = Date.now();
	const error = await failureOf(videos.create({ ...createOf(), timeoutMs: 2000 }));
	expect(Date.now() - startedAt).toBeLessThan(30_000);
	expect(error.kind).toBe('unknownOutcome');
	expect(error.message).toContain('no response within the timeout');
	expect(await stage.sandbox.jobs()).toHaveLength(1);
});

test('createAndPoll gives the finished job', async () => {
	const { video } = await stage.videos.createAndPoll(createOf(), QUICK);
	expect(video).toMatchObject({ status: 'completed', progress: 100 });
});

test('createAndPoll of a job that fails gives the failed job, with its reason', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'failed' } } });
	const { video } = await stage.videos.createAndPoll(createOf(), QUICK);
	expect(video.status).toBe('failed');
	expect(video.error?.message).toEqual(expect.any(String));
});

describe('a create that a safety filter refuses', () => {
	const BODIES: Array<[number, unknown]> = [
		[400, { error: { code: 'content_policy_violation', message: 'No.' } }],
		[400, { error: { message: 'Your request was rejected by the safety system.' } }],
		[403, { error: { code: 403, message: 'Your input was flagged for "violence"' } }],
		[422, [{ loc: ['body', 'prompt'], msg: 'No.', type: 'content_policy_violation' }]],
		[
			400,
			{ code: 'DataInspectionFailed', message: 'Input data may contain inappropriate content.' },
		],
		[400, { id: 'v', status: 'failed', error: { code: 'moderation_blocked', message: 'No.' } }],
		[451, '内容违规'],
	];

	test.each(BODIES)('%d %j is blocked, and nothing creates it anew', async (status, body) => {
		await stage.sandbox.fault({ match: CREATE, times: null, fault: { status, body } });
		const error = await failureOf(stage.videos.create(createOf()));
		expect(error.kind).toBe('blocked');
		expect(error.message).toMatch(
			new RegExp(`^The server's safety filter refused to create the video \\(HTTP ${status}\\): .`),
		);
		expect(error.details).toMatchObject({ httpStatus: status, isCreate: true });
		expect(mayCreateAnew(error, false)).toBe(false);
		expect(mayCreateAnew(error, true)).toBe(false);
		expect(hintOf(error)).toMatch(/^Nothing was created\. Change the prompt or the images/);
		expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(1);
	});

	test.each([401, 402, 404, 405, 429])('%d is about something else', async (status) => {
		const body = { error: { message: 'Rejected by the safety system' } };
		await stage.sandbox.fault({ match: CREATE, times: null, fault: { status, body } });
		expect((await failureOf(stage.videos.create(createOf()))).kind).toBe('refused');
	});

	test.each([200, 408, 500, 502])('with %d its outcome stays unknown', async (status) => {
		const body = {
			error: { code: 'content_policy_violation', message: 'Blocked by the safety system' },
		};
		await stage.sandbox.fault({ match: CREATE, fault: { status, body } });
		const error = await failureOf(stage.videos.create(createOf()));
		expect(error.kind).toBe('unknownOutcome');
		expect(error.message).toContain('Blocked by the safety system');
		expect(mayCreateAnew(error, true)).toBe(true);
	});
});
