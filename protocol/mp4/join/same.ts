import type { Movie, SampleEntry, Track } from '../movie';
import { JoinError, type Difference } from './joinError';
import { lengthSize, parameterSets } from './parameterSets';

// What can be joined. Of other sound nobody knows here where one sample ends and what must come before it.
const VIDEO_CODECS = ['h264', 'hevc', 'av1', 'vp9', 'mpeg4'];
const AUDIO_CODECS = ['aac', 'opus', 'mp3', 'flac', 'alac', 'ac3', 'eac3'];

function checkCodec({ entry: { codec } }: Track, known: readonly string[], clip: number): void {
	if (!known.includes(codec)) throw new JoinError(clip, { reason: 'codec', codec });
}

function rotation({ matrix: [a, b, , c, d] }: Track): string {
	const degrees = (Math.round((Math.atan2(b, a) * 180) / Math.PI) + 360) % 360;
	return `${degrees}°${a * d - b * c < 0 ? ', mirrored' : ''}`;
}

/** The width of a pixel by its height (ISO/IEC 14496-12, 12.1.4). */
export function pixelShape({ boxes }: SampleEntry): [width: number, height: number] {
	const pasp = boxes.get('pasp');
	if (pasp === undefined || pasp.length < 16) return [1, 1];
	const [width, height] = [pasp.readUInt32BE(8), pasp.readUInt32BE(12)];
	return width > 0 && height > 0 ? [width, height] : [1, 1];
}

function shapeText(entry: SampleEntry): string {
	const [width, height] = pixelShape(entry);
	return (width / height).toFixed(3);
}

// H.264's profiles with 8 bits and 4:2:0: a decoder of the highest one knows the others.
const PLAIN_AVC = [66, 77, 88, 100];

/** What a decoder cannot change between two frames, in a few words. */
function profile({ codec, config }: SampleEntry): string {
	if (codec === 'h264') return PLAIN_AVC.includes(config[1]) ? '8-bit 4:2:0' : String(config[1]);
	if (codec === 'hevc') {
		return `${config[1] & 0x1f}, chroma ${config[16] & 3}, ${(config[17] & 7) + 8} bits`;
	}
	// The profile; bit depth, monochrome and chroma subsampling.
	if (codec === 'av1') return `${config[1] >> 5}, ${(config[2] & 0x7c) >> 2}`;
	// Behind version and flags.
	if (codec === 'vp9') return `${config[4]}, ${config[6] >> 1}`;
	return '';
}

// The parameters that differ go into the samples; where they cannot, they must be equal.
function settings(entry: SampleEntry): string {
	if (parameterSets(entry) === undefined) return entry.config.toString('hex');
	return String(lengthSize(entry) ?? '');
}

const PICTURE: Array<[what: Difference, text: (track: Track) => string]> = [
	['codec', ({ entry }) => entry.codec],
	['size', ({ entry }) => `${entry.width}x${entry.height}`],
	['rotation', rotation],
	['pixelShape', ({ entry }) => shapeText(entry)],
	['profile', ({ entry }) => profile(entry)],
	['settings', ({ entry }) => settings(entry)],
];

// ISO/IEC 14496-3, 1.6.2.1: the first five bits say the kind of object.
const audioProfile = ({ codec, config }: SampleEntry) =>
	codec === 'aac' ? String(config[0] >> 3) : '';

const SOUND: typeof PICTURE = [
	['audioCodec', ({ entry }) => entry.codec],
	['audioRate', ({ entry }) => `${entry.sampleRate} Hz`],
	['channels', ({ entry }) => String(entry.channels)],
	['audioProfile', ({ entry }) => audioProfile(entry)],
];

function compare(rules: typeof PICTURE, first: Track, other: Track, clip: number): void {
	for (const [what, text] of rules) {
		const [one, two] = [text(first), text(other)];
		if (one !== two) {
			throw new JoinError(clip, { reason: 'differs', what, first: one, other: two });
		}
	}
}

/**
 * Checks that all clips can be one track of pictures, and those with sound one track of sound.
 * @param hasSound whether their sound is kept
 * @throws JoinError that names the first clip that cannot
 */
export function checkSame(clips: readonly Movie[], hasSound: boolean): void {
	const sound = clips.find(({ audio }) => audio)?.audio;
	clips.forEach(({ video, audio }, clip) => {
		if (!video || video.samples.count === 0) throw new JoinError(clip, { reason: 'noPicture' });
		checkCodec(video, VIDEO_CODECS, clip);
		compare(PICTURE, clips[0].video as Track, video, clip);
		if (!hasSound || !audio || !sound) return;
		checkCodec(audio, AUDIO_CODECS, clip);
		compare(SOUND, sound, audio, clip);
	});
}
