import type { Movie, Shown } from '../movie';
import { Mp4Error } from '../problem';
import { Columns } from './columns';
import { damaged } from './boxes';
import type { MovieReader } from './movieReader';
import { MP3_HEADER_BYTES, readMp3Frame, type Mp3Frame } from './mp3Frame';
import { readMp3Tag, type Mp3Tag } from './mp3Tag';

// Frames are looked for in so much at a time, however small the pieces are.
const WORK_BYTES = 64 * 1024;
// The longest frame, and the header behind it.
const AHEAD_BYTES = 2048;
// So much that is no frame may stand before, between and behind them.
const MOST_GARBAGE = 64 * 1024;
// What a decoder adds before the sound.
const DECODER_DELAY = 529;
const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
const ID3_BYTES = 10;
// Behind the sound: ID3v1, APE and Lyrics3.
const TAILS = ['TAG', 'APETAGEX', 'LYRICSBEGIN'];

const startsWith = (bytes: Buffer, at: number, text: string) =>
	bytes.toString('latin1', at, at + text.length) === text;

/** How long the ID3v2 tag is that stands there (id3.org, 3.1); 0 without one. */
function id3Bytes(bytes: Buffer, at: number): number {
	if (!startsWith(bytes, at, 'ID3') || bytes.length - at < ID3_BYTES) return 0;
	const [a, b, c, d] = bytes.subarray(at + 6, at + ID3_BYTES);
	if ((a | b | c | d) > 0x7f) return 0;
	const hasFooter = bytes[at + 5] & 0x10;
	return ID3_BYTES * (hasFooter ? 2 : 1) + ((a * 128 + b) * 128 + c) * 128 + d;
}

const isAlike = (a: Mp3Frame, b: Mp3Frame) =>
	a.sampleRate === b.sampleRate && a.samples === b.samples;

class Mp3Reader implements MovieReader {
	private waiting: Buffer[] = [];
	private waitingBytes = 0;
	/** Where what waits begins. @unit bytes from the file's start */
	private start = 0;
	private bytes = 0;
	private toSkip = 0;
	private garbage = 0;
	/** Whether the last bytes were a frame: the next one is then believed without a look behind it. */
	private isInStep = false;
	private isOver = false;
	private problem: unknown;
	private first: Mp3Frame | undefined;
	private tag: Mp3Tag | undefined;
	private readonly columns = new Columns();

	push(chunk: Buffer): boolean {
		this.bytes += chunk.length;
		if (this.isOver || this.problem) return false;
		// The piece may be used again.
		this.waiting.push(Buffer.from(chunk));
		this.waitingBytes += chunk.length;
		if (this.waitingBytes >= WORK_BYTES) this.work(false);
		return !this.isOver && !this.problem;
	}

	private work(isLast: boolean): void {
		const bytes = Buffer.concat(this.waiting);
		let at = 0;
		try {
			while (!this.isOver && at < bytes.length && (isLast || bytes.length - at > AHEAD_BYTES)) {
				at += this.step(bytes, at, isLast);
			}
		} catch (error) {
			this.problem = error;
		}
		this.start += at;
		this.waiting = [Buffer.from(bytes.subarray(at))];
		this.waitingBytes = bytes.length - at;
	}

	// How many bytes were used; at least one.
	private step(bytes: Buffer, at: number, isLast: boolean): number {
		if (this.toSkip === 0) this.toSkip = id3Bytes(bytes, at);
		if (this.toSkip > 0) {
			const skipped = Math.min(this.toSkip, bytes.length - at);
			this.toSkip -= skipped;
			return skipped;
		}
		if (this.first && TAILS.some((tail) => startsWith(bytes, at, tail))) {
			this.isOver = true;
			return bytes.length - at;
		}
		const frame = readMp3Frame(bytes, at);
		if (frame === undefined || !this.isFrame(frame, bytes, at, isLast)) return this.pass();
		// The file ends in it.
		if (at + frame.bytes > bytes.length) {
			this.isOver = true;
			return bytes.length - at;
		}
		this.add(frame, bytes.subarray(at, at + frame.bytes), this.start + at);
		this.isInStep = true;
		return frame.bytes;
	}

	// Among other bytes, a frame is believed if another one follows.
	private isFrame(frame: Mp3Frame, bytes: Buffer, at: number, isLast: boolean): boolean {
		if (this.first && !isAlike(this.first, frame)) return false;
		if (this.isInStep) return true;
		const end = at + frame.bytes;
		if (bytes.length - end < MP3_HEADER_BYTES) return isLast && bytes.length === end;
		const next = readMp3Frame(bytes, end);
		return next !== undefined && isAlike(frame, next);
	}

	private pass(): number {
		this.isInStep = false;
		this.garbage += 1;
		if (this.garbage > MOST_GARBAGE) throw damaged('mp3');
		return 1;
	}

	private add(frame: Mp3Frame, bytes: Buffer, offset: number): void {
		if (this.first === undefined) {
			this.first = frame;
			this.tag = readMp3Tag(bytes, frame);
			if (this.tag) return;
		}
		const { columns } = this;
		if (columns.count % 1024 === 0) columns.reserve(1024 - (columns.count % 1024));
		const decodeTime = columns.count * frame.samples;
		const duration = frame.samples;
		columns.add({ offset, size: frame.bytes, decodeTime, duration, shift: 0, isSync: true });
	}

	end(fileBytes = this.bytes): Movie {
		if (!this.isOver && !this.problem) this.work(true);
		if (this.bytes === 0) throw new Mp4Error('empty');
		if (this.problem) throw this.problem;
		const { first, tag, columns } = this;
		if (first === undefined || columns.count === 0) throw damaged('mp3');
		// A last frame more or less is the encoder's way of counting.
		const isShort = tag !== undefined && columns.count < tag.frames - 1;
		if (isShort || this.bytes > fileBytes) throw new Mp4Error('truncated', 'mp3');
		return {
			audio: {
				id: 1,
				kind: 'audio',
				timescale: first.sampleRate,
				entry: {
					format: '.mp3',
					codec: 'mp3',
					config: Buffer.alloc(0),
					boxes: new Map(),
					width: 0,
					height: 0,
					sampleRate: first.sampleRate,
					channels: first.channels,
				},
				matrix: MATRIX,
				samples: columns.samples(),
				shown: shownOf(tag, columns.count * first.samples),
			},
		};
	}
}

// As players and ffmpeg do: what the encoder added and what the decoder adds is left out.
function shownOf(tag: Mp3Tag | undefined, length: number): Shown {
	if (tag?.padding === undefined) return { from: 0, to: Infinity, delay: 0 };
	const { before, after } = tag.padding;
	const from = before + DECODER_DELAY;
	const to = Math.min(length, length - after + DECODER_DELAY);
	// Of a cut-out piece the tag may be that of the whole.
	return from < to ? { from, to, delay: 0 } : { from: 0, to: Infinity, delay: 0 };
}

/** Reads the frames of an MP3 file: a movie with sound alone. */
export function mp3Reader(): MovieReader {
	return new Mp3Reader();
}
