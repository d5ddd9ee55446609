import fc from 'fast-check';
import { readReason } from '../../protocol/reading/reason';
import { isBlocked } from '../../protocol/reading/blocked';
import { cpuMs } from './support/cpu.mts';
import { anyAnswer, ANSWERS, anyText, nested } from './support/fuzz.mts';

const SAID = 'The node ran out of memory';
const FAILED = { id: 'v', status: 'failed' };

const PLACES: Array<[string, (reason: unknown) => object]> = [
	...[
		...['error', 'errors', 'fail_reason', 'failReason', 'failure_reason', 'failureReason'],
		...['failure', 'error_message', 'errorMessage', 'error_msg', 'errorMsg', 'err_msg', 'errMsg'],
		...['last_error', 'task_status_msg', 'base_resp', 'status_message', 'detail', 'details'],
		...['reason', 'message', 'msg', 'raiMediaFilteredReasons', 'promptFeedback'],
	].map((field): [string, (reason: unknown) => object] => [
		field,
		(reason) => ({ ...FAILED, [field]: reason }),
	]),
];

const SHAPES: Array<[string, (text: string) => unknown]> = [
	['a text', (text) => text],
	['a list of texts', (text) => [text]],
	['{message}', (message) => ({ message })],
	['{code, message}', (message) => ({ code: 'oom', message })],
	['{code, msg}', (msg) => ({ code: 400, msg })],
	['{title, description}', (description) => ({ title: 'Bad request', description })],
	['{code, reason}', (reason) => ({ code: 'oom', reason })],
	['{detail}', (detail) => ({ detail })],
	['{status_code, status_msg}', (text) => ({ status_code: 1033, status_msg: text })],
	['{error: {message}}', (message) => ({ error: { message } })],
	['a list of errors', (message) => [{ code: 'oom', message }]],
	['JSON in a text', (message) => JSON.stringify({ error: { message } })],
];

const WRAPPERS: Array<[string, (answer: object) => object]> = [
	['at the top', (answer) => answer],
	['in {code, message, data}', (data) => ({ code: 'success', message: 'success', data })],
	['in {code, msg, data: {data}}', (data) => ({ code: 0, msg: 'SUCCEED', data: { data } })],
	['in data[0]', (answer) => ({ data: [answer] })],
	['in output', (output) => ({ request_id: 'r', output })],
	[
		'in response.generateVideoResponse',
		(generateVideoResponse) => ({ response: { generateVideoResponse } }),
	],
];

describe.each(WRAPPERS)('%s', (_w, wrap) => {
	describe.each(PLACES)('in %s', (_p, place) => {
		test.each(SHAPES)('%s is quoted', (_s, shape) => {
			expect(readReason(wrap(place(shape(SAID))))?.message).toBe(SAID);
		});
	});
});

test.each<[string, unknown, string | null, string | null]>([
	['a code of an object', { error: { code: 'oom', message: SAID } }, 'oom', SAID],
	['a type of an object', { error: { type: 'server_error', message: SAID } }, 'server_error', SAID],
	['a code that is a number', { error: { code: 500, message: SAID } }, '500', SAID],
	['a code alone', { error: { code: 'timeout' } }, 'timeout', null],
	['a null beside it', { error: { code: null, message: SAID } }, null, SAID],
	['a number as the error', { error: 17 }, '17', null],
	['a word as the error', { error: 'timeout' }, null, 'timeout'],
	['a code beside the error', { ...FAILED, error: SAID, error_code: 'oom' }, 'oom', SAID],
	['WaveSpeed', { ...FAILED, code: 1403, error: SAID }, '1403', SAID],
	[
		'DashScope',
		{ ...FAILED, status: 'FAILED', code: 'InternalError.Algo', message: SAID },
		'InternalError.Algo',
		SAID,
	],
	[
		'DashScope, nested',
		{ output: { task_status: 'FAILED', code: 'InternalError', message: SAID } },
		'InternalError',
		SAID,
	],
	[
		'Kling: the message is always that of the request',
		{
			code: 0,
			message: 'SUCCEED',
			data: { task_status: 'failed', task_status_msg: 'Image pixel is invalid' },
		},
		null,
		'Image pixel is invalid',
	],
	['MiniMax', { status: 'Fail', base_resp: { status_code: 1033, status_msg: SAID } }, '1033', SAID],
	[
		'MiniMax, success',
		{ status: 'Fail', base_resp: { status_code: 0, status_msg: 'success' } },
		null,
		null,
	],
	[
		'Runway',
		{ ...FAILED, failure: SAID, failureCode: 'INTERNAL.BAD_OUTPUT' },
		'INTERNAL.BAD_OUTPUT',
		SAID,
	],
	[
		'a sentence, not the code',
		{ ...FAILED, error: { code: 400, msg: 'the aspect ratio is not supported' } },
		'400',
		'the aspect ratio is not supported',
	],
	['a sentence, not the status', { message: 'FAILED', fail_reason: SAID }, null, SAID],
	['a sentence, not a word', { error: 'oom', fail_reason: SAID }, null, SAID],
	[
		'what says more',
		{ error: { message: 'Video generation failed.' }, fail_reason: SAID },
		null,
		SAID,
	],
	[
		'what says little, if nothing more',
		{ error: 'Video generation failed.' },
		null,
		'Video generation failed.',
	],
	['a sentence in the code', { error: { code: SAID } }, null, SAID],
	[
		'OpenRouter: what the provider says',
		{
			error: {
				code: 400,
				message: 'Provider returned error',
				metadata: { raw: '{"error":{"message":"Unsupported duration: 5 seconds"}}' },
			},
		},
		'400',
		'Unsupported duration: 5 seconds',
	],
	[
		'Azure: the code that names the filter',
		{
			error: {
				code: '400',
				message: 'Filtered',
				innererror: { code: 'ResponsibleAIPolicyViolation' },
			},
		},
		'ResponsibleAIPolicyViolation',
		'Filtered',
	],
	[
		'fal: a list',
		[
			{
				loc: ['body', 'prompt'],
				msg: 'The content was flagged.',
				type: 'content_policy_violation',
			},
		],
		'content_policy_violation',
		'prompt: The content was flagged.',
	],
	[
		'Google',
		{
			error: {
				code: 400,
				message: 'Request contains an invalid argument.',
				status: 'INVALID_ARGUMENT',
				details: [{ '@type': 'x', reason: 'BAD_ASPECT' }],
			},
		},
		'400',
		'Request contains an invalid argument.',
	],
	['Gemini', { promptFeedback: { blockReason: 'SAFETY' } }, 'SAFETY', null],
	[
		'two errors',
		{ errors: [{ message: 'Too long' }, { message: 'Too wide' }] },
		null,
		'Too long; Too wide',
	],
	[
		'what cannot be read',
		{ ...FAILED, error: { kind: { lane: 7 }, note: null } },
		null,
		'{"kind":{"lane":7}}',
	],
	[
		'vLLM: the type is the phrase of the status',
		{ error: { message: SAID, type: 'Bad Request', param: null, code: 400 } },
		'400',
		SAID,
	],
	[
		'NestJS: so is the error',
		{ statusCode: 400, error: 'Bad Request', message: 'prompt must be longer' },
		null,
		'prompt must be longer',
	],
	['the phrase alone', { error: 'Not Found' }, null, 'Not Found'],
	[
		'xAI: the code is a sentence, and the error another',
		{ code: 'Client specified an invalid argument', error: 'No model x' },
		null,
		'No model x',
	],
	[
		'a sentence as the code of an error',
		{ error: { code: 'The request is invalid', message: SAID } },
		null,
		SAID,
	],
	['ASP.NET', { title: 'Bad', errors: { prompt: ['Too long'] } }, null, 'Bad'],
])('%s', (_, answer, code, message) => {
	const nothing = code === null && message === null;
	expect(readReason(answer)).toEqual(nothing ? null : { code, message });
});

test.each([
	...[null, undefined, '', '  ', true, false, [], {}],
	...[null, '', '  ', {}, [], false, { code: null, message: '' }, 'success', 'failed'].map(
		(error) => ({ ...FAILED, error }),
	),
	...['success', 'Success', 'SUCCEED', 'ok', 'OK', 'succeeded', 'Request successful', '成功'].map(
		(message) => ({ code: 0, message, data: FAILED }),
	),
	{ ...FAILED, title: 'My holiday film', description: 'A film of a lake', prompt: 'A lake' },
	{ ...FAILED, error: nested(80, 'error', '') },
])('%j gives no reason', (answer) => expect(readReason(answer)).toBeNull());

test.each(['The request was not successful', 'Finished without success'])(
	'%j is no success',
	(message) => expect(readReason({ ...FAILED, message })?.message).toBe(message),
);

test('what is quoted as it is, is shortened', () => {
	const error = { list: Array.from({ length: 500 }, (_, n) => ({ n, text: 'x'.repeat(1000) })) };
	const { message } = readReason({ ...FAILED, error })!;
	expect(message!.length).toBeLessThanOrEqual(1001);
	expect(message).toMatch(/^\{"list":\[\{"n":/);
});

// What a server may say in a sentence, and in a code.
const sentence = fc.constantFrom(
	'the aspect ratio is not supported',
	'Out of memory',
	'the worker was lost',
	'图片尺寸错误',
);
const code = fc.oneof(
	fc.constantFrom('FAILED', 'oom', 'E_1', 'invalid.request', 'success', '400'),
	fc.integer({ min: 400, max: 599 }),
);
const PLACE_NAMES = PLACES.map(([name]) => name);

test('a sentence is quoted wherever a code stands', () => {
	fc.assert(
		fc.property(
			sentence,
			code,
			fc.constantFrom(...PLACE_NAMES),
			fc.constantFrom(...PLACE_NAMES, 'code', 'error_code'),
			fc.constantFrom(...SHAPES.map(([, shape]) => shape)),
			fc.constantFrom(...WRAPPERS.map(([, wrap]) => wrap)),
			(said, word, place, other, shape, wrap) => {
				if (place === other) return;
				const answer = wrap({ [other]: word, ...FAILED, [place]: shape(said) });
				expect(readReason(answer)?.message).toBe(said);
			},
		),
		{ numRuns: ANSWERS },
	);
});

test('whatever a server answers, the reason is null or says something, and is bounded', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				anyAnswer,
				anyText.map((error) => ({ error })),
			),
			(answer) => {
				const reason = readReason(answer);
				expect(typeof isBlocked(reason)).toBe('boolean');
				if (reason === null) return;
				expect(Object.keys(reason)).toEqual(['code', 'message']);
				const said = Object.values(reason).filter((value) => value !== null);
				expect(said.length).toBeGreaterThan(0);
				for (const text of said) expect(text.trim()).not.toBe('');
				expect(reason.code?.length ?? 0).toBeLessThanOrEqual(201);
				expect(reason.message?.length ?? 0).toBeLessThanOrEqual(10_001);
			},
		),
		{ numRuns: ANSWERS },
	);
});

const MOST_MS = 500;

test.each<[string, unknown]>([
	['a long text', { error: 'word '.repeat(200_000) }],
	['many texts', { errors: Array.from({ length: 20_000 }, () => 'violat violat the '.repeat(20)) }],
	[
		'long words',
		{ error: ['failfail', 'byby', 'violat', '敏', '审'].map((word) => word.repeat(100_000)) },
	],
	['wrappers in wrappers', nested(90, 'data', { output: { error: 'x y' } })],
	['errors in errors', { error: nested(90, 'error', { message: 'x y' }) }],
	[
		'JSON in JSON',
		{ error: JSON.stringify({ error: JSON.stringify({ error: '{"error":"x y"}' }) }) },
	],
])('%s is read in a moment', (_, answer) => {
	expect(cpuMs(() => readReason(answer), MOST_MS)).toBeLessThan(MOST_MS);
});
