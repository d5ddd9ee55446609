import fc from 'fast-check';
import { jobOf, readId } from '../../protocol/reading/job';
import { readResults } from '../../protocol/reading/results';
import { readVideo, type Video } from '../../protocol/reading/video';
import { JOBS, REFERENCE_JOB, WRAPPED } from './support/answers.mts';
import { anyAnswer, anyText, nested, ANSWERS } from './support/fuzz.mts';

const NOTHING_TOLD: Video = {
	id: '',
	status: 'in_progress',
	progress: null,
	model: null,
	prompt: null,
	seconds: null,
	size: null,
	url: null,
	created_at: null,
	completed_at: null,
	expires_at: null,
	remixed_from_video_id: null,
	cost: null,
	currency: null,
	seed: null,
	usage: null,
};

const TOLD: Record<keyof typeof JOBS, Partial<Video>> = {
	'the reference': {
		...{ id: REFERENCE_JOB.id, model: 'sora-2', progress: 42, created_at: 1_790_000_000 },
		...{ prompt: 'A calico cat plays a piano', size: '1280x720', seconds: '8' },
	},
	'vLLM-Omni': {
		...{ id: 'video_gen_0a1b', status: 'queued', progress: 0, seconds: '4', size: '832x480' },
		model: 'Wan-AI/Wan2.2-T2V-A14B',
	},
	SGLang: { id: '6c1f', status: 'failed', progress: 100, seconds: '4', url: JOBS.SGLang.url },
	LiteLLM: { id: JOBS.LiteLLM.id },
	'TensorRT-LLM': {
		...{ id: 'video_1', status: 'failed', seconds: '5', created_at: 1_790_000_000 },
		error: { code: null, message: 'CUDA out of memory' },
	},
	Dynamo: {
		...{ id: 'req-1', status: 'completed', progress: 100, seconds: '4' },
		url: JOBS.Dynamo.data[0].url,
	},
	'new-api': { id: 'sora-2:task_9f/aa=', status: 'queued', progress: 0 },
	OpenRouter: {
		id: 'gen-vid-1',
		status: 'failed',
		error: { code: null, message: 'The job took too long' },
		url: JOBS.OpenRouter.unsigned_urls[0],
	},
	Together: { id: 'tg-1', status: 'completed', cost: 0.4, url: JOBS.Together.outputs.video_url },
	Inworld: { id: 'iw-1', status: 'completed', url: JOBS.Inworld.output.videos[0].url },
	Bifrost: { id: 'bf-1', progress: 33.3, url: JOBS.Bifrost.videos[0].url },
};

test.each(Object.entries(JOBS))('a job of %s is told in the words of the API', (server, job) => {
	expect(readVideo(job)).toEqual({ ...NOTHING_TOLD, ...TOLD[server as keyof typeof JOBS] });
});

const UNWRAPPED: Record<keyof typeof WRAPPED, Partial<Video>> = {
	'new-api': { id: 'task_1', status: 'completed', url: 'https://cdn.example.com/na.mp4' },
	Kling: { id: 'kl-1', status: 'completed', url: 'https://cdn.example.com/kl.mp4' },
	DashScope: { id: 'ds-1' },
	'xAI, created': { id: 'req_1', status: 'queued' },
	'xAI, done': {
		...{ id: 'asked', status: 'completed', url: 'https://vidgen.x.ai/1.mp4', seconds: '8' },
		...{ cost: 0.4, currency: 'USD', usage: { cost_in_usd_ticks: 4_000_000_000 } },
	},
};

test.each(Object.entries(WRAPPED))('a wrapped job of %s is read', (server, answer) => {
	const known = server === 'xAI, done' ? 'asked' : undefined;
	const told = UNWRAPPED[server as keyof typeof WRAPPED];
	expect(readVideo(answer, known)).toEqual({ ...NOTHING_TOLD, ...told });
});

describe('what is wrapped', () => {
	test.each([
		['the outcome of the request beside it', { status: 'success', data: { id: 'a', status: 'x' } }],
		['an id of the request beside it', { id: 'r', data: { id: 'a', status: 'x' } }],
		['two wrappers', { code: 0, data: { task: { id: 'a', status: 'x' } } }],
		['a list of one', { code: 200, data: [{ status: 'x', task_id: 'a' }] }],
	])('%s', (_, answer) => {
		expect(readVideo(answer)).toMatchObject({ id: 'a', status: 'in_progress' });
	});

	test('an id alone: a job that has not begun', () => {
		const answer = { code: 200, msg: 'ok', data: { taskId: 'a' } };
		expect(readVideo(answer)).toMatchObject({ id: 'a', status: 'queued' });
	});

	test.each([
		['completed', { model: 'grok', video: { url: '/f.mp4', duration: 8 } }],
		['completed', { status: 'completed', data: { id: 'f', url: '/f.mp4' } }],
		['completed', { status: 'success', result: { id: 'f', url: '/f.mp4' } }],
		['in_progress', { status: 'success', data: { id: 'asked', progress: 30 } }],
	])('without a status, but maybe with a file, is %s: %j', (status, answer) => {
		expect(readVideo(answer, 'asked')).toMatchObject({ id: 'asked', status });
	});

	test.each([
		['a file of the job', { status: 'completed', video: { id: 'f', url: '/f.mp4' } }, 'asked'],
		[
			'a file of a job that names itself',
			{ id: 'asked', status: 'done', data: { id: 'f' } },
			undefined,
		],
		[
			'a list of files',
			{ id: 'asked', status: 'done', data: [{ id: 'f', url: '/f.mp4' }] },
			undefined,
		],
	])('is not %s', (_, answer, known) => {
		expect(readVideo(answer, known)).toMatchObject({ id: 'asked', status: 'completed' });
	});

	test.each([
		{ code: 40001, message: 'no credit', data: null },
		{ code: 'error', message: 'task not exist', data: {} },
		{ code: 0, message: '', data: [] },
		{ object: 'list', data: [{ id: 'a', status: 'completed' }] },
		{ data: [{ id: 'a', status: 'completed' }], has_more: false },
		{
			data: [
				{ id: 'a', status: 'queued' },
				{ id: 'b', status: 'queued' },
			],
		},
		{ data: [{ id: 'a', url: '/f.mp4' }] },
	])('is no job in %j, also when the id is known', (answer) => {
		expect(readVideo(answer, 'asked')).toBeUndefined();
	});
});

test('several files: url is that of the first, urls has all, and they are absolute where the server is known', () => {
	const answer = { id: 'v', status: 'completed', unsigned_urls: ['/f0.mp4', '/f1.mp4'] };
	const video = readVideo(answer, undefined, (url) => new URL(url, 'https://h/v1/').href);
	expect(video?.url).toBe('https://h/f0.mp4');
	expect(video?.urls).toEqual(['https://h/f0.mp4', 'https://h/f1.mp4']);
});

test('a file that stands in the answer has no url', () => {
	expect(
		readVideo({ id: 'v', status: 'completed', url: 'data:video/mp4;base64,AAAA' })?.url,
	).toBeNull();
});

describe('the id', () => {
	test.each(['id', 'task_id', 'request_id', 'video_id'])('may be called %s', (field) => {
		expect(readVideo({ [field]: 'sora-2:task_9f/aa=', status: 'queued' })?.id).toBe(
			'sora-2:task_9f/aa=',
		);
	});

	test('may be a number', () => expect(readVideo({ id: 17 })?.id).toBe('17'));

	test('is the first one that says anything', () => {
		expect(readId({ id: '', task_id: null, video_id: 'v', status: 'done' })).toBe('v');
	});

	test('is not that of the request where the answer has no status: errors name their request too', () => {
		const refusal = { code: 'InvalidParameter', message: 'no credit', request_id: 'r1' };
		expect(readVideo(refusal)).toBeUndefined();
	});

	test.each([
		{ success: false },
		{ error_code: 4, error_msg: 'quota exceeded' },
		{ error_msg: 'quota exceeded' },
		{ err_msg: 'quota exceeded' },
		{ errorMessage: 'quota exceeded' },
	])('is not that of the request where %j says that it is an error', (error) => {
		expect(readVideo({ request_id: 'r1', ...error })).toBeUndefined();
	});

	test.each([{ success: true }, { error_code: 0, error_msg: '' }, { error_code: '0' }])(
		'is that of the request where %j says that it is none',
		(more) => expect(readVideo({ request_id: 'r1', ...more })?.id).toBe('r1'),
	);

	test('is that of the request where nothing says that it is an error', () => {
		expect(readVideo({ request_id: 'r1', error: null, message: '' })?.id).toBe('r1');
	});

	test('is the one that was asked for where the answer leaves it out', () => {
		expect(readVideo({ status: 'done' }, 'video_1')).toMatchObject({
			id: 'video_1',
			status: 'completed',
		});
	});
});

test.each([null, undefined, 'video_1', 1, [], [{ id: 'a' }], {}, { status: 'done' }, { id: '' }])(
	'%j is no job',
	(answer) => expect(readVideo(answer)).toBeUndefined(),
);

test('an error that names no job is none, also when the id is known', () => {
	expect(readVideo({ error: { message: 'busy' } }, 'video_1')).toBeUndefined();
});

test.each([
	[0, 0],
	[42, 42],
	[33.3, 33.3],
	['50', 50],
	['50%', 50],
	[-3, 0],
	[120, 100],
	[Infinity, null],
	['soon', null],
	[null, null],
	[undefined, null],
	[true, null],
	[{}, null],
])('progress %j is told as %j', (progress, told) => {
	expect(readVideo({ id: 'a', progress })?.progress).toBe(told);
});

test.each([
	[1_790_000_000, 1_790_000_000],
	['1790000000', 1_790_000_000],
	['2026-09-21T13:33:20Z', 1_789_997_600],
	['2026-09-21T13:33:20.900+00:00', 1_789_997_600],
	[0, null],
	[-1, null],
	['', null],
	['yesterday', null],
	['2026-99-99T00:00:00Z', null],
	[null, null],
	[Infinity, null],
])('the time %j is told as %j', (time, told) => {
	expect(readVideo({ id: 'a', created_at: time })?.created_at).toBe(told);
});

const TEXTS = ['model', 'prompt', 'seconds', 'size', 'url', 'remixed_from_video_id'] as const;
const TIMES = ['created_at', 'completed_at', 'expires_at'] as const;

function expectPromisedShape(video: Video): void {
	const fields = Object.keys(video).filter((field) => field !== 'error' && field !== 'urls');
	expect(fields).toEqual(Object.keys(NOTHING_TOLD));
	// Null would make older hosts take the item for a failed one.
	if ('error' in video) expect(video.error?.code ?? video.error?.message).toBeTruthy();
	expect(video.id.trim()).not.toBe('');
	expect(['queued', 'in_progress', 'completed', 'failed']).toContain(video.status);
	if (video.progress !== null) {
		expect(video.progress).toBeGreaterThanOrEqual(0);
		expect(video.progress).toBeLessThanOrEqual(100);
	}
	for (const field of TEXTS) if (video[field] !== null) expect(video[field].trim()).not.toBe('');
	for (const field of TIMES) {
		if (video[field] === null) continue;
		expect(Number.isFinite(video[field])).toBe(true);
		expect(video[field]).toBeGreaterThan(0);
	}
}

test('whatever a server answers is a job of the promised shape, or none', () => {
	let jobs = 0;
	fc.assert(
		fc.property(anyAnswer, fc.option(anyText, { nil: undefined }), (answer, known) => {
			const asked = known?.trim() ? known : undefined;
			const video = readVideo(answer, asked);
			if (video === undefined) return;
			jobs += 1;
			expectPromisedShape(video);
			const own = readId(jobOf(answer)!);
			expect(video.id).toBe(asked ?? own);
			// URL in the output: from the place where the download looks first.
			const places = readResults(answer).map(({ urls }) => urls[0] ?? null);
			expect(video.urls ?? [video.url]).toEqual(places.length > 0 ? places : [null]);
		}),
		{ numRuns: ANSWERS },
	);
	expect(jobs).toBeGreaterThan(ANSWERS / 10);
});

test('what was told once is told the same when it is read again', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const video = readVideo(answer);
			if (video !== undefined) expect(readVideo({ ...video })).toEqual(video);
		}),
		{ numRuns: ANSWERS },
	);
});

test.each(['error', 'status', 'url', 'prompt', ''])(
	'very deep nesting below "%s" is read',
	(field) => {
		expect(readVideo({ id: 'a', [field]: nested(50_000, field, 1) })).toBeDefined();
	},
);
