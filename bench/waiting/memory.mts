import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowJson } from '../../host/session.mts';
import {
	names,
	suspendWorkflow,
	withOperation,
} from '../../test/durable/support/suspendWorkflow.mts';
import { openStage, type Stage } from '../../test/n8n/support/stage.mts';
import { until } from '../../test/support/until.mts';
import { inspectable, openInspector, type Inspector } from '../../test/support/inspector.mts';
import { interleave } from '../interleave.mts';
import { spreadOf, type Spread } from '../numbers.mts';
import type { WaitingPlan } from './plan.mts';
import { forWarmUp } from './warmUp.mts';

type Plan = WaitingPlan['memory'];

/** Bytes over what n8n held when idle before. */
interface Run {
	/** the whole process, at its peak in the middle of the wait */
	peak: number;
	/** heap and buffers, after a collection */
	held: number;
}

/** One way to wait. */
export interface MemoryRow {
	peak: Spread;
	held: Spread;
}

export interface WaitMemoryResult {
	plan: Plan;
	own: MemoryRow;
	waitNode: MemoryRow;
}

type Way = 'own' | 'waitNode';

const WARM_UPS = 5;
const WARM_PATH = 'warm';
const WARM_SECONDS = 1;

/** n8n's own Wait in the place of the held wait. Under 65 s it stays in memory. */
function withWaitNode(workflow: WorkflowJson, seconds: number): WorkflowJson {
	const parameters = {
		resume: 'timeInterval',
		amount: seconds,
		unit: 'seconds',
	};
	const nodes = workflow.nodes.map(({ name, position, ...node }) =>
		name === names.suspend
			? {
					...{ id: 'wait', name, position, parameters, type: 'n8n-nodes-base.wait' },
					...{ typeVersion: 1.1, webhookId: 'bench-wait' },
				}
			: { name, position, ...node },
	);
	return { ...workflow, nodes };
}

function workflowFor(
	way: Way,
	webhookPath: string,
	{ credential }: Stage,
	seconds: number,
): WorkflowJson {
	const built = suspendWorkflow({ credential, prompts: [], webhookPath });
	if (way === 'own') return withOperation(built, 'waitForCompletion');
	return withWaitNode(built, seconds);
}

async function publish({ session }: Stage, workflow: WorkflowJson): Promise<void> {
	await session.publish(await session.createWorkflow(workflow));
}

async function runAll({ session }: Stage, webhookPath: string, count: number): Promise<void> {
	for (let one = 0; one < count; one += 1) {
		await session.callWebhook(webhookPath, { prompts: ['Video'] });
	}
}

async function warmUp(stage: Stage, way: Way): Promise<void> {
	await publish(stage, forWarmUp(workflowFor(way, WARM_PATH, stage, WARM_SECONDS)));
	await stage.sandbox.settings({ renderSeconds: WARM_SECONDS });
	await runAll(stage, WARM_PATH, WARM_UPS);
	await untilFiles(stage, WARM_UPS, WARM_SECONDS);
}

async function untilFiles({ sandbox }: Stage, count: number, seconds: number): Promise<void> {
	await until(
		`${count} files`,
		async () => (await sandbox.requests({ path: /\/content$/ })).length === count,
		seconds * 1000 + 120_000,
	);
}

async function compare(stage: Stage, inspector: Inspector, way: Way, plan: Plan): Promise<Run> {
	const { server, sandbox } = stage;
	const { executions, seconds, settleSeconds } = plan;
	await sleep(settleSeconds * 1000);
	const before = await inspector.look({ collects: true });
	await sandbox.settings({ renderSeconds: seconds });
	await runAll(stage, way, executions);
	await sleep((seconds / 3) * 1000);
	server.resetPeakMemory();
	await sleep((seconds / 3) * 1000);
	const peak = server.peakMemory();
	if (peak === undefined) throw new Error('Peak memory can be read on Linux only.');
	const during = await inspector.look({ collects: true });
	await untilFiles(stage, WARM_UPS + executions, seconds);
	return { peak: peak - before.rss, held: during.heapAndBuffers - before.heapAndBuffers };
}

// A fresh n8n for each: what one has held is not all given back.
async function runOnce(way: Way, plan: Plan): Promise<Run> {
	const stage = await openStage({ environment: inspectable, withEditor: true });
	try {
		await warmUp(stage, way);
		await publish(stage, workflowFor(way, way, stage, plan.seconds));
		const inspector = await openInspector(await stage.server.output());
		try {
			return await compare(stage, inspector, way, plan);
		} finally {
			inspector.close();
		}
	} finally {
		await stage.close();
	}
}

function rowOf(runs: Run[]): MemoryRow {
	return {
		peak: spreadOf(runs.map(({ peak }) => peak)),
		held: spreadOf(runs.map(({ held }) => held)),
	};
}

/** What held waits cost beside n8n's own Wait node, for the same time and in the same workflow. */
export async function measureWaitMemory(
	plan: Plan,
	say: (text: string) => void,
): Promise<WaitMemoryResult> {
	const contestant = (way: Way, name: string) => ({
		name,
		runs: plan.runs,
		seconds: plan.seconds + plan.settleSeconds + 40,
		run: async () => await runOnce(way, plan),
	});
	const [own, waitNode] = await interleave(say, 'memory', [
		contestant('own', 'Wait for Completion'),
		contestant('waitNode', "n8n's Wait"),
	]);
	return { plan, own: rowOf(own), waitNode: rowOf(waitNode) };
}
