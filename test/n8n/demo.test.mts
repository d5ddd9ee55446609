import { readExample } from '../../host/examples.mts';
import { itemsOf } from '../../host/execution.mts';
import { createHost, type Host } from '../../host/n8n.mts';
import { sandboxCredential } from '../../host/sandbox-credential.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';

jest.setTimeout(400_000);

describe('examples/prompt-to-mp4.json, imported and run without a server', () => {
	let sandbox: Sandbox;
	let host: Host;
	beforeAll(async () => {
		sandbox = await startSandbox({ renderSeconds: 1 });
		host = await createHost({ withEditor: false });
		await host.importCredentials(sandboxCredential(sandbox.baseUrl, sandbox.key));
		await host.importWorkflows(await readExample('prompt-to-mp4.json'));
	});
	afterAll(async () => {
		await host?.dispose();
		await sandbox?.stop();
	});

	it('ends with a playable mp4 in the hands of the next node', async () => {
		const execution = await host.execute('videoPromptToMp4');
		expect(execution).toMatchObject({ status: 'success' });

		const [item, ...others] = itemsOf(execution, String(execution.lastNodeExecuted));
		expect(execution.lastNodeExecuted).not.toBe('Video Generation');
		expect(others).toEqual([]);
		expect(item.json).toMatchObject({ status: 'completed', seconds: 4, size: '1280x720' });

		const { id } = item.json;
		const binary = item.binary!.data;
		expect(binary).toMatchObject({ mimeType: 'video/mp4', fileName: `${id}.mp4` });
		const info = await mp4Info(await host.readBinary(binary));
		expect(info).toMatchObject({ width: 1280, height: 720 });
		expect(info.durationSeconds).toBeCloseTo(4, 1);

		expect((await sandbox.stats()).created).toBe(1);
	});
});
