import { fileOf } from './support/engine.mts';
import { byId, useStage } from './support/stage.mts';

const stage = useStage();
const create = { operation: 'create', prompt: 'a lake' };

test('as a tool, the node tells of the file that n8n keeps back, and links to it', async () => {
	const { items } = await stage.run({ parameters: create, asTool: true });
	const { id, status, file_url, ...told } = items[0].json;
	expect(status).toBe('completed');
	expect(told).toMatchObject({
		file: {
			name: `${String(id)}.mp4`,
			mimeType: 'video/mp4',
			bytes: (await fileOf(items[0])).length,
		},
		file_note: 'file_url works for one day, without signing in',
	});
	expect(file_url).toMatch(/^http:\/\/127\.0\.0\.1\/rest\/binary-data\/signed\?token=\S+$/);
});

test('so does each operation that has a file', async () => {
	const video = byId(await stage.api.createEnded());
	for (const operation of ['waitForCompletion', 'download']) {
		const { items } = await stage.run({ parameters: { operation, video }, asTool: true });
		expect(items[0].json.file_url).toMatch(/token=/);
	}
});

test('no link where no file was fetched, nor where the next node gets the file itself', async () => {
	const parameters = { ...create, returnWhat: 'video' };
	const { items } = await stage.run({ parameters, asTool: true });
	expect(items[0].json).not.toHaveProperty('file_url');
	expect((await stage.run({ parameters: create })).items[0].json).not.toHaveProperty('file_url');
});
