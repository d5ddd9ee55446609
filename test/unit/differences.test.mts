import fc from 'fast-check';
import type { MediaFacts } from '../../protocol/media/containers/facts';
import { differences, missingVideos, type Requested } from '../../protocol/media/differences';
import { RUNS } from './support/fuzz.mts';

const FILE: MediaFacts = {
	...{ width: 1280, height: 720, seconds: 5.0625, framesPerSecond: 16 },
	...{ videoCodec: 'h264', hasAudio: false },
};
const UNKNOWN: MediaFacts = {
	...{ width: null, height: null, seconds: null, framesPerSecond: null },
	...{ videoCodec: null, hasAudio: null },
};

test.each<[requested: Requested, file: Partial<MediaFacts>, found: string[]]>([
	[{}, {}, []],
	[{ size: '1280x720' }, {}, []],
	[
		{ size: '1280x720' },
		{ width: 832, height: 480 },
		['Size: 1280x720 was requested, the file is 832x480'],
	],
	[{ size: '720x1280' }, {}, ['Size: 720x1280 was requested, the file is 1280x720']],
	[{ size: '1280x720' }, { height: 704 }, ['Size: 1280x720 was requested, the file is 1280x704']],
	[{ size: '1280X720' }, {}, []],
	[{ size: '720p' }, {}, []],
	[{ size: '720P' }, { width: 720, height: 1280 }, []],
	[{ size: '720p' }, { height: 704 }, []],
	[{ size: '720p' }, { width: 834, height: 1112 }, []],
	[{ size: '480p' }, { width: 640, height: 640 }, []],
	[{ size: '480p 1:1' }, { width: 640, height: 640 }, []],
	[{ size: '1080p' }, { width: 1920, height: 1088 }, []],
	[{ size: '1080p' }, {}, ['Size: 1080p was requested, the file is 1280x720']],
	[{ size: '480p' }, {}, ['Size: 480p was requested, the file is 1280x720']],
	[{ size: '4K' }, { width: 3840, height: 2160 }, []],
	[{ size: '4k 9:16' }, { width: 2160, height: 3840 }, []],
	[{ size: '4K' }, {}, ['Size: 4K was requested, the file is 1280x720']],
	[{ size: '16:9' }, { width: 832, height: 480 }, []],
	[{ size: '9:16' }, {}, ['Size: 9:16 was requested, the file is 1280x720']],
	[{ size: '720p 16:9' }, {}, []],
	[{ size: '720p 9:16' }, {}, ['Size: 720p 9:16 was requested, the file is 1280x720']],
	[{ size: '1080p 16:9' }, {}, ['Size: 1080p 16:9 was requested, the file is 1280x720']],
	[{ size: 'adaptive' }, {}, []],
	[{ size: '2K' }, {}, []],
	[{ size: '' }, {}, []],
	[{ size: '1080p' }, { width: null }, []],
	[{ seconds: 5 }, {}, []],
	[{ seconds: 4 }, { seconds: 4.04 }, []],
	[{ seconds: 1 }, { seconds: 0.75 }, []],
	[{ seconds: 1 }, { seconds: 0.74 }, ['Seconds: 1 was requested, the file has 0.74']],
	[{ seconds: 60 }, { seconds: 57.1 }, []],
	[{ seconds: 60 }, { seconds: 56.9 }, ['Seconds: 60 was requested, the file has 56.9']],
	[{ seconds: 8 }, {}, ['Seconds: 8 was requested, the file has 5.06']],
	[{ seconds: -1 }, {}, []],
	[{ seconds: NaN }, {}, []],
	[{ seconds: 8 }, { seconds: null }, []],
	[{ frames: 81 }, {}, []],
	[{ frames: 80 }, {}, []],
	[{ frames: 81, seconds: 60 }, {}, []],
	[{ frames: 79 }, {}, ['Frames: 79 was requested, the file has 81']],
	[{ frames: 121, seconds: 5 }, {}, ['Frames: 121 was requested, the file has 81']],
	[{ frames: 121 }, { framesPerSecond: null }, []],
	[{ framesPerSecond: 24 }, { framesPerSecond: 23.976 }, []],
	[{ framesPerSecond: 24 }, {}, ['Frames per Second: 24 was requested, the file has 16']],
	[
		{ framesPerSecond: 30 },
		{ framesPerSecond: 29.4567 },
		['Frames per Second: 30 was requested, the file has 29.46'],
	],
	[{ audio: true }, {}, ['Audio: sound was requested, the file has none']],
	[{ audio: true }, { hasAudio: true }, []],
	[{ audio: false }, {}, []],
	[{ audio: false }, { hasAudio: true }, ['Audio: no sound was requested, the file has sound']],
	[
		{ size: '16:9', seconds: 10, framesPerSecond: 24, audio: true },
		{ width: 720, height: 1280 },
		[
			'Size: 16:9 was requested, the file is 720x1280',
			'Seconds: 10 was requested, the file has 5.06',
			'Frames per Second: 24 was requested, the file has 16',
			'Audio: sound was requested, the file has none',
		],
	],
])('of %j a file with %j differs by %j', (requested, file, found) => {
	expect(differences(requested, { ...FILE, ...file })).toEqual(found);
});

const side = fc.integer({ min: 16, max: 4096 });
const wish = fc.record(
	{
		size: fc.oneof(
			fc.tuple(side, side).map(([width, height]) => `${width}x${height}`),
			fc.tuple(side, side).map(([width, height]) => `${width}:${height}`),
			side.map((lines) => `${lines}p`),
			fc.string(),
		),
		seconds: fc.double({ min: -1, max: 600 }),
		frames: fc.integer({ min: -1, max: 10_000 }),
		framesPerSecond: fc.double({ min: 0, max: 120 }),
		audio: fc.boolean(),
	},
	{ requiredKeys: [] },
);
const measured = fc.option(fc.double({ min: 0.001, max: 1000, noNaN: true }));
const anyFacts = fc.record({
	width: fc.option(side),
	height: fc.option(side),
	seconds: measured,
	framesPerSecond: measured,
	videoCodec: fc.constant('h264'),
	hasAudio: fc.option(fc.boolean()),
});

test('what the file does not say is no difference', () => {
	fc.assert(
		fc.property(wish, (requested) => expect(differences(requested, UNKNOWN)).toEqual([])),
		{ numRuns: RUNS },
	);
});

test('what was not requested is none either', () => {
	fc.assert(
		fc.property(anyFacts, (facts) => expect(differences({}, facts)).toEqual([])),
		{ numRuns: RUNS },
	);
});

test('a file that is what was requested has none', () => {
	const whole = fc.record({
		...{ width: side, height: side, audio: fc.boolean() },
		...{ frames: fc.integer({ min: 1, max: 3000 }), rate: fc.integer({ min: 1, max: 120 }) },
		kind: fc.constantFrom('pixels', 'ratio', 'lines'),
		countsFrames: fc.boolean(),
	});
	fc.assert(
		fc.property(whole, ({ width, height, audio, frames, rate, kind, countsFrames }) => {
			const sizes = {
				pixels: `${width}x${height}`,
				ratio: `${width}:${height}`,
				lines: `${Math.min(width, height)}p`,
			};
			const seconds = Math.round((frames / rate) * 1000) / 1000;
			const requested = {
				...{ size: sizes[kind as keyof typeof sizes], framesPerSecond: rate, audio },
				...(countsFrames ? { frames } : { seconds }),
			};
			const facts = { ...FILE, width, height, seconds, framesPerSecond: rate, hasAudio: audio };
			expect(differences(requested, facts)).toEqual([]);
		}),
		{ numRuns: RUNS },
	);
});

test('each difference is one sentence with what was requested', () => {
	fc.assert(
		fc.property(wish, anyFacts, (requested, facts) => {
			const found = differences(requested, facts);
			expect(new Set(found.map((sentence) => sentence.split(':')[0])).size).toBe(found.length);
			for (const sentence of found) {
				expect(sentence).toMatch(
					/^(Size|Seconds|Frames|Frames per Second|Audio): .+ was requested, the file /s,
				);
				expect(sentence).not.toMatch(/NaN|null|undefined|Infinity/);
			}
		}),
		{ numRuns: RUNS },
	);
});

test('fewer videos than requested are one sentence', () => {
	expect(missingVideos({ count: 3 }, 1)).toEqual([
		'Number of Videos: 3 were requested, 1 was delivered',
	]);
	for (const [count, delivered] of [
		[undefined, 1],
		[1, 1],
		[2, 2],
		[2, 3],
	] as const) {
		expect(missingVideos({ count }, delivered)).toEqual([]);
	}
});
