import './support/memory-mode.mts';
import { fileOf } from './support/engine.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { byId, useStage } from './support/stage.mts';

const stage = useStage({ fileBytes: 5_000_000 });

test('a file of many chunks arrives where n8n reads the whole stream before it stores it', async () => {
	const { items } = await stage.run({ parameters: { operation: 'create', prompt: 'a lake' } });
	expect(items[0].binary?.data.mimeType).toBe('video/mp4');
	const bytes = await fileOf(items[0]);
	expect(bytes.length).toBe(5_000_000);
	expect(await mp4Info(bytes)).toMatchObject({ width: 720, height: 1280 });
});

test('a file that stops coming ends with an error there, too', async () => {
	const id = await stage.api.createEnded();
	await stage.sandbox.fault({
		match: { path: '/content$' },
		times: null,
		fault: { body: { stallAt: 200_000 } },
	});
	const { error } = await stage.run({
		parameters: { operation: 'download', video: byId(id), options: { requestTimeout: 1.5 } },
	});
	expect(error?.message).toContain('the download stalled');
});

test('as a tool, the node says that there is no link to the file', async () => {
	const parameters = { operation: 'create', prompt: 'a lake' };
	const { items } = await stage.run({ parameters, asTool: true });
	expect(items[0].json).toMatchObject({
		status: 'completed',
		file_url: null,
		file: { bytes: 5_000_000 },
	});
	expect(items[0].json.file_note).toContain('memory mode');
});
