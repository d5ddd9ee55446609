import type { Movie, SampleEntry, Samples, Shown, Track } from '../../../../protocol/mp4/movie';

const ENTRY: SampleEntry = {
	format: 'vp09',
	codec: 'vp9',
	config: Buffer.alloc(12),
	boxes: new Map(),
	width: 64,
	height: 48,
	sampleRate: 0,
	channels: 0,
};

/** A sample: when it is shown, and whether it is a sync sample. Each lasts one unit unless it says otherwise. */
export interface Sample {
	shown: number;
	sync?: boolean;
	duration?: number;
}

export function samplesOf(list: readonly Sample[], bytes = 10): Samples {
	let decoded = 0;
	const decodeTimes = list.map(({ duration = 1 }) => {
		const time = decoded;
		decoded += duration;
		return time;
	});
	return {
		count: list.length,
		offsets: Float64Array.from(list.map((_, index) => index * bytes)),
		sizes: Uint32Array.from(list.map(() => bytes)),
		decodeTimes: Float64Array.from(decodeTimes),
		durations: Uint32Array.from(list.map(({ duration = 1 }) => duration)),
		shifts: Int32Array.from(list.map(({ shown }, index) => shown - decodeTimes[index])),
		isSync: Uint8Array.from(list.map(({ sync = false }) => Number(sync))),
	};
}

const WHOLE: Shown = { from: 0, to: Infinity, delay: 0 };

/** @param timescale units per second */
export function videoTrack(
	list: readonly Sample[],
	timescale = 1,
	shown: Partial<Shown> = {},
	entry: Partial<SampleEntry> = {},
): Track {
	return {
		...{
			id: 1,
			kind: 'video',
			timescale,
			matrix: [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000],
		},
		entry: { ...ENTRY, ...entry },
		samples: samplesOf(list),
		shown: { ...WHOLE, ...shown },
	};
}

/** A picture without reordered frames: the first one is a sync sample. */
export function plainVideo(frames: number, timescale: number, duration = 1): Track {
	const list = Array.from({ length: frames }, (_, index) => ({
		...{ shown: index * duration, sync: index === 0, duration },
	}));
	return videoTrack(list, timescale);
}

// Low complexity, 48 kHz, stereo.
export const AAC: SampleEntry = {
	...{ ...ENTRY, format: 'mp4a', codec: 'aac', config: Buffer.from([0x11, 0x90]) },
	...{ width: 0, height: 0, sampleRate: 48_000, channels: 2 },
};

/** Frames of AAC, of which the first is not heard. */
export function sound(frames: number, { entry = AAC, priming = 1024, frame = 1024 } = {}): Track {
	const list = Array.from({ length: frames }, (_, index) => ({
		...{ shown: index * frame, sync: true, duration: frame },
	}));
	const shown = { from: priming, to: Infinity, delay: 0 };
	return {
		...videoTrack(list, entry.sampleRate, shown, entry),
		...{ id: 2, kind: 'audio', samples: samplesOf(list, 7) },
	};
}

/** A clip whose sound lies behind its picture. */
export function clip(video: Track, audio?: Track): Movie {
	const behind = video.samples.count * 10;
	if (audio) audio.samples.offsets = audio.samples.offsets.map((offset) => offset + behind);
	return { video, audio };
}
