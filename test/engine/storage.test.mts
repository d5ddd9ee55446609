import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { storageFolder } from './support/engine.mts';
import { useStage } from './support/stage.mts';

const stage = useStage();

test('a file that n8n cannot store is told as that, and not downloaded again and again', async () => {
	const folder = path.join(storageFolder(), 'workflows');
	await rm(folder, { recursive: true, force: true });
	await writeFile(folder, 'a file where n8n wants a folder');
	const { error } = await stage.run({ parameters: { operation: 'create', prompt: 'a lake' } });
	const [{ id }] = await stage.sandbox.jobs();
	expect(error?.message).toContain(`The file of the video ${id} could not be stored by n8n: `);
	expect(error?.description).toContain(`"Download" with the video ${id}`);
	expect(await stage.sandbox.requests({ path: /content$/ })).toHaveLength(1);
});
