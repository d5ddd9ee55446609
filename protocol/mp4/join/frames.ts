import { JoinError } from './joinError';
import type { Picture } from './picture';
import { fits32 } from '../write/boxes';
import { newSamples, type NewSamples } from '../write/newTrack';

/** The samples of the joined picture, and where each comes from. */
export interface Frames {
	samples: NewSamples;
	/** The clip of each. */
	clips: number[];
	/** The index of each in its clip's track. */
	indexes: number[];
	/** When each clip begins, and when the last one ends. @unit the new timescale */
	starts: number[];
	/** The time in the new track at which the first frame is shown. */
	from: number;
}

/** Where a clip begins in the new track, and how long it is shown there. */
interface Slot {
	/** @unit seconds */
	seconds: number;
	timescale: number;
	/** What stands before each of its sync samples. */
	prefix: Buffer;
}

// Decoding goes on without a gap: the clip's last frame takes what is left of its length.
function addClip(frames: Frames, picture: Picture, clip: number, slot: Slot): void {
	const { track, kept, start } = picture;
	const { samples } = track;
	const scale = slot.timescale / track.timescale;
	const length = Math.round(slot.seconds * slot.timescale);
	let decoded = 0;
	let at = 0;
	kept.forEach((index, n) => {
		const isLast = n === kept.length - 1;
		decoded += samples.durations[index];
		const end = isLast ? Math.max(length, at + 1) : Math.round(decoded * scale);
		const shown = Math.round((samples.decodeTimes[index] + samples.shifts[index] - start) * scale);
		const isSync = n === 0 || samples.isSync[index] === 1;
		frames.samples.sizes.push(samples.sizes[index] + (isSync ? slot.prefix.length : 0));
		frames.samples.durations.push(end - at);
		frames.samples.shifts.push(shown - at);
		frames.samples.isSync.push(isSync);
		frames.clips.push(clip);
		frames.indexes.push(index);
		at = end;
	});
	frames.starts.push(frames.starts[clip] + at);
}

// The tables have 32 bits for each. A damaged file may say that a picture lasts for years.
function checkTimes({ durations, shifts }: NewSamples): void {
	if (durations.every((one) => fits32(one)) && shifts.every((one) => fits32(one))) return;
	throw new JoinError(-1, { reason: 'tooLong' });
}

/**
 * Lays the pictures of all clips one behind the other: each clip is first shown when the one before has ended.
 * @param seconds how long each clip is shown
 * @param prefixes what stands before the sync samples of each
 * @throws JoinError where a frame lasts longer than can be written
 */
export function joinFrames(
	pictures: readonly Picture[],
	seconds: readonly number[],
	prefixes: readonly Buffer[],
	timescale: number,
): Frames {
	const frames: Frames = { samples: newSamples(), clips: [], indexes: [], starts: [0], from: 0 };
	pictures.forEach((picture, clip) => {
		addClip(frames, picture, clip, { seconds: seconds[clip], timescale, prefix: prefixes[clip] });
	});
	const { shifts } = frames.samples;
	const least = shifts.reduce((one, other) => Math.min(one, other), 0);
	frames.from = -least;
	frames.samples.shifts = shifts.map((shift) => shift - least);
	checkTimes(frames.samples);
	return frames;
}
