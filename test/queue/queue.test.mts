import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../../host/execution.mts';
import type { N8nProcess } from '../../host/process.mts';
import type { WorkflowJson } from '../../host/session.mts';
import { untilParents } from '../durable/support/executions.mts';
import { names, suspendWorkflow, withOperation } from '../durable/support/suspendWorkflow.mts';
import { builtIn } from '../n8n/support/workflow.mts';
import { CONCURRENCY, openQueueStage, SLOTS, type QueueStage } from './support/queueStage.mts';
import { until } from '../support/until.mts';

jest.setTimeout(900_000);

const SUSPENDED = 20;
/** n8n's queue notices only after a while that a worker was killed. */
const KILLED_MS = 300_000;

/** A workflow that answers its webhook from a worker. */
const ordinary: WorkflowJson = {
	name: 'Ordinary',
	nodes: [
		{
			...builtIn('Call', 'webhook', 2, {
				httpMethod: 'POST',
				path: 'ordinary',
				responseMode: 'lastNode',
			}),
			webhookId: 'ordinary',
		},
		builtIn('Answer', 'set', 3.4, {
			assignments: { assignments: [{ id: 'a', name: 'ok', value: true, type: 'boolean' }] },
		}),
	],
	connections: { Call: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};

describe('queue mode with two workers', () => {
	let stage: QueueStage;
	let suspendedId: string;
	beforeAll(async () => {
		stage = await openQueueStage();
		const { session, credential, sandbox } = stage;
		await sandbox.settings({ renderSeconds: 1e6 });
		await session.publish(await session.createWorkflow(ordinary));
		await session.callWebhook('ordinary', {});
		suspendedId = await session.createWorkflow(
			suspendWorkflow({ credential, prompts: [], webhookPath: 'suspended' }),
		);
		await session.publish(suspendedId);
	});
	afterAll(async () => await stage?.close());

	async function callOrdinary(): Promise<number> {
		const started = Date.now();
		await stage.session.callWebhook('ordinary', {});
		return Date.now() - started;
	}

	async function running() {
		return (await stage.sandbox.jobs()).filter(({ completedAt }) => completedAt === null);
	}

	async function kill(worker: N8nProcess): Promise<void> {
		process.kill(worker.pid, 'SIGKILL');
		await worker.ended;
		await worker.stop();
	}

	test('an ordinary workflow runs at once beside 20 suspended ones', async () => {
		for (let count = 0; count < SUSPENDED; count += 1) {
			await stage.session.callWebhook('suspended', { prompts: [`Suspended ${count}`] });
		}
		await untilParents(stage.session, suspendedId, 'waiting', SUSPENDED);
		const times = [await callOrdinary(), await callOrdinary(), await callOrdinary()];
		console.log(`An ordinary workflow beside ${SUSPENDED} suspended ones: ${times.join(', ')} ms`);
		expect(Math.max(...times)).toBeLessThan(30_000);
	});

	test('a worker that is killed loses nothing: all 20 go on by themselves', async () => {
		await kill(stage.workers[0]);
		await stage.sandbox.finishAll();
		const ended = await untilParents(stage.session, suspendedId, 'success', SUSPENDED, KILLED_MS);
		const files = ended.map((one) => itemsOf(one, names.done)[0].binary?.data.mimeType);
		expect(files).toEqual(Array(SUSPENDED).fill('video/mp4'));
		expect((await stage.sandbox.stats()).created).toBe(SUSPENDED);
		stage.workers[0] = await stage.host.startWorker(CONCURRENCY);
	});

	test('kept running instead, as many as there are places let nothing else through', async () => {
		const { session, credential, sandbox } = stage;
		const kept = withOperation(
			suspendWorkflow({ credential, prompts: [], webhookPath: 'kept' }),
			'waitForCompletion',
		);
		const id = await session.createWorkflow(kept);
		await session.publish(id);
		for (let count = 0; count < SLOTS; count += 1)
			await session.callWebhook('kept', { prompts: ['K'] });
		await until('renders', async () => (await running()).length === SLOTS, 120_000);
		const answer = callOrdinary();
		const first = await Promise.race([answer.then(() => 'answered'), sleep(3000, 'waits')]);
		expect(first).toBe('waits');
		await stage.sandbox.finishAll();
		console.log(`An ordinary workflow beside ${SLOTS} kept running: ${await answer} ms`);
		expect((await untilParents(session, id, 'success', SLOTS)).length).toBe(SLOTS);
		expect((await sandbox.stats()).created).toBe(SUSPENDED + SLOTS);
	});

	test('workers that are killed in the moment of a check leave nobody waiting: n8n ends the execution, and the video is there', async () => {
		const { session, credential, sandbox } = stage;
		const id = await session.createWorkflow(
			suspendWorkflow({ credential, prompts: [], webhookPath: 'during' }),
		);
		await session.publish(id);
		await session.callWebhook('during', { prompts: ['During'] });
		await untilParents(session, id, 'waiting');
		const [{ id: videoId }] = await running();
		const slow = { match: { path: `/${videoId}$` }, fault: { answerDelayMs: 60_000 } };
		await sandbox.fault(slow);
		await until('a check', async () => (await sandbox.stats()).inFlight > 0, 120_000);
		for (const worker of stage.workers) await kill(worker);
		stage.workers = [await stage.host.startWorker(CONCURRENCY)];
		// n8n lets no job that was active on a killed worker run again (maxStalledCount 0, n8n 2.41).
		const [execution] = await untilParents(session, id, 'error', 1, KILLED_MS);
		expect(itemsOf(execution, names.create)[0].json.id).toBe(videoId);
		const asked = await sandbox.requests({ method: 'POST', path: /\/videos$/ });
		expect(asked).toHaveLength(SUSPENDED + SLOTS + 1);
	});
});
