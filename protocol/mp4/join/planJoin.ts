import type { Movie, Track } from '../movie';
import type { AudioWish, JoinPlan } from '../plan';
import { fileHead } from '../write/head';
import { commonTimescale } from './clock';
import { joinFrames, type Frames } from './frames';
import { JoinError } from './joinError';
import { layOut } from './layout';
import { MOST_SAMPLES } from './limits';
import { parameterSets } from './parameterSets';
import { pictureOf, type Picture, type Trim } from './picture';
import { checkSame } from './same';
import { joinSound, REPLACEMENT, type Sound, type SoundPart } from './sound';
import { soundEnd, soundFrames, type SoundFrames } from './soundFrames';
import { audioTrack, factsOf, soundSamples, videoTrack } from './tracks';

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
		return [{ clip: REPLACEMENT, startsAt: 0, endsAt: starts[parts.length], frames, from: 0 }];
	}
	return parts.map(({ frames, from }, clip) => {
		return { clip, startsAt: starts[clip], endsAt: starts[clip + 1], frames, from };
	});
}

function checkCount(samples: number): void {
	if (samples > MOST_SAMPLES) throw new JoinError(-1, { reason: 'tooLong' });
}

/** Which samples the new tracks have, and when. */
interface Arrangement {
	frames: Frames;
	/** Units per second of the picture's track. */
	timescale: number;
	/** What stands before the sync samples of each clip. */
	prefixes: Buffer[];
	sound?: Sound;
	/** When each clip begins, and when the last one ends. @unit seconds */
	starts: number[];
}

function arrange(clips: readonly Movie[], wish: JoinWish): Arrangement {
	checkSame(clips, wish.audio === 'keep');
	const parts = clips.map((clip, index) => partOf(clip, index, wish));
	const pictures = parts.map(({ picture }) => picture);
	checkCount(pictures.reduce((sum, { kept }) => sum + kept.length, 0));
	const timescale = commonTimescale(pictures.map(({ track }) => track.timescale));
	const prefixes = prefixesOf(clips);
	const seconds = parts.map((part) => part.seconds);
	const frames = joinFrames(pictures, seconds, prefixes, timescale);
	const starts = frames.starts.map((start) => start / timescale);
	const sound = joinSound(soundParts(parts, starts, wish));
	checkCount(frames.indexes.length + (sound?.indexes.length ?? 0));
	return { frames, timescale, prefixes, sound, starts };
}

/**
 * Plans one video of several clips: their samples as they are, one clip behind the other, in a new container. Reads no sample.
 * @throws JoinError that says which clip cannot be joined, and why
 */
export function planJoin(clips: readonly Movie[], wish: JoinWish): JoinPlan {
	const arrangement = arrange(clips, wish);
	const { frames, timescale, sound, starts } = arrangement;
	const { replacement } = wish;
	const samples = sound && soundSamples(sound, clips, replacement);
	const rate = sound?.entry.sampleRate ?? 1;
	const material = { ...arrangement, clips, replacement, soundSamples: samples, rate };
	const { pieces, bytes } = layOut(material);
	const first = clips[0].video as Track;
	const video = videoTrack(first, frames, timescale);
	const tracks = sound && samples ? [video, audioTrack(sound, samples, video.seconds)] : [video];
	const head = fileHead(tracks, bytes, BRANDS[first.entry.codec]);
	return {
		head,
		pieces,
		bytes: head.length + bytes,
		facts: factsOf(first, frames, video.seconds, sound !== undefined),
		clips: clips.map((_, index) => ({
			seconds: starts[index + 1] - starts[index],
			startsAt: starts[index],
		})),
	};
}
