import { checked, type MediaFacts } from '../../media/containers/facts';
import type { Movie, Track } from '../movie';
import { audioEntry, videoEntry } from '../write/entry';
import { NO_TURN } from '../write/head';
import type { NewSamples, NewTrack } from '../write/newTrack';
import type { Frames } from './frames';
import { pixelShape } from './same';
import { soundSource, type Sound } from './sound';

/** The columns of the joined sound, of which the offsets are not known yet. */
export function soundSamples(
	sound: Sound,
	clips: readonly Movie[],
	replacement?: Movie,
): NewSamples {
	const sizes = sound.indexes.map((index, n) => {
		const samples = soundSource(sound.clips[n], clips, replacement);
		return samples ? samples.sizes[index] : (sound.silence?.bytes.length ?? 0);
	});
	const { durations } = sound;
	return {
		sizes,
		durations,
		shifts: sizes.map(() => 0),
		isSync: sizes.map(() => true),
		offsets: sizes.map(() => 0),
	};
}

/** The new track of the picture, which looks like the first clip's. */
export function videoTrack({ entry, matrix }: Track, frames: Frames, timescale: number): NewTrack {
	const [wide, high] = pixelShape(entry);
	return {
		kind: 'video',
		timescale,
		entry: videoEntry(entry, entry.format),
		// The field has 16 bits before the point.
		width: Math.min((entry.width * wide) / high, 0xffff),
		height: entry.height,
		matrix,
		samples: frames.samples,
		from: frames.from,
		seconds: frames.starts[frames.starts.length - 1] / timescale,
	};
}

/** The new track of the sound. @param most how long it is shown at most, in seconds */
export function audioTrack(
	{ entry, from, durations }: Sound,
	samples: NewSamples,
	most: number,
): NewTrack {
	const timescale = entry.sampleRate;
	const total = durations.reduce((sum, one) => sum + one, 0);
	return {
		kind: 'audio',
		timescale,
		entry: audioEntry(entry),
		width: 0,
		height: 0,
		matrix: NO_TURN,
		samples,
		from,
		seconds: Math.min(most, (total - from) / timescale),
	};
}

/** What the joined file will say of itself. */
export function factsOf(
	{ entry, matrix }: Track,
	frames: Frames,
	seconds: number,
	hasAudio: boolean,
): MediaFacts {
	const isTurned = Math.abs(matrix[1]) > Math.abs(matrix[0]);
	const { width, height } = entry;
	return checked({
		width: isTurned ? height : width,
		height: isTurned ? width : height,
		seconds,
		framesPerSecond: frames.indexes.length / seconds,
		videoCodec: entry.codec,
		hasAudio,
	}) as MediaFacts;
}
