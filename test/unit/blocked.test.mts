import { isBlocked } from '../../protocol/reading/blocked';
import { readReason } from '../../protocol/reading/reason';
import { readRefusal } from '../../protocol/reading/errorText';

// Real codes and messages. Where they were read: vendors' references (Runway, Qianfan, WaveSpeed, AWS Nova, Vertex AI, DashScope), issues
// and sources of gateways (new-api, LiteLLM, OpenRouter, vm0, Luma's ComfyUI nodes).

test.each([
	...['moderation_blocked', 'content_policy_violation', 'content_filter', 'contentFilter'],
	...['ResponsibleAIPolicyViolation', 'input_moderation', 'output_moderation'],
	...['DataInspectionFailed', 'data_inspection_failed', 'InvalidParameter.DataInspection_Failed'],
	...['IPInfringementSuspect', 'InputTextSensitiveContentDetected', 'ContentRiskBlocked'],
	...['InputImageSensitiveContentDetected.PrivacyInformation'],
	...['OutputVideoSensitiveContentDetected.PolicyViolation', 'sensitive_content'],
	...['SAFETY', 'SAFETY.INPUT.TEXT', 'SAFETY.OUTPUT.VIDEO', 'IMAGE_SAFETY', 'PROHIBITED_CONTENT'],
	...['video_genration_prompt_unsafe', 'unsafe_request', 'nsfw', 'nsfw_content_detected'],
	...['respect_moderation', 'raiMediaFilteredCount', 'has_nsfw_contents', 'content_moderated'],
])('the code %s is of a safety filter', (code) => {
	expect(isBlocked({ code, message: null })).toBe(true);
	expect(isBlocked({ code: null, message: code })).toBe(true);
	expect(isBlocked(readReason({ id: 'v', status: 'failed', error: { code } }))).toBe(true);
});

test.each([
	// OpenAI, Sora
	'Your request was blocked by our moderation system.',
	'This request may violate our guardrails concerning similarity to third-party content.',
	'Your request was rejected as a result of our safety system.',
	'Your request was rejected by the safety system. If you believe this is an error, contact us.',
	'Violates the Content Policy',
	'The prompt violates our policies',
	"This content may violate OpenAI's usage policies.",
	'SAFETY filter triggered',
	// Azure
	"The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
	'The generated video was blocked by our content filter.',
	// Google
	"Veo could not generate videos because the input image violates Vertex AI's usage guidelines. If you think this was an error, send feedback. Support codes: 15236754",
	"This prompt contains words that violate Google's Responsible AI practices.",
	'1 videos were filtered out because they violated Google Responsible AI practices.',
	'The prompt could not be submitted: it might violate our policies.',
	// AWS Nova Reel
	'This request has been blocked by our content filters. Please adjust your text prompt to submit a new request.',
	// Volcengine, BytePlus
	'The request failed because the output video may contain sensitive information. Request id: 0217',
	'The request failed because the input image may contain real person.',
	'The request failed because the output video may be related to copyright restrictions.',
	// DashScope
	'Output data may contain inappropriate content.',
	'Input or output data may contain inappropriate content.',
	'Green net check rejected image',
	// Kling
	'Failure to pass the risk control system',
	// MiniMax
	'input new_sensitive',
	'output new_sensitive',
	'视频描述涉及敏感内容,请调整',
	'生成视频涉及敏感内容',
	// Qianfan, Z.ai
	'the content of prompt field is unsafe',
	'触发平台的内容安全策略',
	'系统检测到输入或生成内容可能包含不安全或敏感内容',
	// new-api and relays
	'内容违规',
	'提示词违反社区规定',
	'审核不通过',
	'内容审核未通过，请修改提示词',
	'图片未能通过安全审核',
	'内容不合规',
	'图片涉黄',
	'API内容由于合规问题已被阻止：涉政',
	'觸發內容審核',
	'违反相关法律法规',
	// Luma, xAI, WaveSpeed, Venice, fal, OpenRouter, MiMo
	'Advanced moderation failed',
	'Generated video rejected by content moderation.',
	'The content contains sensitive information.',
	"Your generation was blocked due to the model provider's content policies. Credits have been refunded.",
	'The content was flagged by a content checker.',
	'Your input was flagged for "violence/graphic"',
	'The request was rejected because it was considered high risk',
	// diffusers and what is built on it
	'Potential NSFW content was detected in one or more images.',
	'The image did not pass the safety check',
	'Prompt contains sexual content',
])('%j came from a safety filter', (message) => {
	expect(isBlocked({ code: null, message })).toBe(true);
	expect(isBlocked({ code: '400', message })).toBe(true);
});

test.each([
	'Requested dimensions too large. This is a safety check to prevent out-of-memory errors.',
	'out of memory (safety check)',
	'CUDA out of memory. Tried to allocate 2.00 GiB',
	'The retry policy was exhausted after 3 attempts',
	'The model name is case-sensitive',
	'Header names are not case sensitive',
	'The deadline is time-sensitive',
	'Rate limit policy exceeded',
	'The request violates our rate limit policy',
	'Blocked by the network policy of your organization',
	'Blocked by CORS policy',
	"Refused by the page's Content-Security-Policy",
	'No endpoints found matching your data policy',
	'Invalid content-length',
	'Unsupported content type',
	'Too many requests. The load is moderate, try again',
	'See the audit log for details',
	'Inappropriate value for the argument size',
	'The size violates the schema: must be one of 1280x720',
	'prompt: String should have at most 4000 characters',
	'You exceeded your current quota',
	'The job was flagged for retry',
	'The host is prohibited from opening a socket',
	'The moderation service is temporarily unavailable',
	'Could not load safety_checker weights',
	'The content filter timed out',
	'The worker was lost',
	'Unsafe URL',
	'Blocked: insufficient credits',
	'Your account is not verified',
	'模型名称大小写敏感',
	'图片尺寸不合规',
	'参数不合规',
	'账号正在审核中',
	'审核服务超时',
	'违规模型',
	'显存不足',
	'请求过于频繁，请稍后重试',
])('%j did not come from a safety filter', (message) => {
	expect(isBlocked({ code: null, message })).toBe(false);
	expect(isBlocked({ code: '400', message })).toBe(false);
});

test.each([
	'server_error',
	'rate_limit',
	'1026',
	'1027',
	'1301',
	'timeout',
	'thread_safety_error',
	'InvalidParameter',
])('the code %s is of something else', (code) =>
	expect(isBlocked({ code, message: null })).toBe(false),
);

test.each([null, undefined, { code: null, message: null }, { code: '', message: '' }])(
	'%j is nothing',
	(reason) => expect(isBlocked(reason)).toBe(false),
);

describe('a refusal', () => {
	test.each([
		'{"error":{"code":"421","message":"Moderation Block","param":"The request was rejected because it was considered high risk","type":"content_filter"}}',
		'[{"loc":["body","prompt"],"msg":"No.","type":"content_policy_violation","input":"x"}]',
		'{"error":"Violated guardrail policy"}',
		'{"error":{"message":"API request failed: 400","metadata":{"raw":"{\\"code\\":\\"DataInspectionFailed\\"}"}}}',
		'Rejected by the safety system',
	])('of a safety filter is known: %s', (body) => expect(isBlocked(readRefusal(body))).toBe(true));

	test.each([
		// What repeats the prompt says nothing of its own.
		'{"ok":false,"input":{"prompt":"A man reads about our content policy"}}',
		'{"error":{"message":"Size not supported","input":{"prompt":"nsfw"}}}',
		'{"prompt":"Rejected by the safety system","err',
		'<html><body>Blocked by our safety system</body></html>',
		'',
	])('of another kind is not: %s', (body) => expect(isBlocked(readRefusal(body))).toBe(false));
});
