import type { Movie, SampleEntry, Samples } from '../movie';
import { JoinError } from './joinError';
import { MOST_SAMPLES } from './limits';
import { silenceFor, type Silence } from './silence';
import { leadFrames, type SoundFrames } from './soundFrames';

/** A stretch of time in the joined video, and the sound that belongs to it. */
export interface SoundPart {
	/** The clip's index, or `REPLACEMENT`. */
	clip: number;
	/** When the part begins and ends. @unit seconds in the joined video */
	startsAt: number;
	endsAt: number;
	/** Left out where there is none. */
	frames?: SoundFrames;
	/** The time in the clip at which the part begins, counted as its frames' starts are. @unit seconds */
	from: number;
}

/** The samples of the joined sound: a column each. */
export interface Sound {
	entry: SampleEntry;
	/** The part's clip, or `REPLACEMENT`; `SILENCE` for a new sample. */
	clips: number[];
	/** The sample's index in the clip's track. */
	indexes: number[];
	/** @unit samples at the track's rate */
	durations: number[];
	silence?: Silence;
	/** The time in the track at which the joined video begins. @unit samples at the track's rate */
	from: number;
}

/** In place of a clip's index: the file that replaces the clips' sound, and a new sample. */
export const REPLACEMENT = -1;
export const SILENCE = -2;

/** The samples among which one of the joined sound is; `undefined` for silence. @param clip as in {@link Sound} */
export function soundSource(
	clip: number,
	clips: readonly Movie[],
	replacement?: Movie,
): Samples | undefined {
	const movie = clip === REPLACEMENT ? replacement : clips[clip];
	return movie?.audio?.samples;
}

// A codec without known silence: its last sample may last so much longer. Players hear that as a gap.
const MOST_SECONDS_LONGER = 0.5;

/** A part's first frame, and where it should lie. */
interface Beginning {
	first: number;
	/** The first frame that is heard: those before it lie right before it, whatever the file says of their length. */
	heard: number;
	/** How much before the part the frame begins. @unit samples */
	lead: number;
}

// Without an edit list, files say that the frame that is not heard lasts until the first that is.
function startIn(frames: SoundFrames, index: number, heard: number): number {
	let start = frames.startOf(Math.max(index, heard));
	for (let before = index; before < heard; before += 1) start -= frames.lengthOf(before);
	return start;
}

// Overlapping windows, or what a decoder has kept of the frame before: a frame that is not heard comes before the first.
function beginning({ frames, from }: SoundPart): Beginning {
	if (frames === undefined || frames.behind === 0) return { first: 0, heard: 0, lead: 0 };
	const start = from * frames.track.entry.sampleRate;
	let heard = 0;
	while (heard + 1 < frames.behind && frames.startOf(heard + 1) <= start + frames.frame / 2)
		heard += 1;
	const first = Math.max(heard - leadFrames(frames.track.entry), 0);
	return { first, heard, lead: start - startIn(frames, first, heard) };
}

/** Lays frames one behind the other. All last equally long, so that no player has to make up for a gap: a part begins at most half a frame early or late. */
class Line {
	readonly sound: Sound;
	/** The end of the last sample. */
	private end = 0;
	private readonly frame: number;

	constructor({ track, frame }: SoundFrames, from: number) {
		const { entry } = track;
		const silence = silenceFor(entry, frame);
		this.sound = { entry, clips: [], indexes: [], durations: [], silence, from };
		this.frame = silence?.duration ?? frame;
	}

	private push(clip: number, index: number, duration: number): void {
		this.sound.clips.push(clip);
		this.sound.indexes.push(index);
		this.sound.durations.push(duration);
		this.end += duration;
	}

	/** Silence up to a time. */
	fill(to: number, clip: number): void {
		const count = Math.round((to - this.end) / this.frame);
		if (count < 1) return;
		// A damaged file may say that its picture lasts for years.
		if (this.sound.indexes.length + count > MOST_SAMPLES) {
			throw new JoinError(-1, { reason: 'tooLong' });
		}
		const { silence, durations, entry } = this.sound;
		if (silence !== undefined) {
			for (let n = 0; n < count; n += 1) this.push(SILENCE, 0, silence.duration);
			return;
		}
		const longer = count * this.frame;
		if (durations.length === 0 || longer > MOST_SECONDS_LONGER * entry.sampleRate) {
			throw new JoinError(clip, { reason: 'noSilence', codec: entry.codec });
		}
		durations[durations.length - 1] += longer;
		this.end += longer;
	}

	/** The frames of a part, from the first one on, until a time. */
	lay(part: SoundPart, { first, heard }: Beginning, zero: number, until: number): void {
		const { frames, clip } = part;
		if (frames === undefined) return;
		for (let index = first; index < frames.behind; index += 1) {
			const target = zero + startIn(frames, index, heard);
			const length = frames.lengthOf(index);
			// Before the gap is filled: the silence would reach into the next part.
			if (target >= until) return;
			this.fill(target, clip);
			if (this.end + length / 2 > until) return;
			// What the part before has taken, or what the file says twice.
			if (this.end - target < length * 0.75) this.push(clip, index, length);
		}
	}
}

/**
 * Lays the sound of all parts one behind the other: silence where a part has none, and what is too long is cut. The end of a part makes room for the
 * frame that the next one needs before its first.
 * @returns undefined when no part has sound
 * @throws JoinError for a gap in a codec that has no silence
 */
export function joinSound(parts: readonly SoundPart[]): Sound | undefined {
	const model = parts.find(({ frames }) => frames !== undefined && frames.behind > 0)?.frames;
	if (model === undefined) return undefined;
	const rate = model.track.entry.sampleRate;
	const begins = parts.map(beginning);
	const from = Math.max(Math.round(begins[0].lead), 0);
	const line = new Line(model, from);
	parts.forEach((part, index) => {
		const next = begins[index + 1];
		const end = part.endsAt * rate + from;
		// The last part's frames reach to the end or beyond: the edit list cuts them.
		const until = next ? end - Math.max(next.lead, 0) : end + model.frame / 2 - 1;
		const zero = (part.startsAt - part.from) * rate + from;
		line.lay(part, begins[index], zero, until);
		if (part.clip >= 0 || line.sound.silence) line.fill(until, part.clip);
	});
	return line.sound;
}
