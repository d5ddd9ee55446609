import type { Decoded } from './decode.mts';
import type { Expected } from './expected.mts';
import { judgeFrames, judgeLengths, judgeTimes } from './judgePicture.mts';
import { judgeSound } from './judgeSound.mts';

/** What is wrong with a joined file, as ffmpeg decodes it, in words. */
export function judge(joined: Decoded, expected: Expected): string[] {
	const complaints = joined.complaints === '' ? [] : [`ffmpeg says: ${joined.complaints}`];
	const frames = judgeFrames(joined, expected);
	// Without the right frames nobody can tell where a clip begins.
	if (frames.length > 0) return [...complaints, ...frames];
	return [
		...complaints,
		...judgeTimes(joined, expected),
		...judgeLengths(joined, expected),
		...judgeSound(joined, expected),
	];
}
