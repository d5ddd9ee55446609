import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isBlockedCode, isBlockedText } from '../../protocol/reading/blocked';
import { bodySaysUnreadable, saysUnreadable } from '../../protocol/reading/bodyForm';
import { saysBusy } from '../../protocol/reading/busy';
import { readErrorText } from '../../protocol/reading/errorText';
import { readReason } from '../../protocol/reading/reason';
import { bestText, isSentence, oneLine, saysNothing } from '../../protocol/reading/reasonTexts';
import { readResults } from '../../protocol/reading/results';
import { readVideo } from '../../protocol/reading/video';
import { expressionIn } from '../../nodes/shared/fieldText';
import { slowness } from '../support/slowness.mts';
import { untilGood } from '../support/untilGood.mts';
import { cpuMs } from './support/cpu.mts';
import { nested } from './support/fuzz.mts';

// Reading holds up n8n's event loop: whatever a server answers, it takes a moment. All times are CPU time.

const MOST_MS = 100;
const MEGABYTE = 1024 * 1024;
// So much is read of an error.
const LONGEST_ERROR = 64 * 1024;

const filled = (unit: string, length = MEGABYTE) => unit.repeat(Math.ceil(length / unit.length));

/*
 * Beginnings of what the patterns look for, over and over: each is a place where a careless pattern starts anew, and some are followed by what
 * a repetition takes in.
 */
const UNITS = [
	...['violat of our ', 'violates   ', 'violat', "x's ", 'content ', 'by the content ', 'fail'],
	...[
		'rejected a b c ',
		'flagged by a ',
		'contains a b ',
		'sexual or ',
		'prompt is ',
		'moderation ',
	],
	...[
		'load a',
		'loading ',
		'import',
		'safety ',
		'nsfw',
		'filter not ',
		'违反',
		'审核',
		'未通过',
		'安全',
	],
	...[
		'job ',
		'wait for the current ',
		'limit ',
		'concurrent',
		'too many ',
		'max_',
		'并发',
		'任务',
		'任务数',
	],
	...[
		'content-type ',
		'contenttype',
		'error.',
		'a.b.',
		'a_',
		'success ',
		'a b c d ',
		'video error ',
	],
	...[
		'internal ',
		'the unknown ',
		'{{ ',
		'{{ $ }}',
		'{{ $a',
		'$a ',
		'$a',
		'$',
		'{{ json',
		' ',
		'\n',
		' \n',
	],
	...[
		'\t',
		'/',
		'http:',
		'//',
		'data:',
		'data:,',
		'[',
		'{"',
		'<?xml ',
		'<',
		'0',
		'敏感',
		'ok',
		'no ',
		'.',
	],
];
const TAILS = ['', ' ', '\n!'];
const TEXTS = UNITS.flatMap((unit) =>
	TAILS.map((tail): [name: string, text: string] => [
		`${JSON.stringify(unit)} without end${tail && `, then ${JSON.stringify(tail)}`}`,
		filled(unit, MEGABYTE / 4) + tail,
	]),
);

const READERS: Record<string, (text: string) => unknown> = {
	isBlockedCode: (text) => isBlockedCode(text.slice(0, 200)),
	isBlockedText,
	saysUnreadable,
	'saysBusy, of an error': (text) => saysBusy(text.slice(0, LONGEST_ERROR)),
	'bodySaysUnreadable, of an error': (text) => bodySaysUnreadable(text.slice(0, LONGEST_ERROR)),
	'readErrorText, of an error': (text) => readErrorText(text.slice(0, LONGEST_ERROR)),
	oneLine,
	saysNothing,
	isSentence,
	bestText: (text) => bestText([text, text]),
	expressionIn,
	'readResults, of each place': (text) => [
		readResults({ url: text, output: text, b64_json: text, outputs: [text, { url: text }] }),
	],
};

test.each(TEXTS)('%s', (_, text) => {
	const times = Object.entries(READERS).map(([name, read]) => ({
		name,
		ms: cpuMs(() => read(text), MOST_MS),
	}));
	expect(times.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
});

const failed = (more: object) => ({ id: 'video_1', status: 'failed', ...more });
const completed = (more: object) => ({ id: 'video_1', status: 'completed', ...more });
const many = <T,>(count: number, make: (n: number) => T) =>
	Array.from({ length: count }, (_, n) => make(n));
const inEach = (names: string[], value: unknown) =>
	Object.fromEntries(names.map((name) => [name, value]));
const WRAPPERS = [
	'data',
	'output',
	'response',
	'result',
	'task',
	'job',
	'video',
	'generateVideoResponse',
];
const REASONS = [
	'error',
	'errors',
	'fail_reason',
	'failure',
	'detail',
	'details',
	'reason',
	'message',
];
const TREE = many(4, () => WRAPPERS).reduce<unknown>(
	(inner, names) => inEach(names, inner),
	failed({ error: 'x y' }),
);
const ERRORS = many(4, () => REASONS).reduce<unknown>(
	(inner, names) => inEach(names, inner),
	'a b',
);
const LONG = filled('violates our policies, load a ', 10_000);

// Each has about a megabyte, or as many values as an answer may have.
const JOBS: Array<[what: string, job: unknown]> = [
	['a reason of a megabyte', failed({ error: filled('violat of our ') })],
	['the same in each place', failed(inEach(REASONS, filled('failed by the content ', 120_000)))],
	['100 reasons of 10,000 characters', failed({ errors: many(100, () => LONG) })],
	[
		'100 errors with such a message',
		failed({ errors: many(50, () => ({ message: LONG, loc: [LONG, LONG] })) }),
	],
	['30,000 errors', failed({ errors: many(30_000, () => ({ msg: 'a b' })) })],
	['errors in errors', failed({ error: nested(90, 'error', { message: 'x y' }) })],
	['a tree of errors', failed({ error: ERRORS })],
	[
		'lists in lists',
		failed({
			error: nested(
				90,
				'',
				many(20_000, () => 'a b'),
			),
		}),
	],
	[
		'JSON in JSON in JSON',
		failed({
			error: many(100, () =>
				JSON.stringify({ error: JSON.stringify({ error: filled('[', 4000) }) }),
			),
		}),
	],
	['brackets as text', failed({ error: many(100, () => filled('[', 10_000)) })],
	['wrappers in wrappers', nested(90, 'data', failed({ error: 'x y' }))],
	['a tree of wrappers', TREE],
	['a list of trees of wrappers', { data: many(10, () => TREE) }],
	[
		'100,000 fields',
		failed(
			inEach(
				many(90_000, (n) => `f${n}`),
				0,
			),
		),
	],
	[
		'an error with 100,000 fields',
		failed({
			error: inEach(
				many(90_000, (n) => `f${n}`),
				0,
			),
		}),
	],
	['an error that nobody can read', failed({ error: { a: many(90_000, (n) => n) } })],
	['an error of 90,000 empty values', failed({ error: many(90_000, () => null) })],
	[
		'flags',
		completed({
			content_filter: inEach(
				many(90_000, (n) => `f${n}`),
				{},
			),
		}),
	],
	['90,000 addresses', completed({ urls: many(90_000, (n) => `https://a/${n}`) })],
	[
		'100 long addresses that begin alike',
		completed({ urls: many(100, (n) => `https://a/${filled('b', 10_000)}${n}`) }),
	],
	[
		'the same in many places',
		completed(
			inEach(
				['urls', 'outputs', 'videos', 'data', 'results'],
				many(100, (n) => `https://a/${filled('b', 2000)}${n}`),
			),
		),
	],
	[
		'addresses of spaces',
		completed({
			urls: many(100, () => `https://${filled(' ', 10_000)}`),
			output: `/${filled('a', 900_000)} `,
		}),
	],
	['long codes', failed({ code: filled('nsf'), error: { code: filled('a_') } })],
	['a long id', { id: filled('a'), status: filled(' ') }],
];

test.each(JOBS)('a job with %s', (_, job) => {
	const body = JSON.stringify(job);
	expect(body.length).toBeLessThan(2.5 * MEGABYTE);
	const readers = { readVideo, readReason, readResults: (answer: unknown) => readResults(answer) };
	const times = Object.entries(readers).map(([name, read]) => ({
		name,
		ms: cpuMs(() => read(job), MOST_MS),
	}));
	expect(times.filter(({ ms }) => ms > MOST_MS)).toEqual([]);
	if (body.length > LONGEST_ERROR) return;
	expect(cpuMs(() => [saysBusy(body), bodySaysUnreadable(body)], MOST_MS)).toBeLessThan(MOST_MS);
});

// The goal is 100 ms, and not every machine is fast. In Jest's own context the same takes five times as long, so a process of its own measures.
const MOST_OF_PAGE_MS = 150;

test('pages of 2 MB with 15,000 failed videos', async () => {
	const script = path.join(process.cwd(), 'test', 'unit', 'support', 'pageTimes.cjs');
	const measure = () => {
		const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
		const times = Object.entries(JSON.parse(stdout) as Record<string, number>);
		expect(times).toHaveLength(5);
		const most = MOST_OF_PAGE_MS * slowness();
		return times.filter(([, ms]) => ms > most);
	};
	expect(await untilGood(5, measure, (tooLong) => tooLong.length === 0)).toEqual([]);
}, 300_000);
