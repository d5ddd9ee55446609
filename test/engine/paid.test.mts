import { useStage } from './support/stage.mts';

// What was paid for is never lost, and never paid for twice.
const stage = useStage();
const CREATE = { method: 'POST', path: '/videos$' };
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const PROMPT = { operation: 'create', prompt: 'a lake' };

const created = async () => (await stage.sandbox.jobs()).length;
const creates = async () => await stage.sandbox.requests({ method: 'POST', path: /\/videos$/ });

test('a create that was answered is not sent again when a later step fails', async () => {
	await stage.sandbox.fault({
		match: { path: 'content$' },
		times: 1,
		fault: { status: 403, body: { error: { message: 'no' } } },
	});
	const { items, error } = await stage.run({ parameters: PROMPT, settings: RETRIES });
	expect(error).toBeUndefined();
	expect(items[0].binary?.data).toBeDefined();
	expect(await created()).toBe(1);
});

test.each([
	['breaks off after it has taken the create', { drop: 'after' }],
	['breaks off before', { drop: 'before' }],
	['answers 500', { status: 500, body: { error: { message: 'boom' } } }],
	['answers 504 for a job that it has taken', { replace: { status: 504, body: '' } }],
	['answers with half a JSON', { replace: { status: 200, body: '{"id": "vid' } }],
	['answers without an id', { remove: ['id'] }],
	['is too slow for the request timeout', { answerDelayMs: 3000 }],
] as const)('a create is sent once when the server %s', async (_, fault) => {
	await stage.sandbox.fault({ match: CREATE, times: null, fault: { ...fault } as never });
	const { error } = await stage.run({
		parameters: { ...PROMPT, options: { requestTimeout: 1 } },
		settings: RETRIES,
	});
	expect(error?.message).toMatch(/^It is not known whether the server created the video: /);
	expect(error?.description).toContain('Get Many');
	expect(await creates()).toHaveLength(1);
});

test('Retry if Outcome Is Unknown lets Retry On Fail send it again', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { drop: 'after' } });
	const { items } = await stage.run({
		parameters: { ...PROMPT, options: { retryIfUnknown: true } },
		settings: RETRIES,
	});
	expect(items[0].json.status).toBe('completed');
	expect(await created()).toBe(2);
});

test('a create is sent again after 429, when the server says so', async () => {
	await stage.sandbox.fault({
		match: CREATE,
		times: 2,
		fault: { status: 429, headers: { 'retry-after-ms': '300' }, body: {} },
	});
	const { items, durationMs } = await stage.run({ parameters: { ...PROMPT, returnWhat: 'job' } });
	expect(items[0].json.id).toBeDefined();
	expect(durationMs).toBeGreaterThanOrEqual(600);
	expect(await created()).toBe(1);
});

test('a create that was refused may be sent again by Retry On Fail', async () => {
	await stage.sandbox.fault({
		match: CREATE,
		fault: { status: 400, body: { error: { message: 'busy' } } },
	});
	const { items } = await stage.run({ parameters: PROMPT, settings: RETRIES });
	expect(items[0].json.status).toBe('completed');
	expect(await created()).toBe(1);
});

test('a video that failed and was raised as an error is made again', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'failed' } } });
	const { items } = await stage.run({ parameters: PROMPT, settings: RETRIES });
	expect(items[0].json.status).toBe('completed');
	expect(await created()).toBe(2);
});

test('a video that the safety filter blocked is not made again: it would be blocked again', async () => {
	await stage.sandbox.fault({
		match: CREATE,
		times: null,
		fault: { job: { outcome: 'moderation' } },
	});
	const { error } = await stage.run({ parameters: PROMPT, settings: RETRIES });
	expect(error?.message).toContain('blocked by our moderation system');
	expect(await created()).toBe(1);
});

const POLL = { method: 'GET', path: '/videos/[^/]+$' };

// Safety filter, and reason of a failed job. Each place and form of a reason: test/unit/reason.
test.each<[string, object]>([
	[
		'new-api',
		{
			task_id: 't',
			status: 'FAILURE',
			fail_reason: 'The request failed because the output video may contain sensitive information',
		},
	],
	[
		'DashScope',
		{
			status: 'FAILED',
			code: 'DataInspectionFailed',
			message: 'Output data may contain inappropriate content.',
		},
	],
	[
		'a gateway to it',
		{
			status: 'failed',
			error: {
				code: 'DataInspectionFailed',
				message: 'Output data may contain inappropriate content.',
			},
		},
	],
	['a policy', { status: 'failed', error: { message: 'The prompt violates our policies' } }],
	['a flag', { status: 'done', video: { url: '', respect_moderation: false } }],
])(
	'a safety filter ends it with one create in all, also where a retry is allowed: %s',
	async (_, job) => {
		await stage.sandbox.fault({
			match: POLL,
			times: null,
			fault: { replace: { status: 200, body: { id: 't', ...job } } },
		});
		const { error } = await stage.run({
			parameters: { ...PROMPT, options: { retryIfUnknown: true } },
			settings: RETRIES,
		});
		const words = Object.values({ ...job, ...(job as { error?: object }).error }).filter(
			(value) => typeof value === 'string' && /\s/.test(value),
		);
		for (const said of words) expect(error?.message).toContain(said);
		expect(error?.json).toContain('"kind":"blocked"');
		expect(error?.description).toContain('safety filter');
		expect(await creates()).toHaveLength(1);
	},
);

// Reason of a failed job: a technical one.
test.each<[object, string]>([
	[{ error_message: 'the node ran out of memory' }, 'the node ran out of memory'],
	[{ error: { code: 400, msg: 'the worker was lost' } }, 'the worker was lost'],
])('a technical failure is quoted, and may be created anew: %j', async (job, said) => {
	const body = { id: 't', status: 'failed', ...job };
	const fault = { replace: { status: 200, body } };
	await stage.sandbox.fault({ match: POLL, times: 1, fault });
	const { items } = await stage.run({ parameters: PROMPT, settings: RETRIES });
	expect(items[0].json.status).toBe('completed');
	expect(await created()).toBe(2);
	await stage.sandbox.fault({ match: POLL, times: null, fault });
	const { error } = await stage.run({ parameters: PROMPT });
	expect(error?.message).toMatch(new RegExp(`^The video \\w+ failed: ${said}$`));
	expect(error?.json).toContain('"kind":"jobFailed"');
});

test('a create that the safety filter refuses is sent once, also where a retry is allowed', async () => {
	const body = { error: { code: 'content_policy_violation', message: 'Not this prompt.' } };
	await stage.sandbox.fault({ match: CREATE, times: null, fault: { status: 400, body } });
	const { error } = await stage.run({
		parameters: { ...PROMPT, options: { retryIfUnknown: true } },
		settings: RETRIES,
	});
	expect(error?.message).toBe(
		"The server's safety filter refused to create the video (HTTP 400): Not this prompt. [item 0]",
	);
	expect(error?.json).toContain('"kind":"blocked"');
	expect(error?.json).toContain('"httpCode":"400"');
	expect(error?.description).toBe(
		'Nothing was created. Change the prompt or the images: the same ones will be blocked again.',
	);
	expect(await creates()).toHaveLength(1);
});

test('a blocked video that was called completed is returned as a failed one', async () => {
	const body = { id: 't', status: 'done', video: { url: '', respect_moderation: false } };
	await stage.sandbox.fault({
		match: POLL,
		times: null,
		fault: { replace: { status: 200, body } },
	});
	const { items } = await stage.run({
		parameters: { ...PROMPT, options: { onFailure: 'return' } },
		settings: RETRIES,
	});
	expect(items[0].json).toMatchObject({
		status: 'failed',
		error: { code: 'respect_moderation' },
	});
	expect(items[0].binary).toBeUndefined();
	expect(await created()).toBe(1);
});

test('a try that begins while a create of the one before is under way waits for it', async () => {
	// n8n ends a try at once when an expression of a later item fails, and leaves the others running.
	await stage.sandbox.fault({ match: CREATE, times: null, fault: { answerDelayMs: 2500 } });
	const { error } = await stage.run({
		parameters: { operation: 'create', prompt: '={{ $json.prompt.trim() }}', returnWhat: 'job' },
		items: [{ json: { prompt: 'a lake' } }, { json: {} }],
		settings: { ...RETRIES, maxTries: 2, waitBetweenTries: 500 },
	});
	expect(error).toBeDefined();
	await new Promise((resolve) => setTimeout(resolve, 3000));
	expect(await created()).toBe(1);
});

test.each([
	{ code: 'InvalidParameter', message: 'no credit', request_id: 'r1' },
	{ request_id: 'r1', success: false },
	{ request_id: 'r1', error_code: 4, error_msg: 'no credit' },
])('an answer that only names its request is no video: %j', async (body) => {
	await stage.sandbox.fault({ match: CREATE, times: null, fault: { status: 200, body } });
	const { error } = await stage.run({ parameters: PROMPT, settings: RETRIES });
	expect(error?.message).toContain(
		'It is not known whether the server created the video: its answer names no video (HTTP 200). It said: {',
	);
	expect(error?.message).toContain('"request_id":"r1"');
	expect(error?.description).not.toContain('r1');
	expect(await creates()).toHaveLength(1);
	expect(await stage.sandbox.requests({ path: /r1/ })).toEqual([]);
});

test('a video that failed and was returned is never made again', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'moderation' } } });
	const { items } = await stage.run({
		parameters: { ...PROMPT, options: { onFailure: 'return' } },
		settings: RETRIES,
	});
	expect(items[0].json).toMatchObject({
		status: 'failed',
		error: { code: 'moderation_blocked', message: expect.any(String) },
	});
	expect(items[0].binary).toBeUndefined();
	expect(await created()).toBe(1);
});

test('a time-out names the video and how to go on', async () => {
	await stage.sandbox.settings({ renderSeconds: 60 });
	const { error } = await stage.run({ parameters: { ...PROMPT, options: { timeout: 0.03 } } });
	const [{ id }] = await stage.sandbox.jobs();
	expect(error?.message).toContain(`The video ${id} was not finished after 0.03 minutes`);
	expect(error?.description).toContain(`"Wait for Completion" with the video ${id}`);
});

test('a download that fails for good names the video and how to go on', async () => {
	await stage.sandbox.fault({
		match: { path: 'content$' },
		times: null,
		fault: { status: 500, body: 'storage is down' },
	});
	// The timeout bounds how long the file of a finished video is waited for.
	const { error } = await stage.run({
		parameters: { ...PROMPT, options: { requestTimeout: 5 } },
	});
	const [{ id }] = await stage.sandbox.jobs();
	expect(error?.message).toBe(
		`The video ${id} is finished, but its file could not be downloaded: storage is down (HTTP 500)`,
	);
	expect(error?.description).toContain('Do not use Retry in the list of executions');
	expect(error?.description).toContain(`"Download" with the video ${id}`);
});

test('when one item ends the node, the error lists the videos of the others', async () => {
	const { error } = await stage.run({
		parameters: { operation: 'create', prompt: '={{ $json.prompt }}' },
		items: ['a lake', '', 'a hill'].map((prompt) => ({ json: { prompt } })),
	});
	const jobs = await stage.sandbox.jobs();
	expect(jobs).toHaveLength(2);
	expect(error?.message).toBe('The prompt is empty [item 1]');
	for (const { id } of jobs) expect(error?.description).toContain(id);
	expect(error?.description).toMatch(/\(item 0\)/);
});

test('the first item fails before the others are created: their ids still stand in its error', async () => {
	const { error } = await stage.run({
		parameters: { operation: 'create', prompt: '={{ $json.prompt }}', returnWhat: 'video' },
		items: ['', 'a lake', 'a hill'].map((prompt) => ({ json: { prompt } })),
	});
	const jobs = await stage.sandbox.jobs();
	expect(jobs).toHaveLength(2);
	for (const { id } of jobs) expect(error?.description).toContain(id);
});

test('On Error: Continue keeps the id of the video and the pairing', async () => {
	await stage.sandbox.fault({
		match: CREATE,
		skip: 1,
		fault: { job: { outcome: 'moderation' } },
	});
	const input = {
		parameters: { ...PROMPT, options: { maxInFlight: 1 } },
		items: [{ json: { n: 0 } }, { json: { n: 1 } }, { json: { n: 2 } }],
	};
	const { items } = await stage.run({ ...input, settings: { onError: 'continueRegularOutput' } });
	const failed = (await stage.sandbox.jobs()).find(({ outcome }) => outcome === 'moderation');
	const index = items.findIndex(({ json }) => json.error);
	expect(items).toHaveLength(3);
	expect(items[index]).toEqual({
		json: {
			error: {
				kind: 'blocked',
				message: expect.stringContaining(`The video ${failed?.id} failed: `),
				id: failed?.id,
				status: 'failed',
				hint: expect.stringContaining('safety filter'),
			},
		},
		pairedItem: { item: index },
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

test('with an error output the failed item leaves by it, with its input and the id', async () => {
	await stage.sandbox.fault({ match: CREATE, fault: { job: { outcome: 'failed' } } });
	const { items, errorItems } = await stage.run({
		parameters: { ...PROMPT, options: { maxInFlight: 1 } },
		items: [{ json: { n: 0 } }, { json: { n: 1 } }],
		settings: { onError: 'continueErrorOutput' },
	});
	expect(items).toHaveLength(1);
	expect(errorItems).toHaveLength(1);
	expect(errorItems[0].json).toMatchObject({
		error: {
			message: expect.stringContaining('failed'),
			id: expect.stringMatching(/^video_/),
			status: 'failed',
		},
	});
});
