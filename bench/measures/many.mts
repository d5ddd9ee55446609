import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { thisNode } from '../contenders/this-node.mts';
import { addLatency, floorOf, measureFloor, type Floor } from '../floor.mts';
import { interleave } from '../interleave.mts';
import type { N8n } from '../n8n.mts';
import { spreadOf, type Spread } from '../numbers.mts';
import { assertFiles, wallSeconds } from '../outcome.mts';
import type { ManyPlan } from '../plan.mts';
import { withN8ns, type Stage } from '../stage.mts';

/** How one contender fared with many items at once. Memory is in bytes. */
export interface ManyRow {
	name: string;
	seconds: Spread;
	ratio: number;
	/** of the last run */
	created: number;
	/** Every item has its file, whole. */
	completed: number;
	requests: number;
	mostInFlight: number;
	/** n8n's memory before */
	idle: number;
	/** its peaks: of a few items, of the first run of the many, and of the last */
	peakFew: number;
	peakMany: number;
	peakAgain: number;
}

export interface ManyResult {
	plan: ManyPlan;
	/** how many requests this node allows itself at once */
	bound: number;
	floor: Floor;
	rows: ManyRow[];
}

/** One run. */
interface Run {
	seconds: number;
	peak: number;
	created: number;
	requests: number;
	mostInFlight: number;
}

/** One contender in an n8n of its own. */
interface Place {
	contender: Contender;
	n8n: N8n;
	idle: number;
	peakFew: number;
}

const bound = 8;

async function runOnce(
	{ sandbox }: Stage,
	{ items, renderSeconds, fileBytes, latencyMs }: ManyPlan,
	{ contender, n8n }: Pick<Place, 'contender' | 'n8n'>,
): Promise<Run> {
	await n8n.settle();
	await sandbox.reset();
	await sandbox.settings({ renderSeconds, fileBytes });
	await addLatency(sandbox, latencyMs);
	const mostSeconds = 300 + renderSeconds * 2;
	const execution = await n8n.run(workflowOf(contender, n8n.credentials, items), mostSeconds);
	assertFiles(execution, contender, { items, fileBytes });
	const { created, requests, maxInFlight } = await sandbox.stats();
	return {
		seconds: wallSeconds(execution),
		peak: n8n.peakMemory(),
		created,
		requests,
		mostInFlight: maxInFlight,
	};
}

async function prepare(
	stage: Stage,
	plan: ManyPlan,
	contender: Contender,
	n8n: N8n,
): Promise<Place> {
	const idle = await n8n.settle();
	const few = await runOnce(stage, { ...plan, items: plan.fewItems }, { contender, n8n });
	return { contender, n8n, idle, peakFew: few.peak };
}

function rowOf({ contender, idle, peakFew }: Place, runs: Run[], floor: Floor, items: number) {
	const seconds = spreadOf(runs.map((run) => run.seconds));
	const last = runs[runs.length - 1];
	return {
		name: contender.name,
		seconds,
		ratio: seconds.median / floor.seconds,
		created: last.created,
		completed: items,
		requests: last.requests,
		mostInFlight: Math.max(...runs.map((run) => run.mostInFlight)),
		idle,
		peakFew,
		peakMany: runs[0].peak,
		peakAgain: last.peak,
	};
}

/**
 * Measures (d) and (f): many items at once, each contender in an n8n of its own, in turns. (The built-in
 * node, one after the other, would take more than an hour.)
 */
export async function measureMany(
	stage: Stage,
	letter: string,
	plan: ManyPlan,
): Promise<ManyResult> {
	const { sandbox, say } = stage;
	const { items, renderSeconds, fileBytes, latencyMs, runs } = plan;
	const contenders = [thisNode, handMade(sandbox.baseUrl)];
	const files = { items, fileBytes, atOnce: bound, latencyMs };
	say(`  ${letter}: the floor`);
	const downloads = await measureFloor(sandbox, files);
	return await withN8ns(stage, contenders.length, async (all) => {
		const places: Place[] = [];
		for (const [index, contender] of contenders.entries()) {
			say(`  ${letter}: ${contender.name}, ${plan.fewItems} items`);
			places.push(await prepare(stage, plan, contender, all[index]));
		}
		const seconds = renderSeconds + 5 + items / 50;
		const contestants = places.map((place) => ({
			name: place.contender.name,
			runs,
			seconds,
			run: async () => await runOnce(stage, plan, place),
		}));
		const results = await interleave(say, letter, contestants);
		downloads.push(...(await measureFloor(sandbox, files)));
		const floor = floorOf(renderSeconds, downloads);
		const rows = places.map((place, index) => rowOf(place, results[index], floor, items));
		return { plan, bound, floor, rows };
	});
}
