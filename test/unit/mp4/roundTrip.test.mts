import fc from 'fast-check';
import { planJoin } from '../../../protocol/mp4/join/planJoin';
import type { Movie, Samples, Track } from '../../../protocol/mp4/movie';
import { movieReader } from '../../../protocol/mp4/read/movieReader';
import { box } from '../../../protocol/mp4/write/boxes';
import { clip, plainVideo, sound, videoTrack } from './support/tracks.mts';

// Behind version and flags: profile, level, bit depth 8.
const vpcC = box('vpcC', Buffer.from([1, 0, 0, 0, 0, 10, 0x82, 1, 1, 1, 0, 0]));
const VP9 = { config: vpcC.subarray(8), boxes: new Map([['vpcC', vpcC]]) };

const CLIP = fc
	.record({
		frames: fc.integer({ min: 1, max: 60 }),
		timescale: fc.constantFrom(24, 25, 600, 12_800, 90_000),
		duration: fc.integer({ min: 1, max: 40 }),
		late: fc.integer({ min: 0, max: 3 }),
		heard: fc.option(fc.integer({ min: 1, max: 120 })),
	})
	.map(({ frames, timescale, duration, late, heard }) => {
		const list = Array.from({ length: frames }, (_, index) => ({
			...{ shown: (index + late) * duration, sync: index % 12 === 0, duration },
		}));
		const video = videoTrack(list, timescale, { from: late * duration }, VP9);
		return clip(video, heard === null ? undefined : sound(heard));
	});

// Every byte of a clip says which clip it is, and where it is there.
function bytesOf(index: number, { video, audio }: Movie): Buffer {
	const length = (video?.samples.count ?? 0) * 10 + (audio?.samples.count ?? 0) * 7;
	return Buffer.from(Array.from({ length }, (_, at) => (index * 31 + at) % 251));
}

function write(clips: readonly Movie[], plan: ReturnType<typeof planJoin>): Buffer {
	const files = clips.map((one, index) => bytesOf(index, one));
	const pieces = [...plan.pieces].map((piece) =>
		'data' in piece
			? piece.data
			: files[Number(piece.source)].subarray(piece.offset, piece.offset + piece.bytes),
	);
	return Buffer.concat([plan.head, ...pieces]);
}

function read(file: Buffer, step: number): Movie {
	const reader = movieReader();
	for (let at = 0; at < file.length; at += step) {
		if (!reader.push(file.subarray(at, at + step))) break;
	}
	return reader.end(file.length);
}

const contents = (file: Buffer, { count, offsets, sizes }: Samples) =>
	Array.from({ length: count }, (_, index) =>
		file.subarray(offsets[index], offsets[index] + sizes[index]).toString('hex'),
	);

/** When each frame is shown, in seconds from the first one. */
const shownTimes = ({ samples, timescale, shown }: Track) =>
	Array.from(
		samples.decodeTimes,
		(time, index) => (time + samples.shifts[index] - shown.from) / timescale,
	);

const UNCUT = { audio: 'keep', trimStart: 0, trimEnd: 0 } as const;

test('what is written can be read again: the same samples, each when it was to be shown', () => {
	fc.assert(
		fc.property(
			fc.array(CLIP, { minLength: 1, maxLength: 8 }),
			fc.integer({ min: 1, max: 5000 }),
			(clips, step) => {
				const plan = planJoin(clips, UNCUT);
				const file = write(clips, plan);
				expect(file).toHaveLength(plan.bytes);
				const movie = read(file, step);
				const frames = clips.flatMap((one, index) =>
					contents(bytesOf(index, one), one.video!.samples),
				);
				expect(contents(file, movie.video!.samples)).toEqual(frames);
				const times = clips.flatMap(({ video }, index) =>
					shownTimes(video!).map((time) => time + plan.clips[index].startsAt),
				);
				const found = shownTimes(movie.video!);
				const worst = Math.max(...times.map((time, index) => Math.abs(time - found[index])));
				expect(worst).toBeLessThan(1e-5);
				expect(movie.audio !== undefined).toBe(clips.some(({ audio }) => audio));
			},
		),
	);
});

test('a file is laid out clip by clip, so that a stream of each is enough', () => {
	fc.assert(
		fc.property(fc.array(CLIP, { minLength: 1, maxLength: 8 }), (clips) => {
			const plan = planJoin(clips, UNCUT);
			let at = { source: 0, end: 0 };
			for (const piece of plan.pieces) {
				if ('data' in piece) continue;
				const source = Number(piece.source);
				const isNext = source > at.source || (source === at.source && piece.offset >= at.end);
				if (!isNext) throw new Error(`The stream of clip ${source} goes back`);
				at = { source, end: piece.offset + piece.bytes };
			}
		}),
	);
});

test('samples that share bytes are refused', () => {
	const video = plainVideo(24, 24);
	video.samples.offsets[5] = video.samples.offsets[4] + 3;
	const join = () => planJoin([clip(video)], UNCUT);
	expect(join).toThrow('overlap');
});

test('parameters that differ are written before the sync samples, unless they are very long', () => {
	const av1 = (length: number, fill: number) => {
		const config = Buffer.concat([Buffer.from([0x81, 0, 0, 0]), Buffer.alloc(length, fill)]);
		const list = [{ shown: 0, sync: true }, { shown: 1 }];
		return clip(videoTrack(list, 24, {}, { format: 'av01', codec: 'av1', config }));
	};
	const join = (length: number) => planJoin([av1(length, 1), av1(length, 2)], UNCUT);
	const written = [...join(9).pieces].flatMap((piece) => ('data' in piece ? [piece.data] : []));
	expect(written).toEqual([Buffer.alloc(9, 1), Buffer.alloc(9, 2)]);
	expect(() => join(20_000)).toThrow('differs');
});
