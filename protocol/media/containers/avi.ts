import { codecByCode } from './codecs';
import type { Container } from './container';
import type { Cursor, Steps } from './steps';

/** A stream's header: strh and strf. */
interface Stream {
	type: string;
	/** Frames per second are rate / scale. */
	scale: number;
	rate: number;
	frames: number;
	width?: number;
	height?: number;
	codec?: string;
}

interface Found {
	/** Frames in all, in a file of several parts. */
	frames: number;
	video?: Stream;
	hasAudio: boolean;
	isWhole: boolean;
}

// Lists that are gone into; all others are passed over.
const HEADER_LISTS = ['hdrl', 'strl', 'odml'];

// AVI RIFF file reference, AVISTREAMHEADER
function streamOf(header: Buffer): Stream {
	return {
		type: header.toString('latin1', 0, 4),
		scale: header.readUInt32LE(20),
		rate: header.readUInt32LE(24),
		frames: header.readUInt32LE(32),
	};
}

// BITMAPINFOHEADER. A negative height says that the picture begins with its top line.
function describe(stream: Stream, format: Buffer): void {
	stream.width = format.readInt32LE(4);
	stream.height = Math.abs(format.readInt32LE(8));
	stream.codec = codecByCode(format.toString('latin1', 16, 20));
}

function* readHeaders(cursor: Cursor, found: Found): Steps {
	let stream: Stream | undefined;
	for (;;) {
		const head = yield* cursor.take(8);
		const id = head.toString('latin1', 0, 4);
		const size = head.readUInt32LE(4);
		// Chunks begin at even places.
		const end = cursor.position + size + (size % 2);
		if (id === 'RIFF' || id === 'LIST') {
			const list = (yield* cursor.take(4)).toString('latin1');
			// The headers stand before the frames.
			if (list === 'movi') break;
			if (id === 'RIFF' || HEADER_LISTS.includes(list)) continue;
		} else if (id === 'strh') {
			stream = streamOf(yield* cursor.take(Math.min(size, 36)));
			if (stream.type === 'vids') found.video ??= stream;
			if (stream.type === 'auds') found.hasAudio = true;
		} else if (id === 'strf' && stream?.type === 'vids') {
			describe(stream, yield* cursor.take(Math.min(size, 20)));
		} else if (id === 'dmlh') {
			// OpenDML 1.02, 5.0: strh may count the first part alone.
			found.frames = (yield* cursor.take(4)).readUInt32LE(0);
		}
		yield* cursor.skip(end - cursor.position);
	}
	found.isWhole = true;
}

/** Reads an AVI file: its headers stand at the beginning. */
export function avi(cursor: Cursor): Container {
	const found: Found = { frames: 0, hasAudio: false, isWhole: false };
	return {
		steps: readHeaders(cursor, found),
		facts: () => {
			const { video, hasAudio, isWhole } = found;
			const audio = hasAudio || isWhole ? { hasAudio } : {};
			if (video === undefined) return audio;
			const frames = Math.max(video.frames, found.frames);
			return {
				...audio,
				width: video.width,
				height: video.height,
				seconds: (frames * video.scale) / video.rate,
				framesPerSecond: video.rate / video.scale,
				videoCodec: video.codec,
			};
		},
	};
}
