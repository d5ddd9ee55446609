import type { Movie } from '../../../protocol/mp4/movie';
import { movieReader } from '../../../protocol/mp4/read/movieReader';
import { box, ftyp, mvhd, word } from '../support/boxes.mts';
import {
	FIRST_BYTE,
	fieldsBox,
	fileOf,
	mdat,
	mp4v,
	plainTables,
	trackOf,
	type TrackParts,
} from './support/movies.mts';

function read(file: Buffer, fileBytes?: number): Movie {
	const reader = movieReader();
	reader.push(file);
	return reader.end(fileBytes);
}

const problemOf = (file: Buffer, fileBytes?: number) => {
	try {
		read(file, fileBytes);
	} catch (error) {
		return String((error as Error).message);
	}
	return 'none';
};

const videoOf = (parts: TrackParts, data = 100) => {
	const { video } = read(fileOf(data, trackOf(parts)));
	if (!video) throw new Error('No video');
	return video;
};

const table = (index: number, ...instead: Buffer[]) =>
	plainTables(4, FIRST_BYTE).flatMap((box, at) => (at === index ? instead : [box]));
const [STTS, STSZ, STSC, STCO] = [0, 1, 2, 3];
const list = (values: ArrayLike<number>) => Array.from(values);

test('a table becomes a column each', () => {
	const tables = [
		fieldsBox('stts', 2, 1, 40, 3, 20),
		fieldsBox('ctts', 2, 1, 40, 2, -20),
		fieldsBox('stss', 2, 1, 3),
		fieldsBox('stsz', 0, 4, 5, 6, 7, 8),
		fieldsBox('stsc', 2, 1, 1, 1, 2, 3, 1),
		fieldsBox('stco', 2, FIRST_BYTE + 50, FIRST_BYTE),
	];
	const { samples, timescale } = videoOf({ tables, timescale: 600 });
	expect(timescale).toBe(600);
	expect(samples.count).toBe(4);
	expect(list(samples.offsets)).toEqual([50, 0, 6, 13].map((at) => FIRST_BYTE + at));
	expect(list(samples.sizes)).toEqual([5, 6, 7, 8]);
	expect(list(samples.decodeTimes)).toEqual([0, 40, 60, 80]);
	expect(list(samples.durations)).toEqual([40, 20, 20, 20]);
	// A table of shifts may be too short.
	expect(list(samples.shifts)).toEqual([40, -20, -20, 0]);
	expect(list(samples.isSync)).toEqual([1, 0, 1, 0]);
});

test('offsets of 64 bits and sizes of 4 and 16 bits', () => {
	const long = box('co64', word(0), word(1), word(FIRST_BYTE, 8));
	expect(list(videoOf({ tables: table(STCO, long) }).samples.offsets)).toEqual(
		[0, 10, 20, 30].map((at) => FIRST_BYTE + at),
	);
	const nibbles = box('stz2', word(0), word(4), word(4), Buffer.from([0x12, 0x34]));
	expect(list(videoOf({ tables: table(STSZ, nibbles) }).samples.sizes)).toEqual([1, 2, 3, 4]);
	const short = box('stz2', word(0), word(16), word(4), word(0x00010002), word(0x00030004));
	expect(list(videoOf({ tables: table(STSZ, short) }).samples.sizes)).toEqual([1, 2, 3, 4]);
});

test.each([
	['fewer times than samples', table(STTS, fieldsBox('stts', 1, 3, 40)), 'damaged: stts'],
	['more times than samples', table(STTS, fieldsBox('stts', 1, 5, 40)), 'damaged: stts'],
	['times that overflow', table(STTS, fieldsBox('stts', 1, 4, -1)), 'damaged: samples'],
	['a table cut short', table(STTS, fieldsBox('stts', 9, 4, 40)), 'damaged: stts'],
	['no times', table(STTS), 'damaged: stts'],
	['two tables', [...plainTables(4, FIRST_BYTE), fieldsBox('stts', 1, 4, 40)], 'damaged: stts'],
	['samples without bytes', table(STSZ, fieldsBox('stsz', 0, 4, 5, 0, 5, 5)), 'damaged: samples'],
	['more samples than are read', table(STSZ, fieldsBox('stsz', 1, 500_001)), 'truncated: stsz'],
	['chunks without samples', table(STSC, fieldsBox('stsc', 1, 1, 0, 1)), 'damaged: stsc'],
	['chunks with too few samples', table(STSC, fieldsBox('stsc', 1, 1, 3, 1)), 'damaged: stsc'],
	['chunks that begin late', table(STSC, fieldsBox('stsc', 1, 2, 4, 1)), 'damaged: stsc'],
	[
		'chunks that are not there',
		table(STSC, fieldsBox('stsc', 2, 1, 4, 1, 3, 1, 1)),
		'damaged: stsc',
	],
	['an entry that is not there', table(STSC, fieldsBox('stsc', 1, 1, 4, 2)), 'damaged: stsd'],
	['samples in the tables', table(STCO, fieldsBox('stco', 1, 0)), 'damaged: samples'],
	['samples behind the end', table(STCO, fieldsBox('stco', 1, 90_000)), 'truncated'],
	[
		'sync samples in disorder',
		[...plainTables(4, FIRST_BYTE), fieldsBox('stss', 2, 3, 1)],
		'damaged: stss',
	],
	[
		'sync samples that are not there',
		[...plainTables(4, FIRST_BYTE), fieldsBox('stss', 1, 5)],
		'damaged: stss',
	],
	[
		'shifts beyond reason',
		[...plainTables(4, FIRST_BYTE), fieldsBox('ctts', 1, 4, 2 ** 28)],
		'damaged: samples',
	],
	[
		'a table in the wrong place',
		[...plainTables(4, FIRST_BYTE), fieldsBox('elst', 0)],
		'damaged: elst',
	],
])('refused: %s', (_, tables, problem) => {
	expect(problemOf(fileOf(100, trackOf({ tables })))).toBe(problem);
});

test('samples of two encodings are mixed; two entries of which one is used are not', () => {
	const entries = [box('mp4v', Buffer.alloc(78)), mp4v];
	const used = (...rows: number[]) => [
		...table(STSC, fieldsBox('stsc', rows.length / 3, ...rows)).slice(0, STCO),
		fieldsBox('stco', 2, FIRST_BYTE, FIRST_BYTE + 20),
	];
	expect(problemOf(fileOf(100, trackOf({ entries, tables: used(1, 2, 1, 2, 2, 2) })))).toBe(
		'mixed',
	);
	expect(videoOf({ entries, tables: used(1, 2, 2) }).entry.width).toBe(64);
});

const edits = (...rows: Array<[duration: number, at: number, rate?: number]>) =>
	fieldsBox(
		'elst',
		rows.length,
		...rows.flatMap(([lasts, at, rate = 0x10000]) => [lasts, at, rate]),
	);

test.each([
	['no edits', undefined, { from: 0, to: Infinity, delay: 0 }],
	['a start', edits([100, 40]), { from: 40, to: 100, delay: 0 }],
	['a delay', edits([500, -1], [100, 0]), { from: 0, to: 60, delay: 0.5 }],
	['two delays', edits([500, -1], [250, -1], [100, 6]), { from: 6, to: 66, delay: 0.75 }],
	['two parts in a row', edits([100, 0], [100, 60]), { from: 0, to: 120, delay: 0 }],
	['nothing behind it', edits([100, 0], [50, -1]), { from: 0, to: 60, delay: 0 }],
	['an end that is not known', edits([0, 12]), { from: 12, to: Infinity, delay: 0 }],
])('shown: %s', (_, elst, shown) => {
	const tables = plainTables(4, FIRST_BYTE);
	expect(videoOf({ timescale: 600, edits: elst, tables }).shown).toEqual(shown);
});

test('times of edits may have 64 bits', () => {
	const long = box('elst', word(0x01000000), word(1), word(100, 8), word(40, 8), word(0x10000));
	const { shown } = videoOf({ edits: long, tables: plainTables(4, FIRST_BYTE) });
	expect(shown).toEqual({ from: 40, to: 140, delay: 0 });
});

test.each([
	['half the speed', edits([100, 0, 0x8000]), 'edits'],
	['a still', edits([100, 0, 0]), 'edits'],
	['a part left out', edits([20, 0], [20, 100]), 'edits'],
	['a part again', edits([100, 0], [100, 0]), 'edits'],
	['a pause', edits([20, 0], [20, -1], [20, 20]), 'edits'],
	['a negative time', edits([20, -2]), 'damaged: elst'],
	['a time behind the end', edits([20, 100_000]), 'damaged: elst'],
])('refused edits: %s', (_, elst, problem) => {
	const tables = plainTables(4, FIRST_BYTE);
	expect(problemOf(fileOf(100, trackOf({ edits: elst, tables })))).toBe(problem);
});

test('the first enabled track of each kind; the first, if none is enabled; one without samples is none', () => {
	const track = (id: number, more: TrackParts = {}) =>
		trackOf({ id, tables: plainTables(4, FIRST_BYTE), ...more });
	const idOf = (...tracks: Buffer[]) => read(fileOf(100, ...tracks)).video?.id;
	expect(idOf(track(1, { isEnabled: false }), track(2), track(3))).toBe(2);
	expect(idOf(track(1, { isEnabled: false }), track(2, { isEnabled: false }))).toBe(1);
	expect(idOf(track(1, { tables: [fieldsBox('stsz', 0, 0)] }), track(2))).toBe(2);
	const cover = track(1, {
		entries: [box('png ', mp4v.subarray(8))],
		tables: plainTables(1, FIRST_BYTE),
	});
	expect(idOf(cover, track(2))).toBe(2);
	expect(problemOf(fileOf(100, cover))).toBe('noTrack');
	expect(problemOf(fileOf(100, track(1, { handler: 'text' })))).toBe('noTrack');
});

const whole = fileOf(100, trackOf({ tables: plainTables(4, FIRST_BYTE) }));

test.each([
	['nothing', Buffer.alloc(0), 'empty'],
	['a few bytes', Buffer.from('mp4'), 'notMp4'],
	['text', Buffer.from('{"error":"no such video"}'), 'notMp4'],
	['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'notMp4'],
	['a picture', Buffer.concat([ftyp, box('meta', word(0)), mdat(10)]), 'noTrack: moov'],
	['no header', Buffer.concat([ftyp, mdat(10)]), 'truncated: moov'],
	['an end in the header', whole.subarray(0, whole.length - 1), 'truncated: moov'],
	['an end in the samples', whole.subarray(0, 60), 'truncated: mdat'],
	['a fragment without a header', Buffer.concat([ftyp, box('moof')]), 'damaged: moof'],
	[
		'a header of 20 MB',
		Buffer.concat([ftyp, word(20_000_000), Buffer.from('moov')]),
		'tooLong: moov',
	],
	['a box in its own header', Buffer.concat([ftyp, word(7), Buffer.from('moov')]), 'damaged: moov'],
])('refused: %s', (_, file, problem) => {
	expect(problemOf(file)).toBe(problem);
});

test('encrypted samples are refused, sound as well', () => {
	const tables = plainTables(4, FIRST_BYTE);
	const encv = box('encv', mp4v.subarray(8));
	expect(problemOf(fileOf(100, trackOf({ entries: [encv], tables })))).toBe('encrypted: encv');
	const sinf = box('mp4v', mp4v.subarray(8), box('sinf', word(0)));
	expect(problemOf(fileOf(100, trackOf({ entries: [sinf], tables })))).toBe('encrypted: mp4v');
	const enca = box('enca', Buffer.alloc(28));
	const sound = trackOf({ handler: 'soun', entries: [enca], tables });
	expect(problemOf(fileOf(100, sound))).toBe('encrypted: enca');
});

test('nothing more is wanted behind a header without fragments; the size of the file counts', () => {
	const head = (bytes: Buffer[]) => Buffer.concat([ftyp, box('moov', mvhd(), ...bytes)]);
	const header = head([trackOf({ tables: plainTables(4, 1000) })]);
	const reader = movieReader();
	expect(reader.push(header.subarray(0, 100))).toBe(true);
	expect(reader.push(header.subarray(100))).toBe(false);
	expect(reader.push(mdat(10))).toBe(false);
	expect(reader.end(1040).video?.samples.count).toBe(4);
	expect(problemOf(header, 1039)).toBe('truncated');
	const announced = box('mvex', fieldsBox('trex', 1, 1, 40, 10, 0));
	expect(
		movieReader().push(head([trackOf({ tables: [fieldsBox('stsz', 0, 0)] }), announced])),
	).toBe(true);
});

test('a track that is not wanted may be damaged', () => {
	const parts = { id: 2, handler: 'soun', tables: [fieldsBox('stsz', 0, 9)] };
	const file = fileOf(100, trackOf({ tables: plainTables(4, FIRST_BYTE) }), trackOf(parts));
	expect(() => read(file)).toThrow('damaged');
	const reader = movieReader(['video']);
	reader.push(file);
	const movie = reader.end();
	expect(movie.video?.samples.count).toBe(4);
	expect(movie.audio).toBeUndefined();
});

test.each([
	['as there are', 48_000, 2, 'none'],
	['of channels', 48_000, 70_000, 'damaged: alac'],
	['of values in a second', 1e300, 2, 'damaged: alac'],
])(
	"QuickTime's second version of an entry has room for any number: %s",
	(_, rate, channels, is) => {
		const real = Buffer.alloc(8);
		real.writeDoubleBE(rate);
		const first = [
			Buffer.alloc(8),
			word(2, 2),
			Buffer.alloc(6),
			word(0, 2),
			Buffer.alloc(6),
			word(0),
		];
		const entry = box('alac', ...first, word(72), real, word(channels), Buffer.alloc(20));
		const parts = { handler: 'soun', entries: [entry], tables: plainTables(4, FIRST_BYTE) };
		expect(problemOf(fileOf(100, trackOf(parts)))).toBe(is);
	},
);

const withEntry = (...boxes: Buffer[]) => {
	const entry = box('mp4v', mp4v.subarray(8), ...boxes);
	return fileOf(100, trackOf({ entries: [entry], tables: plainTables(4, FIRST_BYTE) }));
};

// Found with mutated clips: what ffmpeg refuses, or refuses in a file with a copy of the box.
test.each([
	['a short brand', Buffer.concat([box('ftyp', word(1)), whole.subarray(ftyp.length)]), 'ftyp'],
	['a short box of interlacing', withEntry(box('fiel', Buffer.alloc(1))), 'fiel'],
	['a short box of brightness', withEntry(box('clli', Buffer.alloc(3))), 'clli'],
	[
		'references in the wrong place',
		fileOf(100, trackOf({ tables: plainTables(4, FIRST_BYTE) }), fieldsBox('dref', 0)),
		'dref',
	],
	[
		'more entries than can be there',
		Buffer.from(
			whole.toString('latin1').replace('stsd\0\0\0\0\0\0\0\x01', 'stsd\0\0\0\0\0\x01\0\0'),
			'latin1',
		),
		'stsd',
	],
])('refused: %s', (_, file, type) => {
	expect(problemOf(file)).toBe(`damaged: ${type}`);
});

test('such boxes that are long enough are kept', () => {
	const fiel = box('fiel', Buffer.alloc(2));
	expect(read(withEntry(fiel)).video?.entry.boxes.get('fiel')).toEqual(fiel);
});
