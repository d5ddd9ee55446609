import { Mp4Error } from '../../../protocol/mp4/problem';
import { movieReader } from '../../../protocol/mp4/read/movieReader';
import { box, ftyp, mvhd, word } from '../support/boxes.mts';
import { fieldsBox, mdat, mp4v, plainTables, trackOf, type TrackParts } from './support/movies.mts';

const EMPTY = [
	fieldsBox('stts', 0),
	fieldsBox('stsz', 0, 0),
	fieldsBox('stsc', 0),
	fieldsBox('stco', 0),
];
// Samples that say nothing last 40, have 10 bytes, and need others.
const mvex = (...ids: number[]) =>
	box('mvex', ...ids.map((id) => fieldsBox('trex', id, 1, 40, 10, 0x10000)));

const headOf = (parts: TrackParts = {}) =>
	Buffer.concat([ftyp, box('moov', mvhd(), trackOf({ tables: EMPTY, ...parts }), mvex(1, 2))]);

/** A box of which the flags say what is in it. */
const flagged = (type: string, flags: number, ...fields: number[]) =>
	box(type, ...[flags, ...fields].map((field) => word(field >>> 0)));

const BASE_IS_MOOF = 0x20000;
const tfhd = (id = 1) => flagged('tfhd', BASE_IS_MOOF, id);
const moof = (...trafs: Buffer[][]) =>
	box('moof', fieldsBox('mfhd', 1), ...trafs.map((parts) => box('traf', ...parts)));

function samplesOf(...parts: Buffer[]) {
	const reader = movieReader();
	reader.push(Buffer.concat(parts));
	const { samples } = reader.end().video ?? {};
	if (!samples) throw new Error('No video');
	return Array.from({ length: samples.count }, (_, at) => [
		...[samples.offsets[at], samples.sizes[at], samples.decodeTimes[at], samples.durations[at]],
		...[samples.shifts[at], samples.isSync[at]],
	]);
}

const HEAD = headOf();

test('a run says all of each sample', () => {
	const rows = [20, 5, 0, -20, 60, 6, 0x10000, 20];
	const fragment = moof([tfhd(), flagged('trun', 0x1000f01, 2, 500, ...rows)]);
	const start = HEAD.length + 500;
	expect(samplesOf(HEAD, fragment, mdat(1000))).toEqual([
		[start, 5, 0, 20, -20, 1],
		[start + 5, 6, 20, 60, 20, 0],
	]);
});

test('a run says nothing of its samples but how the first one differs', () => {
	const fragment = moof([tfhd(), flagged('trun', 0x5, 3, 500, 0)]);
	const start = HEAD.length + 500;
	expect(samplesOf(HEAD, fragment, mdat(1000))).toEqual([
		[start, 10, 0, 40, 0, 1],
		[start + 10, 10, 40, 40, 0, 0],
		[start + 20, 10, 80, 40, 0, 0],
	]);
});

test('the header of a track has defaults and an offset of its own; runs follow each other', () => {
	const header = box(
		'tfhd',
		word(0x39),
		word(1),
		word(HEAD.length + 200, 8),
		...[7, 3, 0].map((one) => word(one)),
	);
	const fragment = moof([header, flagged('trun', 0x1, 1, 100), flagged('trun', 0, 2)]);
	const start = HEAD.length + 300;
	expect(samplesOf(HEAD, fragment, mdat(1000))).toEqual([
		[start, 3, 0, 7, 0, 1],
		[start + 3, 3, 7, 7, 0, 1],
		[start + 6, 3, 14, 7, 0, 1],
	]);
});

test('without a base, a track begins where the data of the track before end', () => {
	const other = [fieldsBox('tfhd', 2), flagged('trun', 0x201, 2, 500, 30, 40)];
	const fragment = moof(other, [fieldsBox('tfhd', 1), fieldsBox('trun', 1)]);
	expect(samplesOf(HEAD, fragment, mdat(1000))).toEqual([[HEAD.length + 570, 10, 0, 40, 0, 0]]);
});

test('a fragment says when it begins: the sample before lasts until then', () => {
	const run = flagged('trun', 0x1, 1, 150);
	const later = box('tfdt', word(0x01000000), word(100, 8));
	const fragments = [moof([tfhd(), run]), mdat(100), moof([tfhd(), later, run]), mdat(100)];
	const times = samplesOf(HEAD, ...fragments).map(([, , time, lasts]) => [time, lasts]);
	expect(times).toEqual([
		[0, 100],
		[100, 40],
	]);
});

test('samples of the header come before those of the fragments', () => {
	const head = headOf({ tables: plainTables(2, 8 + ftyp.length) });
	const [before, after] = [ftyp.length, ftyp.length + 28];
	const file = [head.subarray(0, before), mdat(20), head.subarray(before)];
	const fragment = moof([tfhd(), flagged('trun', 0x1, 1, 200)]);
	const times = samplesOf(...file, fragment, mdat(300)).map(([at, , time]) => [at, time]);
	expect(times).toEqual([
		[before + 8, 0],
		[before + 18, 40],
		[head.length + after - before + 200, 80],
	]);
});

const run = flagged('trun', 0x1, 1, 200);
const earlier = fieldsBox('tfdt', 0);

test.each([
	[
		'a count that the box has no rows for',
		moof([tfhd(), flagged('trun', 0x201, 9, 200, 5)]),
		'damaged: trun',
	],
	[
		'samples that the file does not have',
		moof([tfhd(), flagged('trun', 0x1, 400_000, 200)]),
		'truncated: trun',
	],
	['a track without defaults', moof([tfhd(3), run]), 'damaged: trex'],
	['no header of the track', moof([run]), 'damaged: tfhd'],
	['time that goes back', moof([tfhd(), run, run], [tfhd(), earlier, run]), 'damaged: tfdt'],
	[
		'another encoding later on',
		moof([tfhd(), run], [flagged('tfhd', 0x20002, 1, 2), run]),
		'mixed',
	],
	['samples in the fragment', moof([tfhd(), flagged('trun', 0x1, 1, 0)]), 'damaged: samples'],
	[
		'samples before the file',
		moof([tfhd(), flagged('trun', 0x1, 1, -100_000)]),
		'damaged: samples',
	],
])('refused: %s', (_, fragment, problem) => {
	const head = headOf({ entries: [mp4v, mp4v] });
	expect(() => samplesOf(head, fragment, mdat(1000))).toThrow(
		expect.objectContaining({ message: problem }) as Mp4Error,
	);
});

test('the end of the last fragment is missed', () => {
	const file = Buffer.concat([HEAD, moof([tfhd(), run]), mdat(300)]);
	expect(() => samplesOf(file.subarray(0, file.length - 1))).toThrow('truncated: mdat');
});
