import { AS_IN_AVI, codecByCode, codecByMatroskaId } from '../codecs';
import { MOST_TRACKS, type Container } from '../container';
import type { FoundFacts } from '../facts';
import type { Cursor, Steps } from '../steps';
import { Blocks, type Counted } from './blocks';
import { elementId, elementSize, floatOf, textOf, UNKNOWN, unsignedOf } from './ebml';
import { BLOCKS, CLUSTER, CODEC_PRIVATE, FIELD, MASTERS, TRACK_ENTRY, TRACKS } from './elements';

// RFC 9559, 5.1.4: a TrackEntry.
interface Track {
	number?: number;
	type?: number;
	isEnabled: boolean;
	/** How long a frame lasts, in nanoseconds. */
	frameTime?: number;
	codecId?: string;
	/** The code that AVI would name. */
	code?: string;
	width?: number;
	height?: number;
}

interface File {
	/** Nanoseconds that a tick lasts. */
	tick: number;
	/** In ticks. */
	duration?: number;
	/** Undefined until they were seen. */
	tracks?: Track[];
	blocks: Blocks;
}

// RFC 9559, 5.1.4.1.3
const VIDEO = 1;
const AUDIO = 2;

const SECOND = 1e9;
const LONGEST_FIELD = 64;
// BITMAPINFOHEADER up to the code of the format.
const FORMAT_BYTES = 20;
// The number of a track has at most eight bytes, the time two.
const BLOCK_HEAD_BYTES = 10;

type Note = (file: File, value: Buffer, track: Track) => void;

const NOTES = new Map<number, Note>([
	[FIELD.timestampScale, (file, value) => (file.tick = unsignedOf(value))],
	[FIELD.duration, (file, value) => (file.duration = floatOf(value))],
	[FIELD.trackNumber, (_, value, track) => (track.number = unsignedOf(value))],
	[FIELD.trackType, (_, value, track) => (track.type = unsignedOf(value))],
	[FIELD.flagEnabled, (_, value, track) => (track.isEnabled = unsignedOf(value) !== 0)],
	[FIELD.defaultDuration, (_, value, track) => (track.frameTime = unsignedOf(value))],
	[FIELD.codecId, (_, value, track) => (track.codecId = textOf(value))],
	[FIELD.pixelWidth, (_, value, track) => (track.width = unsignedOf(value))],
	[FIELD.pixelHeight, (_, value, track) => (track.height = unsignedOf(value))],
	[FIELD.clusterTimestamp, ({ blocks }, value) => blocks.startCluster(unsignedOf(value))],
	[FIELD.blockDuration, ({ blocks }, value) => blocks.lasts(unsignedOf(value))],
]);

function videoOf({ tracks = [] }: File): Track | undefined {
	const videos = tracks.filter(({ type }) => type === VIDEO);
	return videos.find(({ isEnabled }) => isEnabled) ?? videos[0];
}

function needsBlocks(file: File): boolean {
	return file.duration === undefined || videoOf(file)?.frameTime === undefined;
}

// Elements follow each other, and masters are gone into: no id means two things, so that ends, which may be unknown, do not matter.
function* readElements(cursor: Cursor, file: File): Steps {
	let track: Track = { isEnabled: true };
	for (;;) {
		const id = yield* elementId(cursor);
		const size = yield* elementSize(cursor);
		const end = cursor.position + size;
		const note = NOTES.get(id);
		if (id === CLUSTER && size !== UNKNOWN && !needsBlocks(file)) yield* cursor.skip(size);
		else if (MASTERS.has(id)) {
			if (id === TRACKS) file.tracks ??= [];
			if (id !== TRACK_ENTRY) continue;
			track = { isEnabled: true };
			if (file.tracks && file.tracks.length < MOST_TRACKS) file.tracks.push(track);
			continue;
		} else if (BLOCKS.has(id)) {
			file.blocks.add(yield* cursor.take(Math.min(size, BLOCK_HEAD_BYTES)));
		} else if (id === CODEC_PRIVATE) {
			const format = yield* cursor.take(Math.min(size, FORMAT_BYTES));
			track.code = format.toString('latin1', FORMAT_BYTES - 4);
		} else if (note && size <= LONGEST_FIELD) note(file, yield* cursor.take(size), track);
		yield* cursor.skip(end - cursor.position);
	}
}

function codecOf({ codecId, code = '' }: Track): string | undefined {
	if (codecId === AS_IN_AVI) return codecByCode(code);
	return codecId === undefined ? undefined : codecByMatroskaId(codecId);
}

// A frame lasts until the next one begins.
function countedTimes({ blocks, first, last, end }: Counted, tick: number, frameTime?: number) {
	const interval = blocks > 1 ? ((last - first) * tick) / (blocks - 1) : undefined;
	const lastFrame = end > last ? (end - last) * tick : (frameTime ?? interval ?? 0);
	return { seconds: ((last - first) * tick + lastFrame) / SECOND, interval };
}

function factsOf(file: File, isWhole: boolean): FoundFacts {
	const { tick, duration, tracks } = file;
	const video = videoOf(file);
	const hasAudio = tracks?.some(({ type }) => type === AUDIO);
	if (video === undefined) return { hasAudio };
	const blocks = isWhole ? file.blocks.of(video.number ?? 0) : undefined;
	const counted = blocks && countedTimes(blocks, tick, video.frameTime);
	const frameTime = video.frameTime ?? counted?.interval;
	return {
		width: video.width,
		height: video.height,
		seconds: duration === undefined ? counted?.seconds : (duration * tick) / SECOND,
		framesPerSecond: frameTime && SECOND / frameTime,
		videoCodec: codecOf(video),
		hasAudio,
	};
}

/** Reads a WebM or Matroska file (RFC 9559). Blocks are counted only where the header does not say how long the video is. */
export function matroska(cursor: Cursor): Container {
	const file: File = { tick: 1e6, blocks: new Blocks() };
	return {
		steps: readElements(cursor, file),
		facts: (isWhole) => factsOf(file, isWhole),
	};
}
