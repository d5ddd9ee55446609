import { itemsOf } from '../../host/execution.mts';
import { sha256 } from './support/receiver.mts';
import { openStage, type Stage } from './support/stage.mts';
import { builtIn, start, video, videoWorkflow } from './support/workflow.mts';

jest.setTimeout(400_000);

describe('a published workflow', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await openStage()));
	afterAll(async () => await stage?.close());

	it('answers its webhook with the finished video', async () => {
		const { session, sandbox, credential } = stage;
		const workflow = videoWorkflow({ credential, items: [] });
		const trigger = builtIn(start, 'webhook', 2.1, {
			path: 'make-a-video',
			httpMethod: 'POST',
			responseMode: 'lastNode',
			responseData: 'firstEntryBinary',
			responseBinaryPropertyName: 'data',
		});
		workflow.nodes[0] = { ...trigger, webhookId: 'make-a-video' };
		workflow.nodes[1].parameters = {
			...(workflow.nodes[1].parameters as object),
			prompt: '={{ $json.body.prompt }}',
		};
		const id = await session.createWorkflow({ ...workflow, pinData: {} });
		await session.publish(id);
		const answer = await session.callWebhook('make-a-video', { prompt: 'A lighthouse in the fog' });
		expect(answer.headers.get('content-type')).toBe('video/mp4');

		const [job, ...others] = await sandbox.jobs();
		expect(others).toEqual([]);
		expect(job).toMatchObject({ prompt: 'A lighthouse in the fog' });
		const content = await fetch(`${sandbox.baseUrl}/videos/${job.id}/content`, {
			headers: { authorization: `Bearer ${sandbox.key}` },
		});
		const served = Buffer.from(await content.arrayBuffer());
		expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(served));

		const [executionId] = await session.executionsOf(id);
		const execution = await session.finished(executionId);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const { binary } = itemsOf(execution, video)[0];
		expect(sha256(await session.download(binary!.data))).toBe(sha256(served));
	});
});
