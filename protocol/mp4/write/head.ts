import { box, fits32, fullBox, u16, u32, u64 } from './boxes';
import type { NewTrack } from './newTrack';
import { sampleTables } from './tables';

// The movie's clock: frames of 24, 25, 29.97, 30 and 60 per second last whole numbers of its units.
const MOVIE_TIMESCALE = 90_000;

const IDENTITY = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

function i32(values: readonly number[]): Buffer {
	const bytes = Buffer.alloc(values.length * 4);
	values.forEach((value, index) => bytes.writeInt32BE(value, index * 4));
	return bytes;
}

const inMovie = (seconds: number) => Math.ceil(seconds * MOVIE_TIMESCALE - 1e-6);

// 8.2.2
function mvhd(seconds: number, tracks: number): Buffer {
	const duration = inMovie(seconds);
	const isLong = !fits32(duration);
	return fullBox(
		'mvhd',
		{ version: Number(isLong) },
		...times(isLong, [MOVIE_TIMESCALE], duration),
		u32(0x10000),
		u16(0x100, 0),
		u32(0, 0),
		i32(IDENTITY),
		u32(0, 0, 0, 0, 0, 0),
		u32(tracks + 1),
	);
}

// When it was created and changed (not said), what stands between, how long it lasts.
function times(isLong: boolean, between: number[], duration: number): Buffer[] {
	if (!isLong) return [u32(0, 0, ...between, duration)];
	return [u64(0), u64(0), u32(...between), u64(duration)];
}

const ENABLED_AND_IN_MOVIE = 3;
const FULL_VOLUME = 0x100;

// 8.3.2
function tkhd(track: NewTrack, id: number): Buffer {
	const duration = inMovie(track.seconds);
	const isLong = !fits32(duration);
	const isAudio = track.kind === 'audio';
	return fullBox(
		'tkhd',
		{ version: Number(isLong), flags: ENABLED_AND_IN_MOVIE },
		...times(isLong, [id, 0], duration),
		u32(0, 0),
		u16(0, isAudio ? 1 : 0, isAudio ? FULL_VOLUME : 0, 0),
		i32(track.matrix),
		u32(Math.round(track.width * 0x10000), Math.round(track.height * 0x10000)),
	);
}

// 8.6.6: one edit, which begins where the first frame is shown.
function edts({ from, seconds }: NewTrack): Buffer {
	const duration = inMovie(seconds);
	const isLong = !fits32(duration, from);
	const fields = isLong ? [u64(duration), u64(from)] : [u32(duration, from)];
	return box('edts', fullBox('elst', { version: Number(isLong) }, u32(1), ...fields, u16(1, 0)));
}

const UNDETERMINED = 0x55c4;

// 8.4.2
function mdhd({ timescale, samples }: NewTrack): Buffer {
	const duration = samples.durations.reduce((sum, one) => sum + one, 0);
	const isLong = !fits32(duration);
	return fullBox(
		'mdhd',
		{ version: Number(isLong) },
		...times(isLong, [timescale], duration),
		u16(UNDETERMINED, 0),
	);
}

// 8.4.3
function hdlr({ kind }: NewTrack): Buffer {
	const [type, name] = kind === 'video' ? ['vide', 'VideoHandler'] : ['soun', 'SoundHandler'];
	return fullBox('hdlr', {}, u32(0), Buffer.from(type), u32(0, 0, 0), Buffer.from(`${name}\0`));
}

// 12.1.2 and 12.2.2; 8.7.2: the samples are in this file.
function mediaHeader({ kind }: NewTrack): Buffer[] {
	const header =
		kind === 'video' ? fullBox('vmhd', { flags: 1 }, u16(0, 0, 0, 0)) : fullBox('smhd', {}, u32(0));
	return [header, box('dinf', fullBox('dref', {}, u32(1), fullBox('url ', { flags: 1 })))];
}

function trak(track: NewTrack, id: number, base: number, bytes: number): Buffer {
	const stsd = fullBox('stsd', {}, u32(1), track.entry);
	const stbl = box('stbl', stsd, ...sampleTables(track.samples, base, bytes));
	const minf = box('minf', ...mediaHeader(track), stbl);
	return box('trak', tkhd(track, id), edts(track), box('mdia', mdhd(track), hdlr(track), minf));
}

function moov(tracks: readonly NewTrack[], base: number, bytes: number): Buffer {
	const seconds = Math.max(...tracks.map((track) => track.seconds));
	const boxes = tracks.map((track, index) => trak(track, index + 1, base, bytes));
	return box('moov', mvhd(seconds, tracks.length), ...boxes);
}

// 4.2: a size of 1 says that the size follows the type, in 64 bits.
function mdatHeader(bytes: number): Buffer {
	const type = Buffer.from('mdat');
	if (fits32(bytes + 8)) return Buffer.concat([u32(bytes + 8), type]);
	return Buffer.concat([u32(1), type, u64(bytes + 16)]);
}

/**
 * The beginning of an mp4 file, up to the first sample: players can start before they have the rest.
 * @param bytes of all samples
 * @param brand that says which codec is in it, such as `avc1`
 */
export function fileHead(tracks: readonly NewTrack[], bytes: number, brand: string): Buffer {
	const brands = ['isom', 'iso2', brand, 'mp41'].map((name) => Buffer.from(name, 'latin1'));
	const ftyp = box('ftyp', Buffer.from('isom'), u32(0x200), ...brands);
	const mdat = mdatHeader(bytes);
	// Its length does not depend on where the samples are.
	const { length } = moov(tracks, 0, bytes);
	const base = ftyp.length + length + mdat.length;
	return Buffer.concat([ftyp, moov(tracks, base, bytes), mdat]);
}

export const NO_TURN: readonly number[] = IDENTITY;
