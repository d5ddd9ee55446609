import { judgeFiles, makeClips } from './support/judgeSet.mts';
import { useFolder } from './support/run.mts';
import { SOUNDS } from './support/sets.mts';

const placeOf = useFolder();

test.each(SOUNDS)('ffmpeg and mp4box find nothing wrong: $name', async ({ name, clips }) => {
	const files = await makeClips(clips, placeOf);
	expect(await judgeFiles(files, {}, placeOf(`${name}.mp4`))).toEqual([]);
});
