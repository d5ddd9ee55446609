import type { Decoded, Sound } from './decode.mts';
import { firstFrames, lengthOf, startOf, type Expected, type Part } from './expected.mts';

// @unit samples
const FRAME: Record<string, number> = { aac: 1024, opus: 960, mp3: 1152, flac: 0 };
// How far a decoder that has begun elsewhere is off. AAC: rounding. Opus predicts from what it has decoded before, for a while.
const OFF: Record<string, number> = { aac: 0.002, opus: 0.03, mp3: 0.002, flac: 0.002 };
const SETTLES: Record<string, number> = { aac: 64, opus: 4800, mp3: 2304, flac: 0 };
const PRIMING: Record<string, number> = { aac: 1024, opus: 312, mp3: 1105, flac: 0 };
const SILENCE = 0.002;
// @unit samples
const PROBE = 2048;
// Where sound that is not in its place is looked for. @unit seconds
const FARTHEST = 0.2;

/** A stretch of a sound. @unit samples of each channel, from the sound's first */
interface Stretch {
	from: number;
	to: number;
}

/** The largest difference of a stretch to where it should be in the joined sound; stops where it is `enough`. */
function difference(joined: Sound, own: Sound, { from, to }: Stretch, shift: number, enough = 9) {
	const { channels } = own;
	const move = shift * channels;
	let worst = 0;
	for (let index = from * channels; index < to * channels && worst < enough; index += 1) {
		worst = Math.max(worst, Math.abs((joined.values[index + move] ?? 9) - own.values[index]));
	}
	return worst;
}

/** By how many samples the middle of a stretch is moved in the joined sound, near to an expectation; `undefined` where it is not there. */
function shiftOf(joined: Sound, own: Sound, stretch: Stretch, expected: number) {
	const middle = Math.floor((stretch.from + stretch.to) / 2);
	const probe = {
		from: Math.max(stretch.from, middle - PROBE / 2),
		to: Math.min(stretch.to, middle + PROBE / 2),
	};
	let best: number | undefined;
	let least = OFF[own.codec];
	// From near to far: of two that fit, the nearer one.
	for (let step = 0; step <= 2 * FARTHEST * own.sampleRate; step += 1) {
		const shift = expected + (step % 2 === 0 ? step / 2 : -(step + 1) / 2);
		const worst = difference(joined, own, probe, shift, least);
		if (worst < least) [best, least] = [shift, worst];
	}
	return best;
}

/** The loudest sample of a stretch. */
function loudest({ values, channels }: Sound, { from, to }: Stretch): number {
	let worst = 0;
	for (let index = Math.max(0, from * channels); index < to * channels; index += 1) {
		worst = Math.max(worst, Math.abs(values[index] ?? 0));
	}
	return worst;
}

/** The first loud sample in a stretch of time. @unit seconds */
function onset(sound: Sound, from: number, to: number): number | undefined {
	const { at, sampleRate, channels, values } = sound;
	const first = Math.max(0, Math.floor((from - at) * sampleRate)) * channels;
	const end = Math.min(values.length, Math.floor((to - at) * sampleRate) * channels);
	for (let index = first; index < end; index += 1) {
		if (Math.abs(values[index]) > 0.4) return at + Math.floor(index / channels) / sampleRate;
	}
	return undefined;
}

interface Place {
	index: number;
	part: Part;
	/** In the joined file. @unit seconds */
	start: number;
	end: number;
	/** The first flash. @unit seconds */
	flash: number;
	isLast: boolean;
}

function placesOf({ frames, seconds }: Decoded, { parts }: Expected): Place[] {
	const firsts = firstFrames(parts);
	return parts.map((part, index) => {
		const own = frames.slice(firsts[index], firsts[index + 1]);
		return {
			index,
			part,
			start: own[0]?.at ?? NaN,
			end: frames[firsts[index + 1]]?.at ?? seconds.picture,
			flash: own.find(({ brightness }) => brightness > 200)?.at ?? NaN,
			isLast: index === parts.length - 1,
		};
	});
}

/** Where the joined sound must be silent. */
function judgeSilence(joined: Sound, place: Place, from: number): string[] {
	const margin = FRAME[joined.codec] * 2;
	const cut = place.isLast ? 0 : PRIMING[joined.codec] + FRAME[joined.codec] * 1.5;
	const stretch = {
		from: Math.ceil((from - joined.at) * joined.sampleRate) + margin,
		to: Math.floor((place.end - joined.at) * joined.sampleRate - cut),
	};
	const level = loudest(joined, stretch);
	if (level <= SILENCE) return [];
	return [`clip ${place.index} is as loud as ${level.toFixed(3)} where it must be silent`];
}

/** What is wrong with a stretch that should be so many samples later in the joined sound. */
function judgeStretch(joined: Sound, own: Sound, stretch: Stretch, expected: number): string[] {
	const shift = shiftOf(joined, own, stretch, expected);
	if (shift === undefined) return ['is another one'];
	if (Math.abs(shift - expected) > FRAME[own.codec] / 2 + 2) {
		return [`is ${((shift - expected) / own.sampleRate).toFixed(4)} s late`];
	}
	const off = difference(joined, own, stretch, shift);
	return off > OFF[own.codec] ? [`is another one (${off.toFixed(4)})`] : [];
}

/** What is wrong with one clip's sound in the joined one. */
function judgeClip(joined: Sound, place: Place): string[] {
	const { part, index, start, end, isLast } = place;
	const own = part.clip.sound;
	if (own === undefined) return judgeSilence(joined, place, start);
	const { sampleRate, codec } = own;
	const trimmed = part.from > 0;
	const late = own.at - startOf(part);
	const cut = isLast ? FRAME[codec] / 2 : PRIMING[codec] + FRAME[codec] * 1.5;
	const stretch = {
		from:
			Math.ceil(Math.max(0, -late) * sampleRate) +
			SETTLES[codec] +
			(trimmed ? PRIMING[codec] + FRAME[codec] * 2 : 0),
		to: Math.floor(Math.min(lengthOf(own) * sampleRate, (end - start - late) * sampleRate - cut)),
	};
	if (stretch.to - stretch.from < 100) return [];
	const expected = Math.round((start + late - joined.at) * sampleRate);
	const objections = judgeStretch(joined, own, stretch, expected).map(
		(objection) => `the sound of clip ${index} ${objection}`,
	);
	const over = start + late + lengthOf(own);
	if (over < end) objections.push(...judgeSilence(joined, place, over));
	return objections;
}

/** Flash and beep must be within one frame of each other, as far as they are in the clip. */
function judgeBeep(joined: Sound, { part, index, start, end, flash }: Place): string[] {
	const own = part.clip.sound;
	const ownBeep = part.from === 0 && own && onset(own, own.at, own.at + 0.5);
	if (ownBeep === undefined || ownBeep === false) return [];
	const ownFlash = part.clip.frames.find(({ brightness }) => brightness > 200)?.at ?? NaN;
	const beep = onset(joined, start - 0.2, Math.min(end, start + 1)) ?? NaN;
	const apart = beep - flash - (ownBeep - ownFlash);
	if (Math.abs(apart) <= part.clip.frames[0].seconds) return [];
	return [`the beep of clip ${index} is ${apart.toFixed(4)} s after its flash`];
}

/** What is wrong with the sound as a whole. */
function judgeWhole(joined: Sound, { seconds, frames }: Decoded): string[] {
	const frame = (FRAME[joined.codec] + 2) / joined.sampleRate;
	const end = joined.at + lengthOf(joined);
	const objections: string[] = [];
	// Nobody writes silence as MP3: the sound of such a file ends before the picture does.
	const mayEndEarly = joined.codec === 'mp3' && end < seconds.picture;
	if (joined.worstGap > 1.5) objections.push(`the sound has a gap of ${joined.worstGap} samples`);
	if (joined.at - frames[0].at > frame) objections.push(`the sound begins at ${joined.at} s`);
	const apart = Math.abs(end - seconds.picture);
	if (apart > Math.max(frame, frames[0].seconds) && !mayEndEarly) {
		objections.push(`the sound ends at ${end} s, the picture at ${seconds.picture} s`);
	}
	return objections;
}

/** What is wrong with a sound that replaces all others: from the start on it must be there, then silence. */
function judgeReplaced(joined: Sound, own: Sound, { seconds }: Decoded): string[] {
	const end = seconds.picture;
	const half = FRAME[own.codec] / 2;
	const stretch = {
		from: SETTLES[own.codec],
		to: Math.floor(Math.min(lengthOf(own), end) * own.sampleRate - half),
	};
	const expected = Math.round(-joined.at * own.sampleRate);
	const objections = judgeStretch(joined, own, stretch, expected).map(
		(objection) => `the sound ${objection}`,
	);
	if (lengthOf(joined) < Math.min(lengthOf(own), end) - half / own.sampleRate) {
		objections.push('the sound ends early');
	}
	const after = {
		from: Math.ceil(lengthOf(own) * own.sampleRate) + 2 * FRAME[own.codec],
		to: Math.floor(end * own.sampleRate),
	};
	if (loudest(joined, after) > SILENCE) objections.push('it is not silent after the sound');
	return objections;
}

/** What is wrong with the sound of a joined file, in words. */
export function judgeSound(decoded: Decoded, expected: Expected): string[] {
	const { sound } = decoded;
	const isWanted =
		typeof expected.sound === 'object' ||
		(expected.sound === 'keep' && expected.parts.some(({ clip }) => clip.sound));
	if (sound === undefined) return isWanted ? ['there is no sound'] : [];
	if (!isWanted) return ['there is sound'];
	const objections = judgeWhole(sound, decoded);
	if (typeof expected.sound === 'object') {
		return [...objections, ...judgeReplaced(sound, expected.sound, decoded)];
	}
	const places = placesOf(decoded, expected);
	return [
		...objections,
		...places.flatMap((place) => judgeClip(sound, place)),
		...places.flatMap((place) => judgeBeep(sound, place)),
	];
}
