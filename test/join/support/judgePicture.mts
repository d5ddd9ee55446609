import type { Decoded } from './decode.mts';
import { firstFrames, secondsOf, startOf, type Expected } from './expected.mts';

// Timescales cannot express all times; no error may add up.
const CLOSE = 0.0015;

/** What is wrong with the frames of a joined file, in words. */
export function judgeFrames({ frames }: Decoded, { parts }: Expected): string[] {
	const wanted = parts.flatMap(({ clip, from, to }, part) =>
		clip.frames.slice(from, to).map(({ checksum }, index) => ({ checksum, part, index })),
	);
	const wrong = wanted.find(({ checksum }, index) => frames[index]?.checksum !== checksum);
	const objections: string[] = [];
	if (frames.length !== wanted.length) {
		objections.push(`there are ${frames.length} frames, not ${wanted.length}`);
	}
	if (wrong) objections.push(`frame ${wrong.index} of clip ${wrong.part} is another one`);
	return objections;
}

/** What is wrong with the times of the frames: each clip's must have the distances that they have in the clip. */
export function judgeTimes({ frames }: Decoded, { parts, sound }: Expected): string[] {
	const firsts = firstFrames(parts);
	let start = 0;
	return parts.flatMap((part, index) => {
		const joined = frames.slice(firsts[index], firsts[index + 1]);
		const late = joined.map(
			({ at }, frame) => at - start - (part.clip.frames[part.from + frame].at - startOf(part)),
		);
		const next = frames.at(firsts[index + 1]);
		const worst = late.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
		const tolerance = CLOSE * (index + 1);
		start = next?.at ?? start + secondsOf(part, sound);
		if (Math.abs(worst) <= tolerance) return [];
		return [`a frame of clip ${index} is shown ${worst.toFixed(4)} s late`];
	});
}

/** What is wrong with the lengths of the clips. */
export function judgeLengths({ frames, seconds }: Decoded, { parts, sound }: Expected): string[] {
	const firsts = firstFrames(parts);
	return parts.flatMap((part, index) => {
		const end = frames[firsts[index + 1]]?.at ?? seconds.picture;
		const found = end - (frames[firsts[index]]?.at ?? NaN);
		const wanted = secondsOf(part, sound);
		// Which sample of its sound is a clip's last one is known to a frame of sound.
		const tolerance = CLOSE + (sound === 'keep' && part.clip.sound ? 0.035 : 0);
		if (Math.abs(found - wanted) <= tolerance) return [];
		return [`clip ${index} lasts ${found.toFixed(4)} s, not ${wanted.toFixed(4)} s`];
	});
}
