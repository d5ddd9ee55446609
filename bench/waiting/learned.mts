import { suspendWorkflow } from '../../test/durable/support/suspendWorkflow.mts';
import { openStage, type Stage } from '../../test/n8n/support/stage.mts';
import { until } from '../../test/support/until.mts';
import { triggerName, workflowOf } from '../contenders/contender.mts';
import { thisNode } from '../contenders/this-node.mts';
import { mean } from '../numbers.mts';
import { Progress } from '../progress.mts';
import { randomOf } from '../../test/support/random.mts';
import { drawRenders } from '../random.mts';
import { planRenders } from '../renders.mts';
import { latenessOf } from './lateness.mts';
import type { WaitingPlan } from './plan.mts';

type Plan = WaitingPlan['learned'];

export interface SuspendedLearnedResult {
	plan: Plan;
	/** from the end to the download, in seconds */
	late: { mean: number; most: number };
	checksPerWait: number;
}

// The same model, size and length as the suspended ones.
async function learn(stage: Stage, renders: number[]): Promise<void> {
	const { session, sandbox, credential } = stage;
	await planRenders(sandbox, renders);
	const credentials = { videoGenerationApi: credential, openAiApi: credential };
	const workflow = workflowOf(thisNode, credentials, renders.length);
	const waitMs = Math.max(...renders) * 1500 + 120_000;
	const { status } = await session.runToEnd(workflow, triggerName, waitMs);
	if (status !== 'success') throw new Error(`The videos to learn from ended as ${status}.`);
}

async function suspend(stage: Stage, renders: number[]): Promise<void> {
	const { session, sandbox, credential } = stage;
	await sandbox.reset();
	await planRenders(sandbox, renders);
	const webhookPath = 'learned';
	const id = await session.createWorkflow(
		suspendWorkflow({ credential, prompts: [], webhookPath }),
	);
	await session.publish(id);
	for (const [index] of renders.entries()) {
		await session.callWebhook(webhookPath, { prompts: [`Video ${index}`] });
	}
	await until(
		'all files',
		async () => (await sandbox.requests({ path: /\/content$/ })).length === renders.length,
		Math.max(...renders) * 1000 + 300_000,
	);
}

/** How late suspended waits go on, and how often they ask, when the render time was learned. */
export async function measureSuspendedLearned(
	plan: Plan,
	seed: number,
	say: (text: string) => void,
): Promise<SuspendedLearnedResult> {
	const { videos, learnedFrom, renderSeconds, deviation } = plan;
	const random = randomOf(seed);
	const stage = await openStage({ withEditor: true });
	try {
		const progress = new Progress(say, 'learned', [
			{ name: `${learnedFrom} videos to learn from`, seconds: renderSeconds * 1.2 },
			{ name: `${videos} suspended waits`, seconds: renderSeconds * 1.3 + 60 },
		]);
		const draw = (count: number) => drawRenders(random, count, renderSeconds, deviation);
		await progress.run(async () => await learn(stage, draw(learnedFrom)));
		await progress.run(async () => await suspend(stage, draw(videos)));
		const { late, checks } = await latenessOf(stage.sandbox);
		return {
			plan,
			late: { mean: mean(late), most: Math.max(...late) },
			checksPerWait: checks / videos,
		};
	} finally {
		await stage.close();
	}
}
