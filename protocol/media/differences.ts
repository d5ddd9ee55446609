import type { MediaFacts } from './containers/facts';
import { fitsSize, SAME_SHAPE } from './shape';

/** What a create asked for; what it left to the server is undefined. */
export interface Requested {
	/** `1280x720`, `720p`, `4K`, `16:9` or `720p 16:9`. */
	size?: string;
	seconds?: number;
	/** Wins over the seconds. */
	frames?: number;
	framesPerSecond?: number;
	/** Whether the video is to have sound. */
	audio?: boolean;
	/** How many videos. */
	count?: number;
}

/*
 * What counts as a difference:
 * - pixels must be the same; a ratio and a line, such as 720p, may be 3 % off, since sizes are multiples of 16 or 32: Wan's 720p has 704 lines
 * - a line is the shorter side, or the pixels that 16:9 has with it: ByteDance's Seedance calls 640x640 480p, and 834x1112 720p
 * - a length may be 0.25 s or 5 % off, since servers make whole frames, and of them as many as the model can: Unsloth Studio answers 4.04
 *   for 4 s, and vLLM-Omni 81 frames at 16 a second, 5.06 s, for 5 s
 * - frames may be one off, since they are the length times the frame rate; the frame rate may be half a frame off: 24 is 23.976
 * - what the file does not say is no difference
 */
const SECONDS_OFF = 0.25;
const PART_OFF = 0.05;
const FRAMES_OFF = 1.5;
const FRAME_RATE_OFF = 0.5;

const WIDE = 16 / 9;

function linesOf(size: string): number | undefined {
	if (/^4k\b/i.test(size)) return 2160;
	const [, lines] = /^(\d+)p\b/i.exec(size) ?? [];
	return lines === undefined ? undefined : Number(lines);
}

function fitsLines(width: number, height: number, lines: number): boolean {
	const side = Math.abs(Math.min(width, height) / lines - 1);
	const pixels = Math.abs((width * height) / (lines * lines * WIDE) - 1);
	// Both sides may be off.
	return side <= SAME_SHAPE || pixels <= 2 * SAME_SHAPE;
}

function isOtherSize(size: string, width: number, height: number): boolean {
	const lines = linesOf(size);
	if (lines !== undefined && !fitsLines(width, height, lines)) return true;
	return !fitsSize({ width, height }, size);
}

const isOff = (wanted: number, given: number, most: number) =>
	// What no server can make is no wish: some take -1 for any length.
	wanted > 0 && Math.abs(given - wanted) > most;

const short = (value: number) => String(Math.round(value * 100) / 100);

/**
 * What was requested of a video and is not in its file.
 * @returns a sentence for each, such as `Size: 1280x720 was requested, the file is 832x480`
 */
export function differences(requested: Requested, facts: MediaFacts): string[] {
	const { width, height, seconds, framesPerSecond, hasAudio } = facts;
	const found: string[] = [];
	const size = requested.size?.trim().toLowerCase();
	if (size && width !== null && height !== null && isOtherSize(size, width, height)) {
		found.push(`Size: ${requested.size} was requested, the file is ${width}x${height}`);
	}
	const tell = (name: string, wanted = 0, given: number | null, most: number) => {
		if (given === null || !isOff(wanted, given, most)) return;
		found.push(`${name}: ${short(wanted)} was requested, the file has ${short(given)}`);
	};
	const { frames } = requested;
	if (frames === undefined) {
		const most = Math.max(SECONDS_OFF, (requested.seconds ?? 0) * PART_OFF);
		tell('Seconds', requested.seconds, seconds, most);
	} else if (seconds !== null && framesPerSecond !== null) {
		tell('Frames', frames, Math.round(seconds * framesPerSecond), FRAMES_OFF);
	}
	tell('Frames per Second', requested.framesPerSecond, framesPerSecond, FRAME_RATE_OFF);
	if (requested.audio === true && hasAudio === false) {
		found.push('Audio: sound was requested, the file has none');
	}
	if (requested.audio === false && hasAudio === true) {
		found.push('Audio: no sound was requested, the file has sound');
	}
	return found;
}

/** The same of the number of videos: one sentence where fewer came. */
export function missingVideos({ count = 1 }: Requested, delivered: number): string[] {
	if (delivered >= count) return [];
	return [
		`Number of Videos: ${count} were requested, ${delivered} ${delivered === 1 ? 'was' : 'were'} delivered`,
	];
}
