import type { Mp3Frame } from './mp3Frame';

/** What the first frame of an MP3 file tells of the others; it holds no sound. */
export interface Mp3Tag {
	/** How many frames follow; 0 where it does not say. */
	frames: number;
	/** How many values the encoder put before the sound, and behind it. */
	padding?: { before: number; after: number };
}

const HAS_FRAMES = 1;
const FIELDS: Array<[flag: number, bytes: number]> = [
	[HAS_FRAMES, 4],
	[2, 4],
	[4, 100],
	[8, 4],
];
// Programs that fill in what LAME does; those that ffmpeg believes, too.
const ENCODERS = /^(LAME|Lavf|Lavc)/;
const PADDING_AT = 21;

// Where the header of Fraunhofer's tag stands, in every kind of frame, and how far in it the frames are counted.
const VBRI_AT = 36;
const VBRI_FRAMES_AT = 14;

function readXing(tag: Buffer): Mp3Tag {
	const flags = tag.readUInt32BE(4);
	const frames = flags & HAS_FRAMES ? tag.readUInt32BE(8) : 0;
	const at = 8 + FIELDS.reduce((sum, [flag, bytes]) => sum + (flags & flag ? bytes : 0), 0);
	const encoder = tag.toString('latin1', at, at + 4);
	if (!ENCODERS.test(encoder) || tag.length < at + PADDING_AT + 3) return { frames };
	const both = tag.readUIntBE(at + PADDING_AT, 3);
	return { frames, padding: { before: both >> 12, after: both & 0xfff } };
}

/**
 * The tag in a frame: Xing's (and LAME's), or Fraunhofer's. `undefined` where the frame is sound.
 * @param bytes the whole frame
 */
export function readMp3Tag(bytes: Buffer, { tagAt }: Mp3Frame): Mp3Tag | undefined {
	const name = bytes.toString('latin1', tagAt, tagAt + 4);
	if ((name === 'Xing' || name === 'Info') && bytes.length >= tagAt + 12) {
		return readXing(bytes.subarray(tagAt));
	}
	const isVbri = bytes.toString('latin1', VBRI_AT, VBRI_AT + 4) === 'VBRI';
	if (!isVbri || bytes.length < VBRI_AT + VBRI_FRAMES_AT + 4) return undefined;
	return { frames: bytes.readUInt32BE(VBRI_AT + VBRI_FRAMES_AT) };
}
