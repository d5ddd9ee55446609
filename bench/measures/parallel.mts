import type { Execution } from '../../host/execution.mts';
import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { openAi } from '../contenders/open-ai.mts';
import { thisNode } from '../contenders/this-node.mts';
import { addLatency, floorOf, measureFloor, type Floor } from '../floor.mts';
import { interleave, type Contestant } from '../interleave.mts';
import type { N8n } from '../n8n.mts';
import { spreadOf, type Spread } from '../numbers.mts';
import { assertFiles } from '../outcome.mts';
import type { ParallelPlan } from '../plan.mts';
import { withN8n, type Stage } from '../stage.mts';

/** What one contender needed for all executions. */
export interface ParallelRow {
	name: string;
	/** from the first execution's start to the last one's end */
	seconds: Spread;
	ratio: number;
	/** of the last run */
	requests: number;
	mostInFlight: number;
}

export interface ParallelResult {
	plan: ParallelPlan;
	floor: Floor;
	rows: ParallelRow[];
}

interface Run {
	seconds: number;
	requests: number;
	mostInFlight: number;
}

const mostSeconds = 600;
// The built-in node sleeps 10 s after each answer.
const serialSeconds = 20;

function spanSeconds(executions: Execution[]): number {
	const starts = executions.map(({ startedAt }) => Date.parse(startedAt));
	const ends = executions.map(({ stoppedAt = '' }) => Date.parse(stoppedAt));
	return (Math.max(...ends) - Math.min(...starts)) / 1000;
}

async function runOnce(stage: Stage, n8n: N8n, contender: Contender, times: number): Promise<Run> {
	const { sandbox, plan } = stage;
	const { items, renderSeconds, fileBytes, latencyMs } = plan.parallel;
	await sandbox.reset();
	await sandbox.settings({ renderSeconds, fileBytes });
	await addLatency(sandbox, latencyMs);
	const workflow = workflowOf(contender, n8n.credentials, items);
	const executions = await n8n.runAtOnce(workflow, times, mostSeconds);
	if (executions.length !== times) {
		throw new Error(`${contender.name}: ${executions.length} of ${times} executions ended.`);
	}
	for (const one of executions) assertFiles(one, contender, { items, fileBytes });
	const { requests, maxInFlight } = await sandbox.stats();
	return { seconds: spanSeconds(executions), requests, mostInFlight: maxInFlight };
}

function contestantOf(stage: Stage, n8n: N8n, contender: Contender): Contestant<Run> {
	const { executions, items, renderSeconds, runs, serialRuns } = stage.plan.parallel;
	const { name, isSerial } = contender;
	return {
		name,
		runs: isSerial ? serialRuns : runs,
		seconds: isSerial ? items * (renderSeconds + serialSeconds) : renderSeconds + 8,
		run: async () => await runOnce(stage, n8n, contender, executions),
	};
}

function rowOf({ name }: Contender, runs: Run[], floor: Floor): ParallelRow {
	const seconds = spreadOf(runs.map((run) => run.seconds));
	const { requests } = runs[runs.length - 1];
	const mostInFlight = Math.max(...runs.map((run) => run.mostInFlight));
	return { name, seconds, ratio: seconds.median / floor.seconds, requests, mostInFlight };
}

/** Measure (g): many executions at once in one n8n, until all have ended. */
export async function measureParallel(stage: Stage): Promise<ParallelResult> {
	const { sandbox, plan, say } = stage;
	const { executions, items, renderSeconds, fileBytes, latencyMs } = plan.parallel;
	const contenders = [thisNode, handMade(sandbox.baseUrl), openAi];
	const all = executions * items;
	const files = { items: all, fileBytes, atOnce: all, latencyMs };
	const downloads = await measureFloor(sandbox, files);
	const runs = await withN8n(stage, async (n8n) => {
		for (const contender of contenders.filter(({ isSerial }) => !isSerial)) {
			say(`  g: ${contender.name}, one execution to warm up`);
			await runOnce(stage, n8n, contender, 1);
		}
		const contestants = contenders.map((contender) => contestantOf(stage, n8n, contender));
		return await interleave(say, 'g', contestants);
	});
	downloads.push(...(await measureFloor(sandbox, files)));
	const floor = floorOf(renderSeconds, downloads);
	const rows = contenders.map((contender, index) => rowOf(contender, runs[index], floor));
	return { plan: plan.parallel, floor, rows };
}
