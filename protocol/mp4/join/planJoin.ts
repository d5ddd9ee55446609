import { checked } from '../../media/containers/facts';
import type { Movie, Track } from '../movie';
import type { AudioWish, JoinPlan } from '../plan';
import { audioEntry, videoEntry } from '../write/entry';
import { fileHead, NO_TURN } from '../write/head';
import type { NewSamples, NewTrack } from '../write/newTrack';
import { commonTimescale } from './clock';
import { joinFrames, type Frames } from './frames';
import { JoinError } from './joinError';
import { layOut } from './layout';
import { MOST_SAMPLES } from './limits';
import { parameterSets } from './parameterSets';
import { pictureOf, type Picture, type Trim } from './picture';
import { checkSame, pixelShape } from './same';
import { joinSound, SILENCE, type Sound, type SoundPart } from './sound';
import { soundEnd, soundFrames, type SoundFrames } from './soundFrames';

export interface JoinWish extends Trim {
	audio: AudioWish;
	/** The file whose sound replaces that of the clips. */
	replacement?: Movie;
}

const BRANDS: Record<string, string> = {
	h264: 'avc1',
	hevc: 'hvc1',
	av1: 'av01',
	vp9: 'vp09',
	mpeg4: 'mp42',
};

/** A clip on its way into the joined video. */
interface Part {
	picture: Picture;
	frames?: SoundFrames;
	/** When the picture begins in the clip. @unit seconds */
	from: number;
	/** @unit seconds */
	seconds: number;
}

// Sound that goes on for longer than a frame of the picture keeps the last one on the screen; what is shorter is cut.
function secondsOf(
	picture: Picture,
	from: number,
	frames: SoundFrames | undefined,
	isCut: boolean,
): number {
	const { length, lastFrame, track } = picture;
	const seconds = length / track.timescale;
	if (frames === undefined || isCut) return seconds;
	const heard = soundEnd(frames) / frames.track.entry.sampleRate - from;
	return heard > seconds + lastFrame / track.timescale ? heard : seconds;
}

function partOf({ video, audio }: Movie, clip: number, wish: JoinWish): Part {
	const picture = pictureOf(video as Track, wish, clip);
	const { timescale, shown } = picture.track;
	const from = (picture.start - shown.from) / timescale + shown.delay;
	const isHeard = wish.audio === 'keep' && audio && audio.samples.count > 0;
	const frames = isHeard ? soundFrames(audio) : undefined;
	return { picture, frames, from, seconds: secondsOf(picture, from, frames, wish.trimEnd > 0) };
}

// What a decoder has been told for another clip holds on: so if one clip has other parameters, each says its own.
function prefixesOf(clips: readonly Movie[]): Buffer[] {
	const entries = clips.map(({ video }) => (video as Track).entry);
	const isSame = entries.every(({ config }) => config.equals(entries[0].config));
	return entries.map((entry) => (isSame ? undefined : parameterSets(entry)) ?? Buffer.alloc(0));
}

const SOUND_CODECS = ['aac', 'mp3'];

function replacementOf({ replacement }: JoinWish): SoundFrames {
	const audio = replacement?.audio;
	if (audio === undefined || audio.samples.count === 0)
		throw new JoinError(-1, { reason: 'noSound' });
	const { codec } = audio.entry;
	if (!SOUND_CODECS.includes(codec)) throw new JoinError(-1, { reason: 'codec', codec });
	return soundFrames(audio);
}

function soundParts(
	parts: readonly Part[],
	starts: readonly number[],
	wish: JoinWish,
): SoundPart[] {
	if (wish.audio === 'remove') return [];
	if (wish.audio === 'replace') {
		const frames = replacementOf(wish);
		return [{ clip: -1, startsAt: 0, endsAt: starts[parts.length], frames, from: 0 }];
	}
	return parts.map(({ frames, from }, clip) => {
		return { clip, startsAt: starts[clip], endsAt: starts[clip + 1], frames, from };
	});
}

function soundSamples(sound: Sound, clips: readonly Movie[], replacement?: Movie): NewSamples {
	const sizes = sound.indexes.map((index, n) => {
		const clip = sound.clips[n];
		if (clip === SILENCE) return sound.silence?.bytes.length ?? 0;
		const { audio } = (clip < 0 ? replacement : clips[clip]) as Movie;
		return (audio as Track).samples.sizes[index];
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

function videoTrack({ entry, matrix }: Track, frames: Frames, timescale: number): NewTrack {
	const [wide, high] = pixelShape(entry);
	return {
		kind: 'video',
		timescale,
		entry: videoEntry(entry, entry.format),
		width: (entry.width * wide) / high,
		height: entry.height,
		matrix,
		samples: frames.samples,
		from: frames.from,
		seconds: frames.starts[frames.starts.length - 1] / timescale,
	};
}

function audioTrack(
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

function factsOf({ entry, matrix }: Track, frames: Frames, seconds: number, hasAudio: boolean) {
	const isTurned = Math.abs(matrix[1]) > Math.abs(matrix[0]);
	const { width, height } = entry;
	return checked({
		width: isTurned ? height : width,
		height: isTurned ? width : height,
		seconds,
		framesPerSecond: frames.indexes.length / seconds,
		videoCodec: entry.codec,
		hasAudio,
	});
}

/**
 * Plans one video of several clips: their samples as they are, one clip behind the other, in a new container. Reads no sample.
 * @throws JoinError that says which clip cannot be joined, and why
 */
export function planJoin(clips: readonly Movie[], wish: JoinWish): JoinPlan {
	checkSame(clips, wish.audio === 'keep');
	const parts = clips.map((clip, index) => partOf(clip, index, wish));
	const timescale = commonTimescale(parts.map(({ picture }) => picture.track.timescale));
	const prefixes = prefixesOf(clips);
	const frames = joinFrames(
		parts.map(({ picture }) => picture),
		parts.map(({ seconds }) => seconds),
		prefixes,
		timescale,
	);
	const starts = frames.starts.map((start) => start / timescale);
	const sound = joinSound(soundParts(parts, starts, wish));
	const count = frames.indexes.length + (sound?.indexes.length ?? 0);
	if (count > MOST_SAMPLES) throw new JoinError(-1, { reason: 'tooLong' });
	const { replacement } = wish;
	const samples = sound && soundSamples(sound, clips, replacement);
	const rate = sound?.entry.sampleRate ?? 1;
	const { pieces, bytes } = layOut({
		...{ clips, replacement, frames, prefixes, sound, timescale, rate },
		soundSamples: samples,
	});
	const [first] = parts;
	const video = videoTrack(first.picture.track, frames, timescale);
	const tracks = sound && samples ? [video, audioTrack(sound, samples, video.seconds)] : [video];
	const head = fileHead(tracks, bytes, BRANDS[first.picture.track.entry.codec]);
	return {
		head,
		pieces,
		bytes: head.length + bytes,
		facts: factsOf(first.picture.track, frames, video.seconds, sound !== undefined)!,
		clips: clips.map((_, index) => ({
			seconds: starts[index + 1] - starts[index],
			startsAt: starts[index],
		})),
	};
}
