import { readFile, writeFile } from 'node:fs/promises';
import { apiOf } from '../support/api.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { AAC, H264_B } from './support/encoders.mts';
import { judgeFiles, makeClips } from './support/judgeSet.mts';
import { withLongOffsets } from './support/longOffsets.mts';
import { inOrder, useFolder } from './support/run.mts';

// Clips that ffmpeg does not write.
const placeOf = useFolder();
let sandbox: Sandbox | undefined;

afterAll(async () => await sandbox?.stop());

test('ffmpeg and mp4box find nothing wrong: clips of a server, from the sandbox', async () => {
	sandbox = await startSandbox({ renderSeconds: 0.05 });
	const api = apiOf(sandbox);
	const files = await inOrder(['4', '8', '4'], async (seconds, index) => {
		const prompt = `scene ${index}`;
		const id = await api.createEnded({ prompt, seconds, size: '720x1280' });
		const answer = await api.call('GET', `/videos/${id}/content`);
		const file = placeOf(`scene-${index}.mp4`);
		await writeFile(file, Buffer.from(await answer.arrayBuffer()));
		return file;
	});
	expect(await judgeFiles(files, {}, placeOf('scenes.mp4'))).toEqual([]);
});

test('ffmpeg and mp4box find nothing wrong: offsets of 64 bits', async () => {
	const sound = { sampleRate: 44_100, channels: 2, encoder: AAC } as const;
	const specs = [0, 1].map((index) => ({ index, seconds: 1, rate: '24', video: H264_B, sound }));
	const [first, second] = await makeClips(specs, placeOf);
	const long = placeOf('long.mp4');
	await writeFile(long, withLongOffsets(await readFile(first)));
	expect((await readFile(long)).includes('co64')).toBe(true);
	expect(await judgeFiles([long, second, long], {}, placeOf('offsets.mp4'))).toEqual([]);
});
