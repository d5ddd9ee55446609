import { itemsOf } from '../../../host/execution.mts';
import { until } from '../../durable/support/executions.mts';
import { change, exampleFor, served } from '../support/example.mts';
import { sha256, startReceiver, type Receiver } from '../support/receiver.mts';
import { openStage, type Stage } from '../support/stage.mts';

jest.setTimeout(120_000);

/** Every two seconds instead of every minute: n8n refuses one such rule, but not thirty. */
const often = Array.from({ length: 30 }, (_, n) => ({
	mode: 'custom',
	cronExpression: `${n * 2} * * * * *`,
}));

describe('publish-1-start.json and publish-2-on-completed.json', () => {
	let stage: Stage;
	let receiver: Receiver;
	beforeAll(async () => {
		receiver = await startReceiver();
		stage = await openStage();
	});
	afterAll(async () => {
		await stage?.close();
		await receiver?.close();
	});

	it('start videos and end at once, and upload each when it is finished', async () => {
		const { session, sandbox, credential } = stage;
		await sandbox.settings({ renderSeconds: 3600 });
		const onCompleted = await exampleFor(credential, 'publish-2-on-completed.json', receiver.url);
		change(onCompleted, 'When a video is finished', { pollTimes: { item: often } });
		const uploading = await session.createWorkflow(onCompleted);
		await session.publish(uploading);
		await until('the second poll, when the first one is over', async () => {
			return (await sandbox.requests({ method: 'GET' })).length > 1;
		});

		const start = await exampleFor(credential, 'publish-1-start.json', receiver.url);
		const execution = await session.runToEnd(start, 'When clicking Execute workflow');
		expect(execution.status).toBe('success');
		const started = itemsOf(execution, 'Start the videos').map(({ json }) => json);
		expect(started.map(({ status }) => status)).not.toContain('completed');
		expect(started).toHaveLength(3);
		expect(receiver.uploads).toEqual([]);

		for (const { id } of started) await sandbox.finish(String(id));
		await until('three uploads', async () => receiver.uploads.length >= 3, 60_000);
		const hashes = started.map(async ({ id }) => sha256(await served(sandbox, String(id))));
		expect(receiver.uploads.map(({ body }) => sha256(body)).sort()).toEqual(
			(await Promise.all(hashes)).sort(),
		);
		for (const { headers } of receiver.uploads) expect(headers['content-type']).toBe('video/mp4');
		await until('the end of what uploads', async () =>
			(await session.summariesOf(uploading)).every(({ status }) => status === 'success'),
		);
	});
});
