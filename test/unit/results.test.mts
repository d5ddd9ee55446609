import fc from 'fast-check';
import { inlineFile, readResults } from '../../protocol/reading/results';
import { JOBS, WRAPPED } from './support/answers.mts';
import { anyAnswer, nested, ANSWERS } from './support/fuzz.mts';

const place = (n: number) => `https://cdn.example.com/${n}.mp4`;

const urlsOf = (answer: unknown) => readResults(answer).map(({ urls }) => urls);

// Result places: PROTOCOL.md, sections 3 and 6, the best place first. In n8n: test/engine/resultPlaces.
const PLACES: unknown[] = [
	{ url: place(0) },
	{ video_url: place(1) },
	{ urls: [place(2)] },
	{ unsigned_urls: [place(3)] },
	{ outputs: { video_url: place(4) } },
	{ output: { videos: [{ url: place(5) }] } },
	{ videos: [{ type: 'url', url: place(6) }] },
	{ data: [{ url: place(7) }] },
	{ video: { url: place(8) } },
	{ metadata: { url: place(9) } },
	{ result_url: place(10) },
	{ result_urls: [place(11)] },
	{ video_urls: [place(12)] },
	{ video_uri: place(13) },
	{ download_url: place(14) },
	{ file_url: place(15) },
	{ content: { video_url: place(16) } },
	{ result: { uri: place(17) } },
	{ results: [place(18)] },
	{ task_result: { videos: [{ url: place(19) }] } },
];

test.each(PLACES.map((answer, n) => [answer, place(n)]))('%j says %s', (answer, url) => {
	expect(urlsOf(answer)).toEqual([[url]]);
});

test('where an answer names one file in several ways, the best one comes first', () => {
	const all = PLACES.map((_, n) => place(n));
	expect(urlsOf(Object.assign({}, ...[...PLACES].reverse()))).toEqual([all]);
});

test('a place that is named twice is tried once', () => {
	const answer = { url: place(1), video_url: place(1), urls: [place(2), place(2)] };
	expect(urlsOf(answer)).toEqual([[place(1), place(2)]]);
});

test.each([
	['urls[]', { unsigned_urls: [place(0), place(1)] }],
	['objects', { videos: [{ url: place(0) }, { url: place(1) }] }],
	['a text and a list', { url: place(0), urls: [place(0), place(1)] }],
	['a list of its output', { output: [place(0), place(1)] }],
	['a wrapped list', { code: 0, data: { task_id: 't', status: 'ok', urls: [place(0), place(1)] } }],
])('several results: %s', (_, answer) => {
	expect(urlsOf(answer)).toEqual([[place(0)], [place(1)]]);
});

test.each([
	['a poster before it', { urls: ['https://h/t.png?w=1', place(0)], url: place(0) }, [[place(0)]]],
	['its sound', { output: [place(0), 'https://h/a.mp3'] }, [[place(0)]]],
	['its last frame, elsewhere', { video_url: place(0), output: ['/l.jpg'] }, [[place(0)]]],
	['nothing but a GIF', { output: ['/0.gif'] }, [['/0.gif']]],
	['captions inline', { videos: [{ url: place(0) }, { url: 'data:text/vtt,x' }] }, [[place(0)]]],
])('what stands beside the video is no result: %s', (_, answer, urls) => {
	expect(urlsOf(answer)).toEqual(urls);
});

test('one of several files is the same one wherever its URL stands again', () => {
	const answer = { url: place(1), videos: [{ url: place(0) }, { url: place(1) }] };
	expect(urlsOf(answer)).toEqual([[place(0)], [place(1)]]);
});

test('a list of addresses inside of an object is a file each', () => {
	const result = { videos: [{ url: [place(0), place(1)], expires_at: 1 }] };
	const answer = { code: 200, data: { id: 'task_1', status: 'completed', result } };
	expect(urlsOf(answer)).toEqual([[place(0)], [place(1)]]);
});

test('two ways to name the same two files are two files', () => {
	const answer = { urls: ['/s0?sig=1', '/s1?sig=2'], unsigned_urls: ['/u0', '/u1'] };
	expect(urlsOf(answer)).toEqual([
		['/s0?sig=1', '/u0'],
		['/s1?sig=2', '/u1'],
	]);
});

test.each([
	['SGLang', [JOBS.SGLang.url]],
	['Dynamo', ['http://localhost:8000/files/req-1.mp4']],
	['OpenRouter', ['https://openrouter.ai/api/v1/videos/gen-vid-1/content?index=0']],
	['Together', ['https://api.together.ai/tg-1.mp4']],
	['Inworld', ['https://storage.example.com/iw-1.mp4?sig=1']],
	['Bifrost', ['https://cdn.example.com/bf-1.mp4']],
	['the reference', undefined],
] as const)('the file of %s is found', (server, urls) => {
	expect(urlsOf(JOBS[server])).toEqual(urls === undefined ? [] : [urls]);
});

test.each([
	['new-api', 'https://cdn.example.com/na.mp4'],
	['Kling', 'https://cdn.example.com/kl.mp4'],
	['xAI, done', 'https://vidgen.x.ai/1.mp4'],
] as const)('the file of %s is found', (server, url) => {
	expect(urlsOf(WRAPPED[server])).toEqual([[url]]);
});

test.each([
	null,
	'https://cdn.example.com/1.mp4',
	[],
	{},
	{ url: null, urls: [], videos: {}, data: 'x', output: { videos: null }, video: [] },
	{ output: 'a cat plays', result: 'success', content: 'A cat', video: 'v1' },
	{ urls: { get: 'https://api.example.com/predictions/1' } },
])('%j names no place', (answer) => expect(readResults(answer)).toEqual([]));

describe('a file in the answer', () => {
	const bytes = Buffer.from('a file');
	const base64 = bytes.toString('base64');

	test.each([
		{ data: [{ b64_json: base64 }] },
		{ videos: [{ type: 'base64', base64 }] },
		{ b64_json: base64 },
		{ url: `data:video/mp4;base64,${base64}` },
		{ videos: [{ url: `data:video/mp4;base64,${base64}` }] },
		{ output: `data:video/mp4;base64,${base64}` },
	])('%j is decoded', (answer) => {
		const [result] = readResults(answer);
		expect(result.urls).toEqual([]);
		expect(inlineFile(result)).toEqual(bytes);
	});

	test('that was cut out is found by what stands in its place, or not at all', () => {
		const inPlace = '[300000 characters, not shown: 0123abcd-0]';
		const [result] = readResults({ url: inPlace });
		expect(inlineFile(result, new Map([[inPlace, bytes]]))).toBe(bytes);
		expect(inlineFile(result)).toBeUndefined();
	});
});

test('whatever a server answers, each result has a place, and none twice', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			for (const { urls, inline } of readResults(answer)) {
				expect(urls.length > 0 || inline !== undefined).toBe(true);
				expect(new Set(urls).size).toBe(urls.length);
				for (const url of urls) expect(url.trim()).not.toBe('');
			}
		}),
		{ numRuns: ANSWERS },
	);
});

test.each(['video', 'output', 'data', ''])('very deep nesting of "%s" is read', (field) => {
	expect(readResults({ [field]: nested(50_000, field, 1) })).toEqual([]);
});
