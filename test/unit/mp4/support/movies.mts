import { box, ftyp, mvhd, word } from '../../support/boxes.mts';

const zeros = (bytes: number) => Buffer.alloc(bytes);

/** A box with version 0, no flags, and fields of 32 bits. */
export const fieldsBox = (type: string, ...fields: number[]) =>
	box(type, ...[0, ...fields].map((field) => word(field >>> 0)));

/** A sample entry of MPEG-4 video without a configuration: the simplest that is read. */
export const mp4v = box('mp4v', zeros(24), word(64, 2), word(48, 2), zeros(50));

/** A track, as far as a test is about it. */
export interface TrackParts {
	id?: number;
	isEnabled?: boolean;
	handler?: string;
	timescale?: number;
	/** The content of edts. */
	edits?: Buffer;
	entries?: Buffer[];
	/** The boxes of stbl but stsd. */
	tables?: Buffer[];
}

const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/** trak */
export function trackOf(parts: TrackParts): Buffer {
	const { id = 1, isEnabled = true, handler = 'vide', timescale = 1000, edits } = parts;
	const { entries = [mp4v], tables = [] } = parts;
	return box(
		'trak',
		box(
			'tkhd',
			...[word(isEnabled ? 3 : 2), zeros(8), word(id), zeros(24)],
			...[...MATRIX.map((value) => word(value)), zeros(8)],
		),
		...(edits ? [box('edts', edits)] : []),
		box(
			'mdia',
			box('mdhd', zeros(12), word(timescale), zeros(8)),
			box('hdlr', zeros(8), Buffer.from(handler, 'latin1'), zeros(13)),
			box('minf', box('stbl', box('stsd', zeros(4), word(entries.length), ...entries), ...tables)),
		),
	);
}

/** So many samples of ten bytes, one after the other from `offset`, of 40 units each. */
export const plainTables = (samples: number, offset: number): Buffer[] => [
	fieldsBox('stts', 1, samples, 40),
	fieldsBox('stsz', 10, samples),
	fieldsBox('stsc', 1, 1, samples, 1),
	fieldsBox('stco', 1, offset),
];

/** mdat with so many bytes. */
export const mdat = (bytes: number) => box('mdat', zeros(bytes));

/** Where the content of a first mdat of {@link fileOf} begins. */
export const FIRST_BYTE = ftyp.length + 8;

/** A file: ftyp, mdat, moov. Its movie has 1000 units per second. */
export const fileOf = (data: number, ...boxes: Buffer[]) =>
	Buffer.concat([ftyp, mdat(data), box('moov', mvhd(), ...boxes)]);
