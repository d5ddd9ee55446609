import { box, ftyp, mvhd, word } from '../unit/support/boxes.mts';

/** The samples of a track: of so many bytes each, which nobody decodes. */
export interface ClipTrack {
	count: number;
	/** Of each sample. @unit bytes */
	bytes: number;
	/** Every so many samples one needs no other. */
	keyEvery?: number;
}

/** An mp4 file that was never encoded: its tables are right, its samples are filled with a number. */
export interface ClipWish {
	video?: ClipTrack;
	/** AAC of one channel, 1024 values a sample. */
	audio?: ClipTrack;
	width?: number;
	height?: number;
	/** What each byte of the samples is. */
	fill?: number;
	/** The code of the video's entry. */
	code?: string;
	rate?: number;
	/** Where the samples are. */
	moovLast?: boolean;
}

const zeros = (bytes: number) => Buffer.alloc(bytes);
const VIDEO_SCALE = 1000;
const FRAME_TIME = 40;
const AAC_FRAME = 1024;

// ISO/IEC 14496-15, 5.3.3.1, with parameter sets that hold nothing.
const AVCC = box(
	'avcC',
	Buffer.from('0142001effe10004674200 1e01000268ce'.replace(/ /g, ''), 'hex'),
);

function videoEntry({ width = 64, height = 48, code = 'avc1' }: ClipWish): Buffer {
	const size = [word(width, 2), word(height, 2)];
	return box(
		code,
		zeros(6),
		word(1, 2),
		zeros(16),
		...size,
		zeros(46),
		Buffer.from([0, 24]),
		Buffer.from([0xff, 0xff]),
		AVCC,
	);
}

const descriptor = (tag: number, ...content: Buffer[]) => {
	const bytes = Buffer.concat(content);
	return Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
};

// ISO/IEC 14496-3, 1.6.2.1: AAC-LC, the rate by its index, one channel.
const RATES = [96000, 88200, 64000, 48000, 44100, 32000];

function audioEntry(rate: number): Buffer {
	const config = word((2 << 11) | (RATES.indexOf(rate) << 7) | (1 << 3), 2);
	const decoder = descriptor(4, Buffer.from([0x40, 0x15]), zeros(11), descriptor(5, config));
	const es = descriptor(3, zeros(3), decoder, descriptor(6, Buffer.from([2])));
	return box(
		'mp4a',
		...[zeros(6), word(1, 2), zeros(8), word(1, 2), word(16, 2), zeros(4), word(rate * 65536)],
		box('esds', zeros(4), es),
	);
}

interface TrackPlace {
	id: number;
	offset: number;
	entry: Buffer;
	handler: string;
	timescale: number;
	sampleTime: number;
}

function trak(
	{ count, bytes, keyEvery = 0 }: ClipTrack,
	place: TrackPlace,
	wish: ClipWish,
): Buffer {
	const { id, offset, entry, handler, timescale, sampleTime } = place;
	const { width = 64, height = 48 } = wish;
	const duration = count * sampleTime;
	const keys = keyEvery
		? Array.from({ length: Math.ceil(count / keyEvery) }, (_, n) => n * keyEvery + 1)
		: [];
	const isVideo = handler === 'vide';
	const size = isVideo ? [word(width * 65536), word(height * 65536)] : [zeros(8)];
	const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((value) => word(value));
	const movieTime = Math.round((duration / timescale) * 1000);
	return box(
		'trak',
		box(
			'tkhd',
			word(3),
			zeros(8),
			word(id),
			zeros(4),
			word(movieTime),
			zeros(16),
			...matrix,
			...size,
		),
		box(
			'mdia',
			box('mdhd', zeros(12), word(timescale), word(duration), zeros(4)),
			box('hdlr', zeros(8), Buffer.from(handler, 'latin1'), zeros(13)),
			box(
				'minf',
				box('dinf', box('dref', zeros(4), word(1), box('url ', word(1)))),
				box(
					'stbl',
					box('stsd', zeros(4), word(1), entry),
					box('stts', zeros(4), word(1), word(count), word(sampleTime)),
					...(keys.length > 0
						? [box('stss', zeros(4), word(keys.length), ...keys.map((key) => word(key)))]
						: []),
					box('stsc', zeros(4), word(1), word(1), word(count), word(1)),
					box('stsz', zeros(4), word(bytes), word(count)),
					box('stco', zeros(4), word(1), word(offset)),
				),
			),
		),
	);
}

function moov(wish: ClipWish, samplesAt: number): Buffer {
	const { video, audio, rate = 44100 } = wish;
	const audioAt = samplesAt + (video ? video.count * video.bytes : 0);
	const ofVideo = {
		id: 1,
		offset: samplesAt,
		entry: videoEntry(wish),
		handler: 'vide',
		timescale: VIDEO_SCALE,
		sampleTime: FRAME_TIME,
	};
	const ofAudio = {
		id: 2,
		offset: audioAt,
		entry: audioEntry(rate),
		handler: 'soun',
		timescale: rate,
		sampleTime: AAC_FRAME,
	};
	return box(
		'moov',
		mvhd(),
		...(video ? [trak(video, ofVideo, wish)] : []),
		...(audio ? [trak(audio, ofAudio, wish)] : []),
	);
}

const bytesOf = (track: ClipTrack | undefined) => (track ? track.count * track.bytes : 0);

/** What comes before the samples, how many bytes these have, and what comes behind them. */
export function clipParts(wish: ClipWish): { head: Buffer; bytes: number; tail: Buffer } {
	const bytes = bytesOf(wish.video) + bytesOf(wish.audio);
	const mdat = Buffer.concat([word(bytes + 8), Buffer.from('mdat', 'latin1')]);
	const tableBytes = wish.moovLast ? 0 : moov(wish, 0).length;
	const tables = moov(wish, ftyp.length + tableBytes + mdat.length);
	return wish.moovLast
		? { head: Buffer.concat([ftyp, mdat]), bytes, tail: tables }
		: { head: Buffer.concat([ftyp, tables, mdat]), bytes, tail: Buffer.alloc(0) };
}

/** A file of 25 frames per second and as much sound as it is given. */
export function clipFile(wish: ClipWish): Buffer {
	const { head, bytes, tail } = clipParts(wish);
	return Buffer.concat([head, Buffer.alloc(bytes, wish.fill ?? 0), tail]);
}
