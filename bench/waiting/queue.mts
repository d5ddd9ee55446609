import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowJson } from '../../host/session.mts';
import { suspendWorkflow } from '../../test/durable/support/suspendWorkflow.mts';
import { openQueueStage, type QueueStage } from '../../test/queue/support/queueStage.mts';
import { mean } from '../numbers.mts';
import { cpuSeconds } from '../proc.mts';
import { Progress } from '../progress.mts';
import { randomOf } from '../../test/support/random.mts';
import { drawRenders } from '../random.mts';
import { planRenders } from '../renders.mts';
import { allSummariesOf } from './executions.mts';
import { latenessOf } from './lateness.mts';
import type { WaitingPlan } from './plan.mts';
import { listLength } from './redis.mts';
import { forWarmUp } from './warmUp.mts';

type Plan = WaitingPlan['queue'];

/** One process of n8n. */
export interface ProcessRow {
	name: string;
	/** bytes before the first wait, and the peak until the last has ended */
	idle: number;
	peak: number;
	/** seconds of processor time that it used */
	cpuSeconds: number;
}

export interface QueueResult {
	plan: Plan;
	/** executions that ended well */
	succeeded: number;
	/** videos whose file was asked for exactly once */
	downloadedOnce: number;
	/** videos that were created */
	created: number;
	late: { mean: number; most: number };
	checksPerWait: number;
	/** from the first call to the end of the last execution, in seconds */
	seconds: number;
	/** share of the workers' places that were taken: as the queue said, once a second */
	busy: { mean: number; most: number };
	processes: ProcessRow[];
}

const WEBHOOK = 'many';
const WARM_WEBHOOK = 'warm';
const WARM_UPS = 4;
const LOOK_MS = 1000;
const SETTLE_MS = 5000;
// Bull's list of the jobs that workers have taken.
const ACTIVE = 'bull:jobs:active';

interface Watched {
	name: string;
	pid: number;
	peakMemory(): number | undefined;
	resetPeakMemory(): void;
}

function watchedOf({ server, workers }: QueueStage): Watched[] {
	const rows = workers.map((worker, index) => ({
		name: `Worker ${index + 1}`,
		pid: worker.pid,
		peakMemory: () => worker.peakMemory(),
		resetPeakMemory: () => worker.resetPeakMemory(),
	}));
	return [{ ...server, name: 'Main process', pid: server.pid }, ...rows];
}

function peakOf(one: Watched): number {
	const bytes = one.peakMemory();
	if (bytes === undefined) throw new Error('Peak memory can be read on Linux only.');
	return bytes;
}

/** Notes what each process holds and uses from now on. */
function watch(stage: QueueStage): () => ProcessRow[] {
	const before = watchedOf(stage).map((one) => {
		one.resetPeakMemory();
		return { one, idle: peakOf(one), cpu: cpuSeconds(one.pid) };
	});
	return () =>
		before.map(({ one, idle, cpu }) => ({
			name: one.name,
			idle,
			peak: peakOf(one),
			cpuSeconds: cpuSeconds(one.pid) - cpu,
		}));
}

async function publish({ session }: QueueStage, workflow: WorkflowJson): Promise<string> {
	const id = await session.createWorkflow(workflow);
	await session.publish(id);
	return id;
}

async function begin(stage: QueueStage, renders: number[]): Promise<string> {
	const { session, sandbox, credential } = stage;
	const workflowAt = (webhookPath: string) =>
		suspendWorkflow({ credential, prompts: [], webhookPath });
	const warmId = await publish(stage, forWarmUp(workflowAt(WARM_WEBHOOK)));
	const id = await publish(stage, workflowAt(WEBHOOK));
	await sandbox.settings({ renderSeconds: 0 });
	for (let one = 0; one < WARM_UPS; one += 1) {
		await session.callWebhook(WARM_WEBHOOK, { prompts: ['Warm'] }, 60_000);
	}
	await untilSucceeded(session, warmId, WARM_UPS, 120);
	await sandbox.reset();
	await planRenders(sandbox, renders);
	await sleep(SETTLE_MS);
	return id;
}

async function succeededOf(session: QueueStage['session'], id: string): Promise<number> {
	const all = await allSummariesOf(session, id);
	return all.filter(({ mode, status }) => mode === 'webhook' && status === 'success').length;
}

async function untilSucceeded(
	session: QueueStage['session'],
	id: string,
	count: number,
	mostSeconds: number,
): Promise<number> {
	const deadline = Date.now() + mostSeconds * 1000;
	let succeeded = 0;
	// What did not come back by then is counted, not hidden behind an error.
	while (succeeded < count && Date.now() < deadline) {
		await sleep(LOOK_MS);
		succeeded = await succeededOf(session, id);
	}
	return succeeded;
}

async function untilDownloaded({ sandbox }: QueueStage, count: number, mostSeconds: number) {
	const deadline = Date.now() + mostSeconds * 1000;
	while (Date.now() < deadline) {
		if ((await sandbox.requests({ path: /\/content$/ })).length >= count) return;
		await sleep(LOOK_MS);
	}
}

/** How many of the workers' places are taken, once a second until `work` is done. */
async function withSlots<T>(port: number, work: () => Promise<T>): Promise<[T, number[]]> {
	const taken: number[] = [];
	let isDone = false;
	const sampling = (async () => {
		while (!isDone) {
			taken.push(await listLength(port, ACTIVE));
			await sleep(LOOK_MS);
		}
	})();
	try {
		return [await work(), taken];
	} finally {
		isDone = true;
		await sampling;
	}
}

async function waitForAll(stage: QueueStage, id: string, { videos }: Plan) {
	const { session, sandbox } = stage;
	for (let one = 0; one < videos; one += 1) {
		await session.callWebhook(WEBHOOK, { prompts: [`Video ${one}`] }, 60_000);
	}
	const longest = 900;
	await untilDownloaded(stage, videos, longest);
	const succeeded = await untilSucceeded(session, id, videos, 120);
	return { succeeded, created: (await sandbox.stats()).created };
}

/** Many suspended waits in queue mode: what comes back, how late, and what the processes need for it. */
export async function measureQueue(
	plan: Plan,
	seed: number,
	say: (text: string) => void,
): Promise<QueueResult> {
	const { videos, renderSeconds, deviation, concurrency } = plan;
	const renders = drawRenders(randomOf(seed), videos, renderSeconds, deviation);
	const progress = new Progress(say, 'queue', [
		{ name: 'Redis, PostgreSQL, n8n and two workers', seconds: 60 },
		{ name: `${videos} suspended waits`, seconds: renderSeconds * 1.3 + 90 },
	]);
	const stage = await progress.run(async () => await openQueueStage(concurrency));
	try {
		return await progress.run(async () => {
			const id = await begin(stage, renders);
			const finish = watch(stage);
			const startedAt = Date.now();
			const [counts, taken] = await withSlots(
				stage.redisPort,
				async () => await waitForAll(stage, id, plan),
			);
			const seconds = (Date.now() - startedAt) / 1000;
			const { late, checks, downloads } = await latenessOf(stage.sandbox);
			const places = stage.workers.length * concurrency;
			return {
				plan,
				...counts,
				downloadedOnce: downloads.filter((times) => times === 1).length,
				late: { mean: mean(late), most: Math.max(...late) },
				checksPerWait: checks / videos,
				seconds,
				busy: { mean: mean(taken) / places, most: Math.max(...taken) / places },
				processes: finish(),
			};
		});
	} finally {
		await stage.close();
	}
}
