import { readErrorText } from './errorText';
import { isRecord, parseJson, textOf } from './json';
import { hasAny, type Phrase } from './phrases';

/**
 * With what words a server refuses a create because another job is running, or because as many run as it allows. Underscores count as
 * spaces, since some say it in a code. None may match a plain rate limit, a lack of credit, or a video that is not finished yet.
 */
const BUSY: readonly Phrase[] = [
	{
		words:
			/\b(generations?|render|rendering|jobs?|tasks?)\b.{0,40}\balready (in progress|running|active)\b/i,
		source: 'Unsloth Studio 2026.10, 409: "A video generation is already in progress."',
	},
	{
		words: /\balready (generating|rendering|running|processing) (a|an|another|one)\b/i,
		source: 'The same in other words (not seen yet)',
	},
	{
		words:
			/\banother (video|generation|render|job|task)\b.{0,40}\b(running|in progress|being|processing|active|rendering)\b/i,
		source: 'Servers around one pipeline, 409: "Another generation is already running"',
	},
	{
		words:
			/\bwait\b.{0,30}\b(current|running|existing|active|other|another|ongoing)\b.{0,40}\b(finish|complete|end)/i,
		source: 'Relays of PixVerse: "Please wait for existing jobs to finish."',
	},
	{
		words:
			/\b(limit|maximum|max|exceed(s|ed|ing)?|reached|too many|over|only)\b[^.,;:]{0,40}\b(concurrent(ly)?|concurrency)\b/i,
		source:
			'Gateways, 503: "The limit of 1 concurrent tasks has been reached."; PixVerse 500044: "Reached the limit for concurrent ' +
			'generations."; LTX, ElevenLabs: "Too many concurrent requests"; Baidu Qianfan: "Rate limit reached for Concurrency"',
	},
	{
		words: /\b(concurrent|concurrency)\b[^.,;:]{0,40}\b(limit|maximum|exceed(s|ed)?|reached)\b/i,
		source:
			'CoreWeave, 429: "Concurrency limit reached for requests"; LTX: the type concurrency_limit_error; Baidu Qianfan: the code ' +
			'video_genration_concurrency_exceeded',
	},
	{
		words:
			/\bparallel (tasks?|jobs?|generations?|videos?)\b.{0,40}\b(over|limit|maximum|exceed(s|ed)?|reached)\b/i,
		source: 'Kling 1303, 429: "parallel task over resource pack limit"',
	},
	{
		words:
			/\b(max|maximum|too many|limit)\b.{0,40}\bparallel (tasks|jobs|generations|videos|requests\b)/i,
		source:
			'LiteLLM, 429: "Rate limit exceeded for api_key: …. Limit type: max_parallel_requests."',
	},
	{
		words:
			/\b(too many|maximum number of|limit of \d+)\b.{0,20}\b(queued|pending|running|active|in[- ]?flight|ongoing|unfinished) (jobs|tasks|requests|generations|videos)\b/i,
		source: 'The same in other words (not seen yet)',
	},
	{
		words: /\bqueue (is |was )?(already )?full\b/i,
		source: 'SGLang, 503: "The request queue is full."',
	},
	{
		words: /并发.{0,12}(超|过高|已满|上限)|(超|达到|上限).{0,8}并发/,
		source:
			'Seedance relays: "视频任务并发超限 (当前 1/1)"; Zhipu 1302, 429: "您当前使用该API的并发数过高"; Kling 1303: "并发或QPS超出预付费资源包限制"',
	},
	{
		words: /队列已满|排队.{0,6}已满/,
		source: 'Task servers, for imports and conversions: "任务队列已满，请稍后重试"',
	},
	{
		words:
			/任务.{0,6}(正在(进行|运行|生成|处理)|进行中|未完成).{0,20}(请|稍后|等待|再)|任务数.{0,8}(上限|超)/,
		source: 'The same in other words (not seen yet)',
	},
];

/** What waiting for a job to end does not help with, whatever else the message says. */
const NOT_BUSY: readonly Phrase[] = [
	{
		words:
			/\binsufficient|exceeded your (current )?quota|\b(out of|not enough) (credits?|balance|quota)|余额|欠费|额度不足/i,
		source: 'OpenAI, new-api, DashScope: "You exceeded your current quota", insufficient_quota',
	},
	{
		words: /\b[rt]pm\b|\bper (second|minute|hour|day)\b/i,
		source: 'Older LiteLLM, 429: "Max parallel request limit reached … rpm_limit: 4 current rpm 4"',
	},
];

// Long enough for any message; what a server quotes of a request may be longer.
const LONGEST = 1000;

/** The message of an error's body, with its code and its type. */
function errorWords(body: string): string {
	const answer = parseJson(body);
	const error = isRecord(answer) && isRecord(answer.error) ? answer.error : answer;
	const codes = isRecord(error) ? [error.code, error.type] : [];
	const message = readErrorText(body);
	// JSON without a message, or cut off, comes back as it is: it may quote the prompt, and it may name a job.
	const told = message?.startsWith('{') ? undefined : message;
	const words = [told, ...codes.map(textOf)].filter((text) => text !== undefined);
	return words.map((text) => text.slice(0, LONGEST).replaceAll('_', ' ')).join(' | ');
}

/**
 * Whether an error's body says that nothing was accepted because another job is running or a limit of concurrent jobs is reached.
 * It looks at words only: with which statuses they count is decided in client/createPolicy.ts.
 */
export function saysBusy(body: string): boolean {
	const words = errorWords(body);
	return hasAny(BUSY, words) && !hasAny(NOT_BUSY, words);
}
