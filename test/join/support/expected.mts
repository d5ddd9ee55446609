import type { Decoded, Sound } from './decode.mts';

/** The part of a clip that must be in the joined file. */
export interface Part {
	clip: Decoded;
	/** The first of its frames. */
	from: number;
	/** The frame behind the last one. */
	to: number;
}

/** What must be in the joined file. */
export interface Expected {
	parts: Part[];
	/** `keep`: each clip's own; a sound: this one, from the start. */
	sound: 'keep' | 'none' | Sound;
}

/** A clip as a whole. Without an edit list, ffmpeg writes what comes before the sound's beginning, and a gap behind it. */
export function whole(clip: Decoded): Part {
	const sound = clip.sound && {
		...clip.sound,
		...clip.sound.rest,
		said: clip.sound.said - (clip.sound.rest.at - clip.sound.at),
	};
	return { clip: { ...clip, sound }, from: 0, to: clip.frames.length };
}

/** When a part's first frame is shown in its clip. @unit seconds */
export const startOf = ({ clip, from }: Part) => clip.frames[from].at;

/** How long the part's frames are shown. @unit seconds */
export function pictureSeconds(part: Part): number {
	const last = part.clip.frames[part.to - 1];
	return last.at + last.seconds - startOf(part);
}

/** How much later than the part's first frame its sound ends. @unit seconds */
export function soundEnd(part: Part): number {
	const { sound } = part.clip;
	if (sound === undefined || part.to < part.clip.frames.length) return 0;
	return sound.at + lengthOf(sound) - startOf(part);
}

/** How long a sound is: ffmpeg decodes the last packet as a whole, the file says how much of it is meant. @unit seconds */
export const lengthOf = ({ values, channels, sampleRate, said }: Sound) =>
	Math.min(values.length / channels / sampleRate, said);

/** How long a part must be: sound that ends more than a frame later than the picture keeps the last one. @unit seconds */
export function secondsOf(part: Part, sound: Expected['sound']): number {
	const picture = pictureSeconds(part);
	const last = part.clip.frames[part.to - 1].seconds;
	const heard = sound === 'keep' ? soundEnd(part) : 0;
	return heard > picture + last ? heard : picture;
}

/** Which of the joined file's frames is each part's first one; and at the end, how many there are. */
export function firstFrames(parts: readonly Part[]): number[] {
	const firsts = [0];
	for (const { from, to } of parts) firsts.push((firsts.at(-1) ?? 0) + to - from);
	return firsts;
}
