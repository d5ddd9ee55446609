import { itemsOf } from '../../../host/execution.mts';
import { change, exampleFor, served } from '../support/example.mts';
import { sha256 } from '../support/receiver.mts';
import { useUploads } from '../support/uploads.mts';
import { until } from '../../support/until.mts';

jest.setTimeout(400_000);

/** Every two seconds instead of every minute: n8n refuses one such rule, but not thirty. */
const often = Array.from({ length: 30 }, (_, n) => ({
	mode: 'custom',
	cronExpression: `${n * 2} * * * * *`,
}));

describe('publish-1-start.json and publish-2-on-completed.json', () => {
	const stage = useUploads();

	it('start videos and end at once, and upload each when it is finished', async () => {
		const { session, sandbox, credential } = stage;
		await sandbox.settings({ renderSeconds: 3600 });
		const onCompleted = await exampleFor(
			credential,
			'publish-2-on-completed.json',
			stage.receiver.url,
		);
		change(onCompleted, 'When a video is finished', { pollTimes: { item: often } });
		const uploading = await session.createWorkflow(onCompleted);
		await session.publishAndWait(uploading);

		const start = await exampleFor(credential, 'publish-1-start.json', stage.receiver.url);
		const execution = await session.runToEnd(start, 'When clicking Execute workflow');
		expect(execution.status).toBe('success');
		const started = itemsOf(execution, 'Start the videos').map(({ json }) => json);
		expect(started.map(({ status }) => status)).not.toContain('completed');
		expect(started).toHaveLength(3);
		expect(stage.receiver.uploads).toEqual([]);

		for (const { id } of started) await sandbox.finish(String(id));
		await until('three uploads', async () => stage.receiver.uploads.length >= 3, 60_000);
		const hashes = started.map(async ({ id }) => sha256(await served(sandbox, String(id))));
		expect(stage.receiver.uploads.map(({ body }) => sha256(body)).sort()).toEqual(
			(await Promise.all(hashes)).sort(),
		);
		for (const { headers } of stage.receiver.uploads)
			expect(headers['content-type']).toBe('video/mp4');
		await until('the end of what uploads', async () =>
			(await session.summariesOf(uploading)).every(({ status }) => status === 'success'),
		);
	});
});
