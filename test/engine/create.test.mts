import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { fileOf, runEngine, startEngine, stopEngine } from './support/engine.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	await startEngine();
	sandbox = await startSandbox({ renderSeconds: 0.5 });
});
afterAll(async () => {
	await sandbox?.stop();
	stopEngine();
});
beforeEach(async () => await sandbox.reset());

test('a prompt gives the finished video with its mp4', async () => {
	const { items, error } = await runEngine(sandbox, {
		parameters: { operation: 'create', prompt: 'A calico cat plays a piano' },
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const [{ json, binary, pairedItem }] = items;
	expect(json).toMatchObject({
		id: expect.stringMatching(/^video_/),
		status: 'completed',
		progress: 100,
		model: 'sora-2',
		prompt: 'A calico cat plays a piano',
		seconds: '4',
		size: '720x1280',
		error: null,
		remixed_from_video_id: null,
	});
	expect(pairedItem).toEqual({ item: 0 });
	expect(binary?.data).toMatchObject({ mimeType: 'video/mp4', fileName: `${json.id}.mp4` });
	const info = await mp4Info(await fileOf(items[0]));
	expect(info).toMatchObject({ width: 720, height: 1280 });
	expect(info.durationSeconds).toBeCloseTo(4, 0);
});
