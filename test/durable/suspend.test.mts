import { setTimeout as sleep } from 'node:timers/promises';
import { errorText, itemsOf, type Execution } from '../../host/execution.mts';
import { openStage, type Stage } from '../n8n/support/stage.mts';
import { start } from '../n8n/support/workflow.mts';
import { childrenOf, parentsOf, untilParents } from './support/executions.mts';
import { names, suspendWorkflow, type SuspendWorkflow } from './support/suspendWorkflow.mts';
import { until } from '../support/until.mts';

jest.setTimeout(400_000);

type Case = Omit<SuspendWorkflow, 'credential'>;

// A park takes 65 s and more: all are started first, then each is looked at.
const cases = {
	manual: { prompts: ['A', 'B'] },
	production: {
		prompts: ['C', 'D', 'E'],
		webhookPath: 'production',
		parameters: { options: { includeInputFields: true } },
	},
	outputs: {
		prompts: ['F', '[sandbox:fail]', 'G', '[sandbox:hang]'],
		node: { onError: 'continueErrorOutput' },
		parameters: { options: { timeout: 0.5 } },
	},
	failed: { prompts: ['H', '[sandbox:moderation]'] },
	deadline: { prompts: ['[sandbox:hang]'], parameters: { options: { timeout: 0.5 } } },
	returned: { prompts: ['[sandbox:fail]'], parameters: { options: { onFailure: 'return' } } },
	unsaved: {
		prompts: ['I'],
		webhookPath: 'unsaved',
		settings: {
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
			saveExecutionProgress: false,
		},
	},
	stopped: { prompts: ['[sandbox:hang]'], webhookPath: 'stopped' },
} satisfies Record<string, Case>;
type Name = keyof typeof cases;

describe('a suspended wait', () => {
	let stage: Stage;
	const workflowIds = {} as Record<Name, string>;

	async function open(name: Name): Promise<void> {
		const { session, credential } = stage;
		const one: Case = cases[name];
		const id = await session.createWorkflow(suspendWorkflow({ credential, ...one }));
		workflowIds[name] = id;
		if (one.webhookPath === undefined) return void (await session.run(id, start));
		await session.publish(id);
		await session.callWebhook(one.webhookPath, { prompts: one.prompts });
	}

	beforeAll(async () => {
		stage = await openStage();
		await stage.sandbox.settings({ renderSeconds: 15 });
		for (const name of Object.keys(cases) as Name[]) await open(name);
	});
	afterAll(async () => await stage?.close());

	async function ended(name: Name, status: string): Promise<Execution> {
		return (await untilParents(stage.session, workflowIds[name], status))[0];
	}

	it('holds no running execution while it waits', async () => {
		for (const name of Object.keys(cases) as Name[]) await ended(name, 'waiting');
		const [child] = await childrenOf(stage.session, workflowIds.manual);
		expect(child.status).toBe('waiting');
		await stage.session.stop((await parentsOf(stage.session, workflowIds.stopped))[0].id ?? '');
	});

	it('explains itself: what it waits for, and which execution checks', async () => {
		const [parent] = await untilParents(stage.session, workflowIds.manual, 'waiting');
		const [{ hints, metadata }] = parent.runData[names.suspend];
		const [child] = await childrenOf(stage.session, workflowIds.manual);
		const ids = itemsOf(parent, names.create).map(({ json }) => String(json.id));
		const [{ message, location }] = hints ?? [];
		expect(location).toBe('outputPane');
		expect(message).toMatch(/^Suspended: 2 of 2 videos not finished yet: /);
		for (const id of ids) expect(message).toContain(`${id} (`);
		expect(message).toContain(`/workflow/${workflowIds.manual}/executions/${child.id}`);
		expect(metadata?.subExecution).toEqual({
			executionId: child.id,
			workflowId: workflowIds.manual,
		});
		// Only the first node of the child has run.
		const [first] = Object.keys(child.runData);
		expect(first).toBe(`Videos of Execution ${parent.id}`);
		expect(itemsOf(child, first)[0].json.suspended).toMatchObject({ of_execution: parent.id });
	});

	it('goes on by itself, in a run by hand', async () => {
		const execution = await ended('manual', 'success');
		const suspended = itemsOf(execution, names.suspend);
		expect(suspended.map(({ json }) => json.status)).toEqual(['completed', 'completed']);
		expect(itemsOf(execution, names.done).map(({ binary }) => binary?.data.mimeType)).toEqual([
			'video/mp4',
			'video/mp4',
		]);
	});

	it('goes on in production, each video with the item that it came from', async () => {
		const execution = await ended('production', 'success');
		const created = itemsOf(execution, names.create).map(({ json }) => json.id);
		const suspended = itemsOf(execution, names.suspend);
		expect(suspended.map(({ json }) => json.id)).toEqual(created);
		expect(suspended.map(({ json }) => json.prompt)).toEqual(['C', 'D', 'E']);
		// A field of the input, through both nodes and n8n's database.
		expect(suspended.map(({ json }) => json.line)).toEqual(['C', 'D', 'E']);
		expect(suspended.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const { length } = await stage.sandbox.requests({
			path: new RegExp(`/${String(created[0])}$`),
		});
		expect(length).toBeLessThanOrEqual(3);
	});

	it('sorts completed, failed and late videos to the two outputs', async () => {
		const execution = await ended('outputs', 'success');
		const ids = itemsOf(execution, names.create).map(({ json }) => json.id);
		expect(itemsOf(execution, names.suspend).map(({ json }) => json.id)).toEqual([ids[0], ids[2]]);
		const errors = itemsOf(execution, names.suspend, 1);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ id: ids[1], status: 'failed' }),
			expect.objectContaining({ id: ids[3], status: 'in_progress' }),
		]);
		expect(itemsOf(execution, names.done)).toHaveLength(2);
		expect(itemsOf(execution, names.bad)).toHaveLength(2);
	});

	it('ends with an error that names the failed video and the other one', async () => {
		const execution = await ended('failed', 'error');
		const [good, bad] = itemsOf(execution, names.create).map(({ json }) => String(json.id));
		expect(execution.error?.message).toContain(`The video ${bad} failed: `);
		expect(errorText(execution)).toContain('safety filter');
		expect(errorText(execution)).toContain(`${good} (completed)`);
		expect(execution.error?.context).toMatchObject({ videoId: bad, kind: 'blocked' });
	});

	it('ends at its deadline, with the id', async () => {
		const execution = await ended('deadline', 'error');
		const [{ json }] = itemsOf(execution, names.create);
		expect(execution.error?.message).toContain(
			`The video ${String(json.id)} was not finished after 0.5 minutes`,
		);
		const [child] = await childrenOf(stage.session, workflowIds.deadline);
		expect(child.status).toBe('error');
	});

	it('hands on a failed video where the user wants it', async () => {
		const execution = await ended('returned', 'error');
		expect(itemsOf(execution, names.suspend)[0].json).toMatchObject({ status: 'failed' });
		// The download of a failed video is what ended it.
		expect(execution.error?.node?.name).toBe(names.done);
	});

	it('works where the workflow stores no executions', async () => {
		const [{ id }] = (await stage.sandbox.jobs()).filter(({ prompt }) => prompt === 'I');
		const content = { path: new RegExp(`/${id}/content$`) };
		for (let tries = 0; (await stage.sandbox.requests(content)).length === 0; tries += 1) {
			expect(tries).toBeLessThan(100);
			await sleep(500);
		}
	});

	it('asks no more for the videos of an execution that was stopped', async () => {
		expect((await parentsOf(stage.session, workflowIds.stopped))[0].status).toBe('canceled');
		const child = await until(
			'the end of the child',
			async () => {
				const [one] = await childrenOf(stage.session, workflowIds.stopped);
				return one.status === 'success' && one;
			},
			120_000,
		);
		const [parent] = await parentsOf(stage.session, workflowIds.stopped);
		const [{ json }] = itemsOf(child, `Videos of Execution ${parent.id}`);
		const id = String(json.id);
		// The first check was before the stop.
		const asked = await stage.sandbox.requests({ path: new RegExp(`/${id}$`) });
		expect(asked).toHaveLength(1);
	});

	it('does not park for videos that are ready', async () => {
		const { session, credential, sandbox } = stage;
		await sandbox.settings({ renderSeconds: 0 });
		const id = await session.createWorkflow(suspendWorkflow({ credential, prompts: ['J'] }));
		const execution = await session.finished(await session.run(id, start));
		expect(execution.status).toBe('success');
		expect(await childrenOf(session, id)).toEqual([]);
		expect(itemsOf(execution, names.done)[0].binary?.data.mimeType).toBe('video/mp4');
	});
});
