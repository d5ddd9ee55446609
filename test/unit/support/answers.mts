/** A job as OpenAI's reference writes it. */
export const REFERENCE_JOB = {
	id: 'video_68d7512d07848190b3e45da0ecbebcde',
	object: 'video',
	model: 'sora-2',
	status: 'in_progress',
	progress: 42,
	created_at: 1_790_000_000,
	completed_at: null,
	expires_at: null,
	prompt: 'A calico cat plays a piano',
	size: '1280x720',
	seconds: '8',
	remixed_from_video_id: null,
	error: null,
};

/** Answers in the dialects of PROTOCOL.md, section 2. */
export const JOBS = {
	'the reference': REFERENCE_JOB,
	'vLLM-Omni': {
		id: 'video_gen_0a1b',
		object: 'video',
		status: 'queued',
		progress: 0,
		model: 'Wan-AI/Wan2.2-T2V-A14B',
		seconds: '4',
		size: '832x480',
	},
	SGLang: {
		id: '6c1f',
		object: 'video',
		status: 'deleted',
		progress: 100,
		seconds: 4,
		url: 'https://bucket.s3.amazonaws.com/6c1f.mp4?X-Amz-Signature=abc',
		error: null,
	},
	LiteLLM: {
		id: 'video_bGl0ZWxsbTpjdXN0b21fbGxtX3Byb3ZpZGVyOm9wZW5haTttb2RlbF9pZDo7dmlkZW9faWQ6dmlkZW9fMQ==',
		object: 'video',
		status: 'processing',
	},
	'TensorRT-LLM': {
		id: 'video_1',
		status: 'failed',
		error: 'CUDA out of memory',
		duration: 5.0,
		created_at: 1_790_000_000,
	},
	Dynamo: {
		id: 'req-1',
		status: 'completed',
		progress: 100,
		seconds: 4,
		data: [{ url: 'http://localhost:8000/files/req-1.mp4' }],
	},
	'new-api': { task_id: 'sora-2:task_9f/aa=', status: 'NOT_START', progress: '0%' },
	OpenRouter: {
		id: 'gen-vid-1',
		polling_url: 'https://openrouter.ai/api/v1/videos/gen-vid-1',
		status: 'expired',
		error: 'The job took too long',
		unsigned_urls: ['https://openrouter.ai/api/v1/videos/gen-vid-1/content?index=0'],
	},
	Together: {
		id: 'tg-1',
		status: 'completed',
		outputs: { cost: 0.4, video_url: 'https://api.together.ai/tg-1.mp4' },
	},
	Inworld: {
		request_id: 'iw-1',
		status: 'SUCCEEDED',
		output: { videos: [{ url: 'https://storage.example.com/iw-1.mp4?sig=1' }] },
	},
	Bifrost: {
		id: 'bf-1',
		status: 'in_progress',
		progress: 33.3,
		videos: [{ type: 'url', url: 'https://cdn.example.com/bf-1.mp4' }],
	},
};

/** Answers that wrap a job or a list, or name a job by its request alone: PROTOCOL.md, section 6. */
export const WRAPPED = {
	'new-api': {
		code: 'success',
		message: '',
		data: { task_id: 'task_1', status: 'SUCCESS', result_url: 'https://cdn.example.com/na.mp4' },
	},
	Kling: {
		code: 0,
		message: 'SUCCEED',
		request_id: 'r1',
		data: {
			task_id: 'kl-1',
			task_status: 'succeed',
			task_result: { videos: [{ id: 'f1', url: 'https://cdn.example.com/kl.mp4', duration: '5' }] },
		},
	},
	DashScope: {
		request_id: 'r2',
		output: { task_id: 'ds-1', task_status: 'RUNNING' },
	},
	'xAI, created': { request_id: 'req_1' },
	'xAI, done': {
		status: 'done',
		video: { url: 'https://vidgen.x.ai/1.mp4', duration: 8, respect_moderation: true },
		usage: { cost_in_usd_ticks: 4_000_000_000 },
	},
};

/** Lists, deletions and errors that real servers answer with. */
const OTHERS: unknown[] = [
	{ object: 'list', data: [REFERENCE_JOB], first_id: 'a', last_id: 'b', has_more: true },
	{ data: [JOBS.SGLang, JOBS['vLLM-Omni']], object: 'list' },
	{ id: 'video_1', object: 'video.deleted', deleted: true },
	{ deleted: true },
	{ error: { message: 'No such video', type: 'invalid_request_error', param: null, code: 404 } },
	{ error: 'model not loaded' },
	{ detail: [{ type: 'missing', loc: ['body', 'prompt'], msg: 'Field required', input: null }] },
	{ detail: 'Video not found' },
	{ detail: { message: 'busy', code: 'busy' } },
	{ code: 'rate_limited', message: 'Slow down' },
	{ type: 'about:blank', title: 'Conflict', status: 409, detail: 'The job is being deleted' },
	{ object: 'list', data: [{ id: 'sora-2' }, { id: 'gpt-5-mini' }] },
	{ code: 0, msg: 'ok', data: { items: [REFERENCE_JOB], has_more: false } },
];

/** Every real answer: what mutations start from. */
export const REAL_ANSWERS: unknown[] = [
	...Object.values(JOBS),
	...Object.values(WRAPPED),
	...OTHERS,
];
