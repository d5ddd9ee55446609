import { setTimeout as sleep } from 'node:timers/promises';
import { parentsOf } from '../../test/durable/support/executions.mts';
import { suspendWorkflow, withOperation } from '../../test/durable/support/suspendWorkflow.mts';
import { openStage, type Stage } from '../../test/n8n/support/stage.mts';
import { until } from '../../test/support/until.mts';
import { mean } from '../numbers.mts';
import { Progress } from '../progress.mts';
import { latenessOf } from './lateness.mts';
import type { WaitingPlan } from './plan.mts';

type Plan = WaitingPlan['ways'];

interface Measured {
	/** Executions that n8n ran in the middle of the renders: each holds a place of a worker. */
	running: number;
	/** The most that n8n held in the middle of the renders over what it held before, in bytes. */
	memory: number | undefined;
	/** Requests that asked for a video's state. */
	polls: number;
	/** From a video's end to the download of its file, in seconds, on average. */
	lateSeconds: number;
}

const OPERATIONS = { kept: 'waitForCompletion', suspended: 'suspendUntilCompleted' } as const;
type Way = keyof typeof OPERATIONS;

export interface WaysResult {
	plan: Plan;
	kept: Measured;
	suspended: Measured;
}

const SETTLE_MS = 15_000;

async function peakOver(stage: Stage, ms: number): Promise<number | undefined> {
	stage.server.resetPeakMemory();
	await sleep(ms);
	return stage.server.peakMemory();
}

async function measure(way: Way, { videos, renderSeconds }: Plan): Promise<Measured> {
	const stage = await openStage({ withEditor: true });
	try {
		const { session, credential, sandbox } = stage;
		await sandbox.settings({ renderSeconds });
		const built = suspendWorkflow({ credential, prompts: [], webhookPath: way });
		const id = await session.createWorkflow(withOperation(built, OPERATIONS[way]));
		await session.publish(id);
		await sleep(SETTLE_MS);
		const before = await peakOver(stage, SETTLE_MS);
		for (let one = 0; one < videos; one += 1) {
			await session.callWebhook(way, { prompts: [`Video ${one}`] });
		}
		await sleep((renderSeconds / 3) * 1000);
		const during = await peakOver(stage, (renderSeconds / 3) * 1000);
		const running = (await parentsOf(session, id)).filter(({ status }) => status === 'running');
		await until(
			'all files',
			async () => (await sandbox.requests({ path: /\/content$/ })).length === videos,
			renderSeconds * 1000 + 240_000,
		);
		const { late, checks } = await latenessOf(sandbox);
		return {
			running: running.length,
			memory: before !== undefined && during !== undefined ? during - before : undefined,
			polls: checks,
			lateSeconds: mean(late),
		};
	} finally {
		await stage.close();
	}
}

/** What many long renders hold in n8n, kept running and suspended. */
export async function measureWays(plan: Plan, say: (text: string) => void): Promise<WaysResult> {
	const seconds = plan.renderSeconds + 60;
	const progress = new Progress(say, 'ways', [
		{ name: 'kept running', seconds },
		{ name: 'suspended', seconds: seconds + 60 },
	]);
	const kept = await progress.run(async () => await measure('kept', plan));
	const suspended = await progress.run(async () => await measure('suspended', plan));
	return { plan, kept, suspended };
}
