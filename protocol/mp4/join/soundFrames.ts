import type { SampleEntry, Track } from '../movie';

// How many samples a frame of AAC (960 or 1024, doubled with spectral band replication; 480 or 512 with low delay) or of MP3 gives.
const FRAMES: Record<string, number[]> = {
	aac: [480, 512, 960, 1024, 1920, 2048],
	mp3: [576, 1152],
};

/** The sound of a clip, at the rate at which its decoder gives it: times are in samples. */
export interface SoundFrames {
	track: Track;
	/** How long a frame is; of frames that differ, most of them. */
	frame: number;
	/** How long each is. */
	lengthOf(index: number): number;
	/** When each begins, counted from the time at which the track begins to be shown: negative for those before it. */
	startOf(index: number): number;
	/** The index behind the last one that is shown. */
	behind: number;
}

function nearest(values: readonly number[], wanted: number): number {
	return values.reduce((best, value) =>
		Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best,
	);
}

function mostFrequent(values: Uint32Array): number {
	const counts = new Map<number, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Codecs whose frames sound right only behind the one before. */
export function leadFrames({ codec }: SampleEntry): number {
	return codec === 'aac' || codec === 'mp3' || codec === 'opus' ? 1 : 0;
}

/** Reads a track's times as those of its codec's frames, which files round. */
export function soundFrames(track: Track): SoundFrames {
	const { entry, samples, shown, timescale } = track;
	const scale = entry.sampleRate / timescale;
	const { count, decodeTimes, durations } = samples;
	const known = FRAMES[entry.codec];
	const total = decodeTimes[count - 1] - decodeTimes[0];
	const mean = (count > 1 ? total / (count - 1) : durations[0]) * scale;
	const rounded = (duration: number) => Math.max(Math.round(duration * scale), 1);
	const frame = known ? nearest(known, mean) : rounded(mostFrequent(durations));
	// The decoder gives whole frames, also where a file says that the last is cut short or that the first lasts until sound is heard.
	const isWhole = (index: number) => known !== undefined || index === 0 || index === count - 1;
	const startOf = (index: number) =>
		(decodeTimes[index] - shown.from) * scale + shown.delay * entry.sampleRate;
	let behind = count;
	while (behind > 0 && decodeTimes[behind - 1] >= shown.to) behind -= 1;
	return {
		track,
		frame,
		lengthOf: (index) => (isWhole(index) ? frame : rounded(durations[index])),
		startOf,
		behind,
	};
}

/** When the sound of a clip ends, counted as its frames' starts are. @unit samples */
export function soundEnd({ track, behind, startOf, lengthOf }: SoundFrames): number {
	if (behind === 0) return 0;
	const { shown, timescale, entry } = track;
	const end = startOf(behind - 1) + lengthOf(behind - 1);
	const to = ((shown.to - shown.from) / timescale + shown.delay) * entry.sampleRate;
	return Math.min(end, to);
}
