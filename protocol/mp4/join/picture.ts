import type { Samples, Track } from '../movie';
import { JoinError } from './joinError';

/** What is kept of a clip's picture. Times are in units of its track. */
export interface Picture {
	track: Track;
	/** The samples that are kept, in the order in which they are decoded. */
	kept: Uint32Array;
	/** The time in the track at which the first frame is shown. */
	start: number;
	/** How long it is shown. */
	length: number;
	/** How long its last frame is shown. */
	lastFrame: number;
}

/** Seconds to leave out at a clip's start and end. */
export interface Trim {
	trimStart: number;
	trimEnd: number;
}

const shownAt = ({ decodeTimes, shifts }: Samples, index: number) =>
	decodeTimes[index] + shifts[index];

// The sync sample to begin with: uncut, the last one that is shown no later than wanted, since frames before the wanted one may be needed; else the nearest.
function firstSample(samples: Samples, wanted: number, isCut: boolean): number {
	let found = 0;
	let least = Infinity;
	for (let index = 0; index < samples.count; index += 1) {
		if (samples.isSync[index] === 0) continue;
		const distance = shownAt(samples, index) - wanted;
		if (!isCut && distance > 0 && least < Infinity) continue;
		if (Math.abs(distance) > least) continue;
		least = Math.abs(distance);
		found = index;
	}
	return found;
}

/** When all samples from an index on have been shown before those that follow, the clip can end there. */
interface End {
	/** The index behind the last sample. */
	behind: number;
	/** When the next frame would be shown. */
	at: number;
}

// Frames that are decoded early and shown late keep a clip from ending between them.
function lastSample(samples: Samples, first: number, wanted: number): End {
	const { count, durations } = samples;
	let latest = -Infinity;
	for (let index = first; index < count; index += 1) {
		latest = Math.max(latest, shownAt(samples, index));
	}
	const whole: End = { behind: count, at: latest + durations[count - 1] };
	if (wanted >= whole.at) return whole;
	const earliestFrom = new Float64Array(count + 1).fill(whole.at);
	for (let index = count - 1; index >= first; index -= 1) {
		earliestFrom[index] = Math.min(earliestFrom[index + 1], shownAt(samples, index));
	}
	let best = whole;
	latest = -Infinity;
	for (let behind = first + 1; behind < count; behind += 1) {
		latest = Math.max(latest, shownAt(samples, behind - 1));
		const at = earliestFrom[behind];
		if (latest < at && Math.abs(at - wanted) < Math.abs(best.at - wanted)) best = { behind, at };
	}
	return best;
}

/**
 * Chooses the frames of a clip. It begins with a sync sample, and ends where no frame that is left out is shown before one that is kept.
 * @throws JoinError when nothing is left
 */
export function pictureOf(track: Track, { trimStart, trimEnd }: Trim, clip: number): Picture {
	const { samples, timescale, shown } = track;
	const whole = lastSample(samples, 0, Infinity);
	const natural = Math.min(shown.to, whole.at);
	const from = shown.from + trimStart * timescale;
	const to = natural - trimEnd * timescale;
	const seconds = (natural - shown.from) / timescale;
	if (!(to > from)) throw new JoinError(clip, { reason: 'nothingLeft', seconds });
	const first = firstSample(samples, from, trimStart > 0);
	const start = shownAt(samples, first);
	const end = lastSample(samples, first, to);
	const kept: number[] = [];
	for (let index = first; index < end.behind; index += 1) {
		// What is shown before the first frame needs frames that are left out.
		if (shownAt(samples, index) >= start) kept.push(index);
	}
	return {
		track,
		kept: Uint32Array.from(kept),
		start,
		length: Math.max(end.at - start, 1),
		lastFrame: samples.durations[kept[kept.length - 1]],
	};
}
