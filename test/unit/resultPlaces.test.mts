import fc from 'fast-check';
import { resultUrls } from '../../protocol/reading/resultPlaces';
import { JOBS } from './support/answers.mts';
import { anyAnswer, nested, ANSWERS } from './support/fuzz.mts';

const place = (n: number) => `https://cdn.example.com/${n}.mp4`;

// PROTOCOL.md, section 3, in its order.
const PLACES: unknown[] = [
	{ url: place(0) },
	{ video_url: place(1) },
	{ urls: [place(2), place(99)] },
	{ unsigned_urls: [place(3), place(99)] },
	{ outputs: { video_url: place(4) } },
	{ output: { videos: [{ url: place(5) }, { url: place(99) }] } },
	{ videos: [{ type: 'url', url: place(6) }] },
	{ data: [{ url: place(7) }] },
	{ video: { url: place(8) } },
	{ metadata: { url: place(9) } },
];

test.each(PLACES.map((answer, n) => [answer, place(n)]))('%j says %s', (answer, url) => {
	expect(resultUrls(answer)).toEqual([url]);
});

test('where an answer names several places, the best one comes first', () => {
	const all = PLACES.map((_, n) => place(n));
	expect(resultUrls(Object.assign({}, ...[...PLACES].reverse()))).toEqual(all);
});

test('a place that is named twice is tried once', () => {
	expect(resultUrls({ url: place(1), video_url: place(1), urls: [place(2)] })).toEqual([
		place(1),
		place(2),
	]);
});

test.each([
	['SGLang', [JOBS.SGLang.url]],
	['Dynamo', ['http://localhost:8000/files/req-1.mp4']],
	['OpenRouter', ['https://openrouter.ai/api/v1/videos/gen-vid-1/content?index=0']],
	['Together', ['https://api.together.ai/tg-1.mp4']],
	['Inworld', ['https://storage.example.com/iw-1.mp4?sig=1']],
	['Bifrost', ['https://cdn.example.com/bf-1.mp4']],
	['the reference', []],
] as const)('the file of %s is found', (server, urls) => {
	expect(resultUrls(JOBS[server])).toEqual(urls);
});

test.each([
	null,
	'https://cdn.example.com/1.mp4',
	[],
	{},
	{ url: null, urls: [], videos: {}, data: 'x', output: { videos: null }, video: [] },
])('%j names no place', (answer) => expect(resultUrls(answer)).toEqual([]));

test('whatever a server answers, the places are texts without repetition', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const urls = resultUrls(answer);
			expect(new Set(urls).size).toBe(urls.length);
			for (const url of urls) expect(url.trim()).not.toBe('');
		}),
		{ numRuns: ANSWERS },
	);
});

test.each(['video', 'output', 'data', ''])('very deep nesting of "%s" is read', (field) => {
	expect(resultUrls({ [field]: nested(50_000, field, 1) })).toEqual([]);
});
