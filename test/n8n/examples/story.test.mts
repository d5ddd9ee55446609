import { errorText, itemsOf } from '../../../host/execution.mts';
import { mp4Info } from '../../support/mp4-info.mts';
import { exampleFor, nodeOf } from '../support/example.mts';
import { fileIn } from '../support/receiver.mts';
import { useUploads } from '../support/uploads.mts';

jest.setTimeout(400_000);

interface Joined {
	clips: Array<{ name: string; seconds: number; starts_at: number }>;
	file: { seconds: number };
}

describe('story-from-scenes.json', () => {
	const stage = useUploads();

	it('makes the scenes at the same time, and uploads one mp4 that has them in order', async () => {
		const { sandbox, session, credential, receiver } = stage;
		const workflow = await exampleFor(credential, 'story-from-scenes.json', receiver.url);
		expect(nodeOf(workflow, 'Join them into one video').credentials).toBeUndefined();
		const execution = await session.runToEnd(workflow, 'When clicking Execute workflow');
		expect(errorText(execution)).toBe('');

		const scenes = itemsOf(execution, 'Make the scenes').map(({ json }) => json);
		expect(scenes).toHaveLength(4);
		expect((await sandbox.jobs()).length).toBe(4);
		const joined = itemsOf(execution, 'Join them into one video');
		expect(joined).toHaveLength(1);
		const { clips, file } = joined[0].json as unknown as Joined;
		expect(clips.map(({ name }) => name)).toEqual(scenes.map(({ id }) => `${String(id)}.mp4`));
		expect(clips.map(({ starts_at }) => starts_at)).toEqual([0, 4, 8, 12]);
		expect(file.seconds).toBe(16);

		expect(receiver.uploads).toHaveLength(1);
		const uploaded = await fileIn(receiver.uploads[0], 'file');
		expect(uploaded).toMatchObject({ name: 'The paper boat.mp4', type: 'video/mp4' });
		const bytes = Buffer.from(await uploaded.arrayBuffer());
		const info = await mp4Info(bytes);
		expect(info).toMatchObject({ width: 720, height: 1280, frames: 80 });
		expect(info.durationSeconds).toBeCloseTo(16, 2);
	});
});
