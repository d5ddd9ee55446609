import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { thisNode } from '../contenders/this-node.mts';
import { addLatency, measureFloor, type Floor } from '../floor.mts';
import { assertFiles, wallSeconds } from '../outcome.mts';
import type { Plan } from '../plan.mts';
import { withN8n, type Stage } from '../stage.mts';

/** How one contender fared with many items at once. Memory is in bytes. */
export interface ManyRow {
	name: string;
	seconds: number;
	ratio: number;
	created: number;
	/** Every item has its file, whole. */
	completed: number;
	requests: number;
	mostInFlight: number;
	/** n8n's memory before */
	idle: number;
	/** its peaks: of a few items, of the many that came next, and of as many again */
	peakFew: number;
	peakMany: number;
	peakAgain: number;
}

export interface ManyResult {
	plan: Plan['many'];
	/** how many requests this node allows itself at once */
	bound: number;
	floor: Floor;
	rows: ManyRow[];
}

const bound = 8;
const mostSeconds = 300;

async function measureOne(stage: Stage, contender: Contender, floor: Floor): Promise<ManyRow> {
	const { sandbox, plan } = stage;
	const { items, fewItems, renderSeconds, fileBytes, latencyMs } = plan.many;
	return await withN8n(stage, async (n8n) => {
		const run = async (count: number) => {
			await sandbox.reset();
			await sandbox.settings({ renderSeconds, fileBytes });
			await addLatency(sandbox, latencyMs);
			const execution = await n8n.run(workflowOf(contender, n8n.credentials, count), mostSeconds);
			assertFiles(execution, contender, { items: count, fileBytes });
			return wallSeconds(execution);
		};
		const idle = await n8n.settle();
		await run(fewItems);
		const peakFew = n8n.peakMemory();
		await n8n.settle();
		const seconds = await run(items);
		const peakMany = n8n.peakMemory();
		const { created, requests, maxInFlight } = await sandbox.stats();
		await n8n.settle();
		await run(items);
		return {
			name: contender.name,
			seconds,
			ratio: seconds / floor.seconds,
			created,
			completed: items,
			requests,
			mostInFlight: maxInFlight,
			idle,
			peakFew,
			peakMany,
			peakAgain: n8n.peakMemory(),
		};
	});
}

/** Measure (d): many items at once. (The built-in node, one after the other, would take more than an hour.) */
export async function measureMany(stage: Stage): Promise<ManyResult> {
	const { sandbox, plan } = stage;
	const { items, renderSeconds, fileBytes, latencyMs } = plan.many;
	const floor = await measureFloor(sandbox, renderSeconds, {
		items,
		fileBytes,
		atOnce: bound,
		latencyMs,
	});
	const rows: ManyRow[] = [];
	for (const contender of [thisNode, handMade(sandbox.baseUrl)]) {
		stage.say(`  d: ${contender.name}`);
		rows.push(await measureOne(stage, contender, floor));
	}
	return { plan: plan.many, bound, floor, rows };
}
