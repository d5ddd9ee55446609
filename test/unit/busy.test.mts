import { saysBusy } from '../../protocol/reading/busy';

const error = (message: string, more: object = {}) =>
	JSON.stringify({ error: { message, ...more } });

test.each([
	['Unsloth Studio', '{"detail":"A video generation is already in progress."}'],
	['a gateway', error('The limit of 1 concurrent tasks has been reached. Please try again later.')],
	['PixVerse', '{"ErrCode":500044,"message":"Reached the limit for concurrent generations."}'],
	['Kling', '{"code":1303,"message":"parallel task over resource pack limit","request_id":"r"}'],
	['LTX', error('Too many concurrent requests', { type: 'concurrency_limit_error' })],
	['LTX, by its type alone', error('Try again later.', { type: 'concurrency_limit_error' })],
	['Baidu Qianfan', error('Rate limit reached for Concurrency')],
	[
		'Baidu Qianfan, by its code alone',
		error('no', { code: 'video_genration_concurrency_exceeded' }),
	],
	['CoreWeave', error('Concurrency limit reached for requests')],
	[
		'ElevenLabs',
		error(
			'Too many concurrent requests. Your current subscription is associated with a maximum of 4 concurrent requests (running in parallel).',
		),
	],
	[
		'LiteLLM',
		error(
			'Rate limit exceeded for api_key: 8d79. Limit type: max_parallel_requests. Current limit: 4, Remaining: 0.',
			{ type: 'throttling_error' },
		),
	],
	['SGLang', error('The request queue is full.')],
	['one pipeline', '{"detail":"Another generation is already running"}'],
	['one pipeline, of itself', '{"error":"The server is already generating a video"}'],
	['a relay', error('Reached your limit. Please wait for existing jobs to finish.')],
	['a plain text', 'A custom video generation is already in progress. Please wait.'],
	['a limit of jobs', error('Too many active generations for this key')],
	['a maximum of jobs', error('The maximum number of running tasks is 3')],
	[
		'Zhipu',
		error('您当前使用该API的并发数过高，请降低并发，或联系客服增加限额。', { code: '1302' }),
	],
	['a Seedance relay', error('视频任务并发超限 (当前 1/1)')],
	['Kling in Chinese', '{"code":1303,"message":"并发或QPS超出预付费资源包限制"}'],
	['a queue in Chinese', error('任务队列已满，请稍后重试')],
	['a relay in Chinese', error('已有任务正在进行中，请稍后再试')],
	['a count in Chinese', error('当前任务数已达上限')],
])('%s says that it is busy', (_, body) => {
	expect(saysBusy(body)).toBe(true);
});

test.each([
	['nothing', ''],
	['a web page', '<!doctype html><html><body>The queue is full</body></html>'],
	['a rate limit', error('Rate limit exceeded')],
	['too many requests', error('Too many requests. Please try again later.')],
	[
		'a rate limit with advice',
		error('Rate limit exceeded. Please reduce your concurrent requests.'),
	],
	['a limit of requests per minute', error('Limit of 10 concurrent requests per minute reached')],
	[
		'LiteLLM, of requests per minute',
		error('Max parallel request limit reached Hit limit for api_key. rpm_limit: 4 current rpm 4'),
	],
	[
		'LiteLLM, of tokens',
		error('Rate limit exceeded for api_key: 1. Limit type: tokens. Current limit: 4'),
	],
	['new-api, upstream', error('当前分组上游负载已饱和，请稍后再试')],
	['DashScope', error('Requests rate limit exceeded, please try again later.')],
	[
		'a quota',
		error('You exceeded your current quota, please check your plan and billing details.'),
	],
	['a quota, by its code', error('Limit reached', { code: 'insufficient_quota' })],
	[
		'a lack of credit beside a limit',
		error('Insufficient balance: too many concurrent tasks for it'),
	],
	['a lack of credit in Chinese', error('余额不足，并发数已达上限')],
	['a video that is not finished', error('Video is not completed')],
	['a video that renders', error("Video 'video_1' is still in progress and cannot be remixed.")],
	['a video that is processed', '{"detail":"The video is still being processed"}'],
	['a broken server', error('Internal server error')],
	['a server that is down', error('Service unavailable')],
	['a busy server that does not say why', error('The server is busy, please try again later')],
	['no worker', error('No available workers (all circuits open or unhealthy)')],
	['a wrong size', error('size must be one of 720x1280, 1280x720')],
	['a request that it quotes', '{"request":{"prompt":"The queue is full"}}'],
	['a duplicate', error('A character with this name already exists')],
])('%s does not say so', (_, body) => {
	expect(saysBusy(body)).toBe(false);
});
