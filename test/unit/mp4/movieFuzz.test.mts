import fc from 'fast-check';
import type { Movie } from '../../../protocol/mp4/movie';
import { Mp4Error } from '../../../protocol/mp4/problem';
import type { MovieReader } from '../../../protocol/mp4/read/movieReader';
import { movieReader } from '../../../protocol/mp4/read/movieReader';
import { mp3Reader } from '../../../protocol/mp4/read/mp3Reader';
import { CLIPS, mutateClip } from '../../support/clipMutations.mts';
import { box, endless, ftyp, mvhd, word } from '../support/boxes.mts';
import { cpuMs } from '../support/cpu.mts';
import { heldBytes } from '../../support/heldBytes.mts';
import { MEDIA_FILES } from '../support/mediaFiles.mts';
import { expectSound } from './support/expectSound.mts';

const SEED = Number(process.env.FUZZ_SEED ?? 20261201);

const FILES = MEDIA_FILES.filter(({ bytes }) =>
	['ftyp', 'moov'].includes(bytes.toString('latin1', 4, 8)),
);

/** What is read of a file that comes in pieces; `undefined` where it is refused. Any other error is thrown. */
function read(file: Buffer, size = file.length, reader: MovieReader = movieReader()) {
	let at = 0;
	while (at < file.length && reader.push(file.subarray(at, at + size))) at += size;
	try {
		return reader.end(file.length);
	} catch (error) {
		if (error instanceof Mp4Error) return undefined;
		throw error;
	}
}

function expectSoundOrRefused(movie: Movie | undefined, file: Buffer): void {
	if (movie) expectSound(movie, file.length);
}

test.each(FILES)('a whole file is read: $name', ({ bytes }) => {
	const movie = read(bytes);
	expect(movie?.video?.samples.count).toBe(6);
	expectSoundOrRefused(movie, bytes);
});

const MOST_MS = 1000;

test(`mutated clips are refused, or can be trusted (seed ${SEED})`, () => {
	let accepted = 0;
	for (let run = 0; run < CLIPS; run += 1) {
		const seed = SEED + run;
		const { bytes, what } = mutateClip(FILES[run % FILES.length].bytes, seed);
		const look = () => {
			const movie = read(bytes, 1 + (seed % 3000));
			expectSoundOrRefused(movie, bytes);
			return movie;
		};
		const startedAt = performance.now();
		try {
			if (look()) accepted += 1;
			// What stalled is measured again.
			const isSlow = performance.now() - startedAt > MOST_MS;
			if (isSlow) expect(cpuMs(look, MOST_MS)).toBeLessThan(MOST_MS);
		} catch (error) {
			throw new Error(`seed ${seed}: ${what.join('; ')}`, { cause: error });
		}
	}
	// Else the mutations would show nothing.
	expect(accepted).toBeGreaterThan(CLIPS / 100);
	expect(accepted).toBeLessThan(CLIPS * 0.9);
}, 900_000);

test('arbitrary bytes behind any beginning are refused, or can be trusted', () => {
	const beginning = fc.constantFrom(Buffer.alloc(0), ftyp, Buffer.concat([ftyp, endless('moov')]));
	fc.assert(
		fc.property(beginning, fc.uint8Array({ maxLength: 400 }), (head, tail) => {
			const file = Buffer.concat([head, tail]);
			expectSoundOrRefused(read(file), file);
		}),
		{ numRuns: CLIPS },
	);
});

const MP3_HEADER = [0xff, 0xfb, 0x90, 0x00];
const mp3Part = fc.oneof(
	fc.constant(Buffer.concat([Buffer.from(MP3_HEADER), Buffer.alloc(413)])),
	fc
		.constantFrom('ID3\x04\0\0\0\0\0\x05', 'TAG', 'APETAGEX', 'Xing\0\0\0\x0f')
		.map((text) => Buffer.from(text, 'latin1')),
	fc.constant(Buffer.from(MP3_HEADER)),
	fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
);

test('so are the parts of MP3 files in any order, however they are cut', () => {
	const parts = fc.array(mp3Part, { maxLength: 20 }).map((all) => Buffer.concat(all));
	fc.assert(
		fc.property(parts, fc.integer({ min: 1, max: 3000 }), (file, size) => {
			const movie = read(file, size, mp3Reader());
			expectSoundOrRefused(movie, file);
			expect(movie).toEqual(read(file, undefined, mp3Reader()));
		}),
		// Each is compared whole.
		{ numRuns: Math.ceil(CLIPS / 5) },
	);
});

/** A moov with a track whose table has these boxes. */
function movieOf(...tables: Buffer[]): Buffer {
	const zeros = (bytes: number) => Buffer.alloc(bytes);
	const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((value) => word(value));
	const entry = box('mp4v', zeros(24), word(64, 2), word(48, 2), zeros(50));
	const table = box('stbl', box('stsd', zeros(4), word(1), entry), ...tables);
	const media = box(
		'mdia',
		box('mdhd', zeros(12), word(1000), zeros(8)),
		box('hdlr', zeros(8), Buffer.from('vide'), zeros(13)),
		box('minf', table),
	);
	const header = box('tkhd', word(3), zeros(8), word(1), zeros(24), ...matrix, zeros(8));
	return Buffer.concat([ftyp, box('moov', mvhd(), box('trak', header, media))]);
}

const counted = (type: string, ...fields: number[]) =>
	box(type, ...[0, ...fields].map((field) => word(field)));
const RUN = 0x7a11f;

/** What pretends to have half a million samples, in a few hundred bytes. */
const HOSTILE: Array<[what: string, file: Buffer]> = [
	['sizes', movieOf(counted('stsz', 1, RUN))],
	['sizes in a table', movieOf(counted('stsz', 0, RUN))],
	['small sizes', movieOf(counted('stz2', 4, RUN))],
	['a count that no file has', movieOf(counted('stsz', 1, 0xffffffff))],
	[
		'agreeing tables',
		movieOf(
			counted('stsz', 1, RUN),
			counted('stts', 1, RUN, 1),
			counted('stsc', 1, 1, RUN, 1),
			counted('stco', 1, 8),
		),
	],
];

test.each(HOSTILE)('%s without samples cost nothing', (_, file) => {
	heldBytes();
	// Without a collection, what was given up again is still counted.
	const before = process.memoryUsage().arrayBuffers;
	const reader = movieReader();
	reader.push(file);
	expect(() => reader.end()).toThrow(Mp4Error);
	expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
});

const PIECE = 64 * 1024;
const PIECES = 500;
const MOST_MS_OF_ALL = 2000;
const MOST_BYTES = 48e6;

const filled = (unit: Buffer) =>
	Buffer.concat(Array.from({ length: Math.ceil(PIECE / unit.length) }, () => unit));
const fragmented = Buffer.concat([
	ftyp,
	box('moov', mvhd(), box('mvex', counted('trex', 1, 1, 1, 1, 0))),
]);
const ENDLESS: Array<[what: string, head: Buffer, unit: Buffer]> = [
	['small boxes', ftyp, box('free')],
	['a header', Buffer.concat([ftyp, endless('moov')]), box('free')],
	['a header that has no size', Buffer.concat([ftyp, word(0), Buffer.from('moov')]), box('free')],
	['fragments', fragmented, box('moof', box('traf', counted('tfhd', 1)))],
	[
		'fragments with samples',
		fragmented,
		Buffer.concat([
			box('moof', box('traf', counted('tfhd', 1), counted('trun', 1))),
			box('mdat', word(1)),
		]),
	],
];

test.each(ENDLESS)('%s without end: little time and memory', (_, head, unit) => {
	const piece = filled(unit);
	let reader = movieReader();
	const before = heldBytes();
	const push = () => {
		reader = movieReader();
		reader.push(head);
		for (let count = 0; count < PIECES; count += 1) reader.push(piece);
	};
	expect(cpuMs(push, MOST_MS_OF_ALL)).toBeLessThan(MOST_MS_OF_ALL);
	expect(heldBytes() - before).toBeLessThan(MOST_BYTES);
	expect(() => reader.end()).toThrow(Mp4Error);
});
