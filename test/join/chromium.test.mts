import { clipOfColor, rgbOf } from './support/colors.mts';
import { joinFiles } from './support/joinFiles.mts';
import { makeClips } from './support/judgeSet.mts';
import { usePlayer } from './support/player.mts';
import { useFolder } from './support/run.mts';
import { PICTURES, SOUNDS } from './support/sets.mts';

const placeOf = useFolder();
// Debian's Chromium has no hevc, and none has MPEG-4.
const sets = [...PICTURES, ...SOUNDS].filter(({ name }) => !/^(hevc|MPEG-4)/.test(name));
const player = usePlayer();

test.each(sets)('Chromium plays to the end and finds each clip: $name', async ({ name, clips }) => {
	const files = await makeClips(clips, placeOf);
	const file = placeOf(`${name}.mp4`);
	const plan = await joinFiles(files, {}, file);
	const played = await player.play(file);
	const seconds = plan.facts.seconds ?? NaN;
	expect(played).toMatchObject({ error: null });
	expect(Math.abs(played.duration - seconds)).toBeLessThan(0.06);
	expect(Math.abs(played.endedAt - seconds)).toBeLessThan(0.06);
	expect(played.decodedSoundBytes > 0).toBe(clips.some(({ sound }) => sound));
	// Chromium cannot begin in the middle of a clip with open groups, also of one that is not joined.
	const share = name.includes('open groups') ? 0.4 : 0.5;
	const within = plan.clips.map((clip, n) => ({
		at: clip.startsAt + clip.seconds * share,
		rgb: rgbOf(clips[n].index),
	}));
	const colors = await player.colorsAt(file, within);
	expect(colors.map((color) => clipOfColor(color, 10))).toEqual(clips.map(({ index }) => index));
});
