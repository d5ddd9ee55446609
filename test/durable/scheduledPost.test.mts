import { itemsOf } from '../../host/execution.mts';
import { change, exampleFor, nodeOf, served } from '../n8n/support/example.mts';
import { fileIn, sha256 } from '../n8n/support/receiver.mts';
import { useUploads } from '../n8n/support/uploads.mts';
import { parentsOf, untilParents } from './support/executions.mts';
import { until } from '../support/until.mts';

jest.setTimeout(400_000);

/** A rule that is due once a minute, for the first time in some seconds. */
function soon(): string {
	return `${new Date(Date.now() + 5000).getSeconds()} * * * * *`;
}

describe('examples/scheduled-social-post.json', () => {
	const stage = useUploads();

	it('starts by itself, parks, and uploads the post of the day with its caption', async () => {
		const { session, sandbox, credential } = stage;
		await sandbox.settings({ renderSeconds: 40 });
		const file = 'scheduled-social-post.json';
		const workflow = await exampleFor(credential, file, stage.receiver.url);
		const interval = [{ field: 'cronExpression', expression: soon() }];
		change(workflow, 'Every day at 9', { rule: { interval } });
		const id = await session.createWorkflow(workflow);
		await session.publish(id);
		await until('the schedule', async () => (await parentsOf(session, id)).length > 0, 120_000);
		await session.rest('POST', `/workflows/${id}/deactivate`);
		await untilParents(session, id, 'waiting');
		expect(stage.receiver.uploads).toEqual([]);

		const [execution] = await untilParents(session, id, 'success');
		expect(execution.mode).toBe('trigger');
		const { startedAt } = execution;
		// n8n's own default, as the workflow sets none
		const timeZone = 'America/New_York';
		const today = new Date(startedAt).toLocaleDateString('en', { weekday: 'long', timeZone });
		const posts = JSON.stringify(nodeOf(workflow, 'Your posts').parameters);
		const [{ json: post }, ...others] = itemsOf(execution, "Only today's");
		expect(others).toEqual([]);
		expect(post.day).toBe(today);
		expect(posts).toContain(String(post.caption));

		const [job, ...more] = await sandbox.jobs();
		expect(more).toEqual([]);
		expect(job).toMatchObject({ prompt: post.prompt, size: '720x1280' });
		expect(stage.receiver.uploads).toHaveLength(1);
		const uploaded = await fileIn(stage.receiver.uploads[0], 'file');
		expect(uploaded).toMatchObject({ name: `${job.id}.mp4`, type: 'video/mp4' });
		const bytes = Buffer.from(await uploaded.arrayBuffer());
		expect(sha256(bytes)).toBe(sha256(await served(sandbox, job.id)));
		expect(String(stage.receiver.uploads[0].body)).toContain(String(post.caption));
	});
});
