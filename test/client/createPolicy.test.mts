import { judgeNetworkError, mayCreateAnew, mayResendCreate } from '../../client/createPolicy';
import { VideosError } from '../../client/errors';
import { toNetworkError } from '../../client/networkError';
import { Videos } from '../../client/videos';
import {
	breakOff,
	say,
	startAnswering,
	type Answer,
	type AnsweringServer,
} from './support/answering.mts';
import { createTransport } from './support/transport.mts';
import { createOf, serverOf } from './support/stage.mts';

// Every outcome of a create, as a user of the client sees it: what it is taken for, the id that is reported, how often the server was sent
// the create, and whether Retry On Fail may create anew where the user has not accepted the risk.

type Kind = 'accepted' | 'notAccepted' | 'unknown';

interface Outcome {
	kind: Kind;
	id?: string;
	sent: number;
	createsAnew: boolean;
	message: string;
}

let server: AnsweringServer;
const transport = createTransport('Bearer sk-table');

beforeAll(async () => {
	server = await startAnswering();
});
afterAll(async () => {
	await transport.close();
	await server.stop();
});

const ORIGIN = 'http://127.0.0.1:PORT';

async function create(answer: Answer): Promise<Outcome> {
	server.answer(answer);
	const videos = new Videos(serverOf(transport, server.baseUrl, { timeoutMs: 3000 }));
	const result = await videos.create(createOf()).catch((error: unknown) => error);
	const sent = server.requests();
	if (!(result instanceof VideosError)) {
		const { video } = result as Awaited<ReturnType<typeof videos.create>>;
		return { kind: 'accepted', id: video.id, sent, createsAnew: false, message: '' };
	}
	const isUnknown = result.kind === 'unknownOutcome';
	expect(mayCreateAnew(result, true)).toBe(true);
	return {
		kind: isUnknown ? 'unknown' : 'notAccepted',
		id: result.details.videoId,
		sent,
		createsAnew: mayCreateAnew(result, false),
		message: result.message.replaceAll(server.origin, ORIGIN),
	};
}

const ACCEPTED = { kind: 'accepted', createsAnew: false } as const;
const NOT_ACCEPTED = { kind: 'notAccepted', createsAnew: true } as const;
const UNKNOWN = { kind: 'unknown', createsAnew: false } as const;

const JOB = { id: 'video_1', status: 'queued' };
const PAGE = '<!doctype html><html><body>Hello</body></html>';
const ERROR = { error: { message: 'No' } };
// With which the server itself says that it has not accepted the create.
const SURE = [
	...[400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 416, 417],
	...[421, 422, 423, 425, 426, 428, 429, 431, 451, 501],
];
// HTTP lets these have no body.
const WITHOUT_BODY = [204, 205, 304];
const all = Array.from({ length: 400 }, (_, n) => 200 + n);
const from = (first: number) => all.filter((status) => status >= first && status < first + 100);

describe('each status', () => {
	test.each([200, 300])('%dff. with a job is accepted', async (first) => {
		for (const status of from(first).filter((one) => !WITHOUT_BODY.includes(one))) {
			expect([status, await create(say(status, JOB))]).toEqual([
				status,
				expect.objectContaining({ ...ACCEPTED, id: 'video_1', sent: 1 }),
			]);
		}
	});

	test.each([
		['a refusal', ERROR],
		['a web page', PAGE],
		['nothing', ''],
		['a job', JOB],
	])('from 400 on says itself whether the create was accepted, with %s', async (_, body) => {
		for (const status of [...from(400), ...from(500)]) {
			// A job that lives was accepted, whatever the status says.
			const sure = SURE.includes(status) && body !== JOB;
			const { kind, sent, createsAnew, id } = await create(say(status, body));
			const reported = body === JOB ? 'video_1' : undefined;
			expect([status, { kind, createsAnew, sent, id }]).toEqual([
				status,
				{ ...(sure ? NOT_ACCEPTED : UNKNOWN), sent: sure && status === 429 ? 4 : 1, id: reported },
			]);
		}
	});

	test.each([
		['a refusal', ERROR],
		['a web page', PAGE],
		['nothing', ''],
	])('below 400 with %s is unknown, and never sent again', async (_, body) => {
		for (const status of [...from(200), ...from(300)]) {
			const outcome = await create(say(status, body));
			expect([status, outcome]).toEqual([
				status,
				expect.objectContaining({ ...UNKNOWN, id: undefined, sent: 1 }),
			]);
		}
	});
});

const location = (place: string) => ({ location: place });
const long = 'v'.repeat(600);
const [no, yes] = [1, 4];
const BUSY = { error: { message: 'The limit of 1 concurrent tasks has been reached.' } };
const IS_BUSY =
	/^The server is busy with another video and refused to create the video \(HTTP \d+\): The limit of 1 concurrent/;
const fallenBack = (first: string) => ({
	error: {
		message: `${first}\n\nLiteLLM: model group 'a' failed with the error above. Fallback to b also failed: litellm.Timeout: Timeout Error`,
	},
});
const QUOTA = { error: { message: 'You exceeded your current quota' } };

const ANSWERS: Array<[name: string, answer: Answer, outcome: Partial<Outcome>, message?: RegExp]> =
	[
		// What a redirect says is wrong comes first.
		[
			'http in place of https',
			say(301, '', location('https://api.example.com/v1/videos')),
			{ ...UNKNOWN, sent: no },
			/^The server answered with a redirect to https:\/\/api\.example\.com\/v1\/videos \(HTTP 301\), so it is not known/,
		],
		[
			'a trailing slash',
			say(307, '', location('/v1/videos/')),
			{ ...UNKNOWN, id: undefined, sent: no },
			/^The server answered with a redirect to http:\/\/127\.0\.0\.1:PORT\/v1\/videos\/ \(HTTP 307\)/,
		],
		[
			'a redirect to the login',
			say(302, PAGE, location('/login?to=x')),
			{ ...UNKNOWN, sent: no },
			/redirect to \S+\/login \(HTTP 302\)/,
		],
		[
			'a redirect to nowhere',
			say(302, ''),
			{ ...UNKNOWN, sent: no },
			/^The server answered with a redirect \(HTTP 302\)/,
		],
		[
			'a redirect to the video',
			say(303, '', location('/v1/videos/video_1')),
			{ ...UNKNOWN, id: 'video_1', sent: no },
			/it names the video video_1$/,
		],
		[
			'a redirect to the video elsewhere',
			say(303, '', location('https://elsewhere.example/v1/videos/video_1')),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'a redirect with a job',
			say(303, JOB, location('/v1/videos/video_1')),
			{ ...ACCEPTED, id: 'video_1', sent: no },
		],
		[
			'a redirect with another job than it leads to',
			say(303, JOB, location('/v1/videos/video_2')),
			{ ...ACCEPTED, id: 'video_1', sent: no },
		],
		['not modified', say(304, ''), { ...UNKNOWN, sent: no }],

		// Success, and no job.
		[
			'a web page',
			say(200, PAGE, { 'content-type': 'text/html' }),
			{ ...UNKNOWN, sent: no },
			/^A web page, not the Videos API, answered at http:\/\/127\.0\.0\.1:PORT\/v1\/videos \(HTTP 200\)/,
		],
		[
			'nothing',
			say(202, ''),
			{ ...UNKNOWN, sent: no },
			/names no video \(HTTP 202\)\. It said: nothing$/,
		],
		[
			'nothing, and the Location of the video',
			say(202, '', location('/v1/videos/video_1')),
			{ ...ACCEPTED, id: 'video_1', sent: no },
		],
		[
			'no content, and the Location of the video',
			say(204, '', location('/v1/videos/a%2Fb')),
			{ ...ACCEPTED, id: 'a/b', sent: no },
		],
		[
			'nothing, and the Location of the list',
			say(201, '', location('/v1/videos/')),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'nothing, and the Location of another server',
			say(201, '', location('//elsewhere.example/v1/videos/video_1')),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'a text, and the Location of the video',
			say(200, 'ok', location('/v1/videos/video_1')),
			{ ...UNKNOWN, id: 'video_1', sent: no },
		],
		['no JSON', say(200, 'queued!'), { ...UNKNOWN, sent: no }, /It said: queued!$/],
		['JSON without an id', say(200, { status: 'queued' }), { ...UNKNOWN, sent: no }],
		[
			'an error with a status of success',
			say(200, ERROR),
			{ ...UNKNOWN, sent: no },
			/It said: \{"error":\{"message":"No"\}\}$/,
		],
		[
			'a job that the answer wraps',
			say(200, { code: 'success', message: '', data: { task_id: 'task_1', status: 'SUBMITTED' } }),
			{ ...ACCEPTED, id: 'task_1', sent: no },
		],
		[
			'an id alone, of the request',
			say(200, { request_id: 'req_1' }),
			{ ...ACCEPTED, id: 'req_1', sent: no },
		],
		[
			'an answer that hides an id',
			say(200, { code: 0, message: 'ok', payload: { ref: 'job-77' } }),
			{ ...UNKNOWN, sent: no },
			/It said: .*job-77/,
		],
		[
			'an answer that hides an id behind a long prompt',
			say(200, { input: { prompt: 'a lake '.repeat(400) }, generations: [{ uuid: 'job-77' }] }),
			{ ...UNKNOWN, sent: no },
			/It said: .*job-77/,
		],
		[
			'a job in a list of one',
			say(200, { code: 200, data: [{ status: 'submitted', task_id: 'task_1' }] }),
			{ ...ACCEPTED, id: 'task_1', sent: no },
		],
		[
			'two jobs in a list',
			say(200, {
				data: [
					{ id: 'job-77', status: 'queued' },
					{ id: 'job-78', status: 'queued' },
				],
			}),
			{ ...UNKNOWN, sent: no },
			/It said: .*job-77.*job-78/,
		],
		[
			'an error that names its request',
			say(200, { code: 40001, message: 'no credit', request_id: 'r1', data: null }),
			{ ...UNKNOWN, sent: no },
			/It said: .*no credit/,
		],
		['a list', say(200, [JOB]), { ...UNKNOWN, sent: no }],
		['null', say(200, null), { ...UNKNOWN, sent: no }],

		// Ids.
		[
			'an id of 19 digits',
			say(200, '{"id":1734567890123456789,"status":"queued"}'),
			{ ...ACCEPTED, id: '1734567890123456789', sent: no },
		],
		['a task id', say(200, { task_id: 'task_1' }), { ...ACCEPTED, id: 'task_1', sent: no }],
		[
			'a request id beside a status',
			say(200, { request_id: 'r1', status: 'IN_QUEUE' }),
			{ ...ACCEPTED, id: 'r1', sent: no },
		],
		[
			'an id of 512 characters',
			say(200, { id: long.slice(0, 512) }),
			{ ...ACCEPTED, id: long.slice(0, 512), sent: no },
		],
		[
			'an id of 600 characters',
			say(200, { id: long, status: 'queued' }),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'a broken server and an id of 600 characters',
			say(500, { id: long, status: 'queued' }),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'a broken server and a task id',
			say(500, { task_id: 'task_1', status: 'queued' }),
			{ ...UNKNOWN, id: 'task_1', sent: no },
		],
		[
			'a broken server and an error that repeats its status',
			say(500, { id: 'error_1', status: 500, request_id: 'r1' }),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'a broken server and an id without a status',
			say(500, { id: 'request_1', ...ERROR }),
			{ ...UNKNOWN, id: undefined, sent: no },
		],

		// Cut off, or too much.
		[
			'a job and a lost connection',
			breakOff(200, JSON.stringify(JOB)),
			{ ...ACCEPTED, id: 'video_1', sent: no },
		],
		[
			'half a job with its id',
			breakOff(200, '{"id":"video_1","sta'),
			{ ...UNKNOWN, id: 'video_1', sent: no },
			/the connection was lost in the middle of its answer \(HTTP 200\), but it names the video video_1$/,
		],
		[
			'half a job with its number',
			breakOff(200, '{"id":42,"sta'),
			{ ...UNKNOWN, id: '42', sent: no },
		],
		[
			'half a job with its number of 19 digits',
			breakOff(200, '{"id":1734567890123456789,"sta'),
			{ ...UNKNOWN, id: '1734567890123456789', sent: no },
		],
		[
			'half a job with half an id',
			breakOff(200, '{"status":"queued","id":"vid'),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'half a job with half a number',
			breakOff(200, '{"status":"queued","id":173456'),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'half a job that quotes an id',
			breakOff(200, '{"prompt":"say \\"id\\":\\"x\\" now","sta'),
			{ ...UNKNOWN, id: undefined, sent: no },
		],
		[
			'half a redirect',
			breakOff(302, '{"id":"video_1","sta'),
			{ ...UNKNOWN, id: 'video_1', sent: no },
		],
		['half a refusal', breakOff(400, '{"error":{"mess'), { ...NOT_ACCEPTED, sent: no }],
		[
			'too much',
			say(200, { ...JOB, list: Array.from({ length: 110_000 }, () => 1) }),
			{ ...UNKNOWN, id: 'video_1', sent: no },
			/too (large|many entries)/,
		],
		[
			'too deep',
			say(200, `{"id":"video_1","a":${'['.repeat(500)}`),
			{ ...UNKNOWN, id: 'video_1', sent: no },
			/nested too deep/,
		],
		[
			'a long prompt in a job',
			say(200, { ...JOB, prompt: 'a lake '.repeat(50_000) }),
			{ ...ACCEPTED, id: 'video_1', sent: no },
		],

		// Refusals.
		[
			'a refusal',
			say(400, ERROR),
			{ ...NOT_ACCEPTED, sent: no },
			/^The server refused to create the video \(HTTP 400\): No$/,
		],
		['a refusal with a job', say(400, JOB), { ...UNKNOWN, id: 'video_1', sent: no }],
		[
			'a refusal with a failed job',
			say(400, { ...JOB, status: 'failed' }),
			{ ...NOT_ACCEPTED, sent: no },
		],
		['a rate limit', say(429, ERROR), { ...NOT_ACCEPTED, sent: yes }, /\(HTTP 429\)/],
		[
			'a rate limit that lasts',
			say(429, ERROR, { 'retry-after-ms': '120001' }),
			{ ...NOT_ACCEPTED, sent: no },
		],
		['a busy server', say(409, BUSY), { ...NOT_ACCEPTED, sent: no }, IS_BUSY],
		['a busy server with 429', say(429, BUSY), { ...NOT_ACCEPTED, sent: no }, IS_BUSY],
		['a busy server with 503', say(503, BUSY), { ...NOT_ACCEPTED, sent: no }, IS_BUSY],
		['a busy server with another status', say(500, BUSY), { ...UNKNOWN, sent: no }],
		[
			'a server that names a job and is busy',
			say(503, { ...JOB, ...BUSY }),
			{ ...UNKNOWN, sent: no, id: 'video_1' },
		],
		[
			'a server that names a job without a status and is busy',
			say(503, { task_id: 'task_1', ...BUSY }),
			{ ...UNKNOWN, sent: no, id: 'task_1' },
		],
		[
			'a server that names a job further down and is busy',
			say(503, { data: { task_id: 'task_1' }, ...BUSY }),
			{ ...UNKNOWN, sent: no, id: 'task_1' },
		],
		[
			'a refusal that names a task',
			say(400, { code: 400, message: 'No', data: { task_id: 'task_1' } }),
			{ ...UNKNOWN, sent: no, id: 'task_1' },
		],
		[
			'a rate limit that names a job',
			say(429, { job_id: 'job_1', ...ERROR }),
			{ ...UNKNOWN, sent: no, id: 'job_1' },
		],
		[
			'a refusal that names its request, and an error with an id of its own',
			say(400, { id: 'err_1', request_id: 'r1', ...ERROR }),
			{ ...NOT_ACCEPTED, sent: no },
		],
		[
			'a refusal that names a task which has failed',
			say(400, { message: 'No', data: { task_id: 'task_1', status: 'FAILURE' } }),
			{ ...NOT_ACCEPTED, sent: no },
		],
		[
			'half a busy answer',
			breakOff(503, JSON.stringify(BUSY).slice(0, -1)),
			{ ...UNKNOWN, sent: no },
		],
		['a conflict', say(409, ERROR), { ...NOT_ACCEPTED, sent: no }, /^The server refused to/],
		['a quota', say(429, QUOTA), { ...NOT_ACCEPTED, sent: yes }, /^The server refused to/],
		[
			'a rate limit, after which a gateway has tried another model',
			say(429, fallenBack('litellm.RateLimitError: slow down')),
			{ ...UNKNOWN, sent: no },
		],
		[
			'a busy server, after which a gateway has tried another model',
			say(429, fallenBack(BUSY.error.message)),
			{ ...UNKNOWN, sent: no },
		],
		[
			'a form that could not be read, after which a gateway has tried another model',
			say(415, fallenBack('invalid JSON request body')),
			{ ...UNKNOWN, sent: no },
		],
		[
			'a missing key, after which a gateway has tried another model',
			say(500, fallenBack('litellm.APIConnectionError: FAL_AI_API_KEY is not set')),
			{ ...UNKNOWN, sent: no },
		],
		['a server that is down', say(503, ERROR), { ...UNKNOWN, sent: no }],
		['a web page that refuses', say(404, PAGE), { ...NOT_ACCEPTED, sent: no }, /^A web page/],

		// No answer.
		[
			'a closed connection',
			(response) => response.socket?.destroy(),
			{ ...UNKNOWN, sent: no },
			/^It is not known whether the server created the video: /,
		],
		['a reset', (response) => response.socket?.resetAndDestroy(), { ...UNKNOWN, sent: no }],
		['no answer', () => undefined, { ...UNKNOWN, sent: no }, /no response within the timeout$/],
		[
			'an answer that stops after its headers',
			(response) => response.writeHead(200, { 'content-length': '9' }).flushHeaders(),
			{ ...UNKNOWN, sent: no },
		],
		['no HTTP', (response) => response.socket?.end('garbage\r\n\r\n'), { ...UNKNOWN, sent: no }],
	];

test.each(ANSWERS)('%s', async (_, answer, outcome, message = /^/) => {
	const { message: said, ...rest } = await create(answer);
	expect(rest).toMatchObject(outcome);
	expect(said).toMatch(message);
	if (outcome.kind === 'unknown') expect(said).toMatch(/is not known whether the server created/);
});

test('a server that refuses the connection is asked four times, and nothing was created', async () => {
	await server.stop();
	const quick = { ...transport, sleep: async () => undefined };
	let sent = 0;
	const send: typeof transport.send = async (request) => {
		sent += 1;
		return await transport.send(request);
	};
	const videos = new Videos(serverOf({ ...quick, send }, server.baseUrl));
	const error = await videos.create(createOf()).catch((reason: VideosError) => reason);
	expect(error).toMatchObject({ kind: 'unreachable' });
	expect(sent).toBe(4);
	server = await startAnswering();
});

// [code, system call, message], what it is taken for, whether the same create is sent again on its own.
test.each<[string, string | undefined, string, Kind, boolean]>([
	['ECONNREFUSED', 'connect', 'connect ECONNREFUSED 127.0.0.1:9', 'notAccepted', true],
	['ECONNREFUSED', undefined, '', 'notAccepted', true],
	['ETIMEDOUT', 'connect', 'connect ETIMEDOUT 10.0.0.1:443', 'notAccepted', false],
	['EHOSTUNREACH', 'connect', 'connect EHOSTUNREACH 10.0.0.1:443', 'notAccepted', false],
	['ENOTFOUND', 'getaddrinfo', 'getaddrinfo ENOTFOUND nowhere.example', 'notAccepted', false],
	['EAI_AGAIN', 'getaddrinfo', 'getaddrinfo EAI_AGAIN nowhere.example', 'notAccepted', false],
	['CERT_HAS_EXPIRED', undefined, 'certificate has expired', 'notAccepted', false],
	['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'self-signed certificate', 'notAccepted', false],
	[
		...(['ECONNRESET', undefined] as const),
		'Client network socket disconnected before secure TLS connection was established',
		...(['notAccepted', false] as const),
	],
	['ECONNRESET', 'read', 'read ECONNRESET', 'unknown', false],
	['ECONNRESET', undefined, 'socket hang up', 'unknown', false],
	['EPIPE', 'write', 'write EPIPE', 'unknown', false],
	['ETIMEDOUT', 'read', 'read ETIMEDOUT', 'unknown', false],
	['ECONNABORTED', undefined, 'timeout of 2000ms exceeded', 'unknown', false],
	['ERR_CANCELED', undefined, 'canceled', 'unknown', false],
	['HPE_INVALID_CONSTANT', undefined, 'Parse Error: Expected HTTP/', 'unknown', false],
	['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', undefined, 'alert number 116', 'unknown', false],
	[
		'ERR_SSL_WRONG_VERSION_NUMBER',
		undefined,
		':SSL routines:ssl3_get_record:wrong version number:',
		'unknown',
		false,
	],
	['', undefined, 'something else', 'unknown', false],
])(
	'the network error %s of the system call %s (%s) means: %s',
	(code, syscall, message, kind, resends) => {
		const error = toNetworkError({ code, syscall, message }, 'http://h');
		const outcome = judgeNetworkError(error);
		expect(outcome.kind).toBe(kind);
		expect(mayResendCreate(error)).toBe(resends);
		if (outcome.kind !== 'accepted') {
			expect(mayCreateAnew(outcome.error, false)).toBe(kind === 'notAccepted');
			expect(mayCreateAnew(outcome.error, true)).toBe(true);
		}
	},
);

test('what the host refuses to send was not accepted', () => {
	const error = toNetworkError(
		{ code: '', message: 'not allowed', refusedByHost: 'address' },
		'http://h',
	);
	expect(judgeNetworkError(error)).toMatchObject({
		kind: 'notAccepted',
		error: { kind: 'forbidden', details: { rule: 'address' } },
	});
	expect(mayResendCreate(error)).toBe(false);
});
