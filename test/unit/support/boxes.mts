/** A number in so many bytes. */
export function word(value: number | bigint, bytes = 4): Buffer {
	const buffer = Buffer.alloc(bytes);
	if (bytes === 8) buffer.writeBigUInt64BE(BigInt(value));
	else buffer.writeUIntBE(Number(value), 0, bytes);
	return buffer;
}

/** A box of an mp4 file (ISO/IEC 14496-12, 4.2). */
export function box(type: string, ...content: Buffer[]): Buffer {
	const bytes = Buffer.concat(content);
	return Buffer.concat([word(bytes.length + 8), Buffer.from(type, 'latin1'), bytes]);
}

/** The header of a box that never ends. */
export const endless = (type: string) =>
	Buffer.concat([word(1), Buffer.from(type, 'latin1'), word(2n ** 63n, 8)]);

/** A track as its boxes tell it. */
export interface TrackWords {
	handler?: string;
	isEnabled?: boolean;
	isTurned?: boolean;
	code?: string;
	width?: number;
	height?: number;
	timescale?: number;
	duration?: number | bigint;
	/** Runs of samples: how many, and how long each lasts. */
	times?: Array<[samples: number, time: number]>;
	/** Where the edit list begins in the media (-1: nowhere) and how long it shows it. */
	edits?: Array<[at: number, duration: number]>;
	/** Whether times have 64 bits. */
	isLong?: boolean;
}

const zeros = (bytes: number) => Buffer.alloc(bytes);
const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
const TURNED = [0, 0x10000, 0, 0xffff0000, 0, 0, 0, 0, 0x40000000];

/** trak (8.3.1) */
export function trak(track: TrackWords): Buffer {
	const { handler = 'vide', isEnabled = true, isTurned = false, isLong = false } = track;
	const { code = 'avc1', width = 64, height = 48, timescale = 1000, duration = 2000 } = track;
	const { times = [[50, 40]], edits = [] } = track;
	const time = isLong ? 8 : 4;
	const version = word(isLong ? 0x01000000 : 0);
	const entry = Buffer.concat([zeros(24), word(width, 2), word(height, 2), zeros(50)]);
	const rows = times.map(([samples, each]) => Buffer.concat([word(samples), word(each)]));
	const shown = edits.map(([at, lasts]) =>
		Buffer.concat([
			word(lasts, time),
			at === -1 ? Buffer.alloc(time, 0xff) : word(at, time),
			word(0x10000),
		]),
	);
	const matrix = (isTurned ? TURNED : MATRIX).map((value) => word(value));
	return box(
		'trak',
		box(
			'tkhd',
			...[
				word((isLong ? 0x01000000 : 0) + (isEnabled ? 3 : 2)),
				zeros(2 * time),
				word(1),
				zeros(4),
			],
			...[word(duration, time), zeros(16), ...matrix, word(width * 65536), word(height * 65536)],
		),
		...(edits.length > 0 ? [box('edts', box('elst', version, word(edits.length), ...shown))] : []),
		box(
			'mdia',
			box('mdhd', version, zeros(2 * time), word(timescale), word(duration, time), zeros(4)),
			box('hdlr', zeros(8), Buffer.from(handler, 'latin1'), zeros(13)),
			box(
				'minf',
				box(
					'stbl',
					box('stsd', zeros(4), word(1), box(code, entry)),
					box('stts', zeros(4), word(rows.length), ...rows),
				),
			),
		),
	);
}

/** mvhd (8.2.2), with a clock of 1000 units per second. */
export const mvhd = (isLong = false) =>
	box('mvhd', word(isLong ? 0x01000000 : 0), zeros(isLong ? 16 : 8), word(1000), zeros(88));

export const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1'));

/** A file of these tracks, without their frames. */
export const mp4Of = (...tracks: TrackWords[]) =>
	Buffer.concat([
		ftyp,
		box('moov', mvhd(tracks.some(({ isLong }) => isLong)), ...tracks.map(trak)),
	]);
