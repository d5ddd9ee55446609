import fc from 'fast-check';
import type { MediaFacts } from '../../protocol/media/containers/facts';
import { mediaReader } from '../../protocol/media/containers/mediaReader';
import { box, ftyp, mp4Of, mvhd, trak, word, type TrackWords } from './support/boxes.mts';
import { MEDIA_FILES } from './support/mediaFiles.mts';

function factsOf(...pieces: Buffer[]): MediaFacts | undefined {
	const reader = mediaReader();
	for (const piece of pieces) reader.push(piece);
	return reader.end();
}

function cut(bytes: Buffer, size: number): Buffer[] {
	const count = Math.ceil(bytes.length / size);
	return Array.from({ length: count }, (_, piece) =>
		bytes.subarray(piece * size, (piece + 1) * size),
	);
}

describe.each(MEDIA_FILES)('a file of ffmpeg: $name', ({ bytes, facts }) => {
	test('has the facts that ffprobe reads', () => expect(factsOf(bytes)).toEqual(facts));

	test('has them however it is cut into pieces', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 600 }), (size) =>
				expect(factsOf(...cut(bytes, size))).toEqual(facts),
			),
		);
	});

	test('tells nothing else where it is cut off', () => {
		for (let length = 0; length < bytes.length; length += 1) {
			const { width, height, videoCodec } = factsOf(bytes.subarray(0, length)) ?? {};
			expect([facts.width, null, undefined]).toContain(width);
			expect([facts.height, null, undefined]).toContain(height);
			expect([facts.videoCodec, null, undefined]).toContain(videoCodec);
		}
	});
});

const WHOLE = {
	...{ width: 64, height: 48, seconds: 2, framesPerSecond: 25 },
	...{ videoCodec: 'h264', hasAudio: false },
};
const SOUND: TrackWords = { handler: 'soun', code: 'mp4a', width: 0, height: 0 };
const NEVER = 0xffffffff;

test.each<[what: string, tracks: TrackWords[], differs: Partial<MediaFacts>]>([
	['a track', [{}], {}],
	['times of 64 bits', [{ isLong: true, edits: [[0, 1500]] }], { seconds: 1.5 }],
	['turned, with times of 64 bits', [{ isLong: true, isTurned: true }], { width: 48, height: 64 }],
	['sound', [SOUND, {}], { hasAudio: true }],
	['a track that is off', [{ isEnabled: false, width: 32 }, {}], {}],
	['nothing but a track that is off', [{ isEnabled: false }], {}],
	['a cover', [{ code: 'jpeg', times: [[1, 40]], width: 500, height: 500 }, {}], {}],
	[
		'nothing but a cover',
		[{ code: 'jpeg', times: [[1, 2000]] }],
		{ videoCodec: 'mjpeg', framesPerSecond: 0.5 },
	],
	['a codec of its own', [{ code: 'zzz1' }], { videoCodec: 'zzz1' }],
	['a codec that cannot be printed', [{ code: '\0\x01\x7F\xFF' }], { videoCodec: null }],
	['a duration that is not known', [{ duration: NEVER }], {}],
	['the same in 64 bits', [{ duration: 2n ** 64n - 1n, isLong: true }], {}],
	['no duration', [{ duration: 0 }], {}],
	['no times', [{ times: [] }], { framesPerSecond: null }],
	['neither', [{ times: [], duration: 0 }], { framesPerSecond: null, seconds: null }],
	['times that are longer than the track', [{ times: [[100, 40]] }], {}],
	['an edit that shows less', [{ edits: [[0, 500]] }], { seconds: 0.5 }],
	[
		'an edit that shows nothing',
		[
			{
				edits: [
					[-1, 700],
					[0, 2000],
				],
			},
		],
		{},
	],
	[
		'edits that show more',
		[
			{
				edits: [
					[0, 2000],
					[0, 2000],
				],
			},
		],
		{},
	],
	['no clock', [{ timescale: 0 }], { seconds: null, framesPerSecond: null }],
	[
		'more than a day',
		[{ duration: 100_000_000, times: [[1, NEVER]] }],
		{ seconds: null, framesPerSecond: null },
	],
	[
		'more samples than can be',
		[
			{
				times: [
					[NEVER, NEVER],
					[NEVER, NEVER],
				],
				timescale: NEVER,
			},
		],
		{ seconds: null, framesPerSecond: 1 },
	],
	[
		'too many frames',
		[{ times: [[8000, 1]], timescale: 4000 }],
		{ framesPerSecond: null, seconds: 0.5 },
	],
	['no width', [{ width: 0 }], { width: null, height: null }],
	['more pixels than can be', [{ width: 65_535 }], { width: null, height: null }],
])('%s', (_, tracks, differs) => {
	expect(factsOf(mp4Of(...tracks))).toEqual({ ...WHOLE, ...differs });
});

test('a fragmented file that is cut off before its fragments says how long it is', () => {
	const mehd = box('mehd', word(0), word(3000));
	const head = box('moov', mvhd(), box('mvex', mehd), trak({ times: [], duration: 0 }));
	const facts = factsOf(ftyp, head);
	expect(facts).toEqual({ ...WHOLE, seconds: 3, framesPerSecond: null });
});

describe('a fragmented file', () => {
	const trex = box('trex', word(0), word(1), word(1), word(40), word(0), word(0));
	const head = box('moov', mvhd(), trak({ times: [], duration: 0 }), box('mvex', trex));
	const fragment = (...boxes: Buffer[]) => box('moof', box('traf', ...boxes));
	const tfhd = box('tfhd', word(0), word(1));

	test('takes what its fragments do not say from the header', () => {
		const run = box('trun', word(0), word(25));
		expect(factsOf(ftyp, head, fragment(tfhd, run), fragment(tfhd, run))).toEqual(WHOLE);
	});

	test('or from the fragment', () => {
		const own = box('tfhd', word(0x2b), word(1), word(0, 8), word(1), word(20), word(0));
		const run = box('trun', word(0), word(100));
		expect(factsOf(ftyp, head, fragment(own, run))).toEqual({ ...WHOLE, framesPerSecond: 50 });
	});

	test('begins where its first fragment does', () => {
		const run = box(
			'trun',
			word(0x301),
			word(2),
			word(0),
			...[40, 7, 40, 7].map((one) => word(one)),
		);
		const at = (time: number) => box('tfdt', word(0x01000000), word(time, 8));
		const facts = factsOf(
			...[ftyp, head, fragment(tfhd, at(7_000_000), run), fragment(tfhd, at(7_001_920), run)],
		);
		expect(facts).toEqual(WHOLE);
	});

	test('whose fragments are of no track that it has is as long as it says', () => {
		const other = box('tfhd', word(0), word(2));
		const run = box('trun', word(0), word(25));
		const facts = factsOf(ftyp, head, fragment(other, run), fragment(run));
		expect(facts).toEqual({ ...WHOLE, seconds: null, framesPerSecond: null });
	});
});

test.each([
	['a picture', Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01', 'latin1')],
	['a text', Buffer.from('{"error": "there is no such video, as everybody knows"}')],
	['nothing', Buffer.alloc(0)],
	['a beginning without an end', ftyp.subarray(0, 12)],
	['an mp4 without a header', Buffer.concat([ftyp, box('mdat', Buffer.alloc(500))])],
])('%s has no facts', (_, bytes) => expect(factsOf(bytes)).toBeUndefined());
