import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { openAi } from '../contenders/open-ai.mts';
import { thisNode } from '../contenders/this-node.mts';
import { measureFloor, type Floor } from '../floor.mts';
import type { N8n } from '../n8n.mts';
import { median } from '../numbers.mts';
import { assertFiles, wallSeconds } from '../outcome.mts';
import type { Plan } from '../plan.mts';
import { withN8n, type Stage } from '../stage.mts';

/** What one contender needed for all items. */
export interface WallRow {
	name: string;
	/** of each run */
	seconds: number[];
	median: number;
	/** the median's ratio to the floor */
	ratio: number;
	/** requests in one run */
	requests: number;
}

export interface WallResult {
	plan: Plan['wall'];
	floor: Floor;
	rows: WallRow[];
}

const mostSeconds = 300;

// What n8n loads for its first execution is no contender's fault.
async function warmUp({ sandbox }: Stage, n8n: N8n, contender: Contender): Promise<void> {
	await sandbox.reset();
	await sandbox.settings({ renderSeconds: 0 });
	await n8n.run(workflowOf(contender, n8n.credentials, 1), mostSeconds);
}

async function measureOne(
	stage: Stage,
	n8n: N8n,
	contender: Contender,
	floor: Floor,
): Promise<WallRow> {
	const { sandbox, plan } = stage;
	const { items, renderSeconds, fileBytes } = plan.wall;
	await warmUp(stage, n8n, contender);
	const seconds: number[] = [];
	let requests = 0;
	for (let run = 0; run < (contender.isSerial ? 1 : plan.wall.runs); run += 1) {
		await sandbox.reset();
		await sandbox.settings({ renderSeconds, fileBytes });
		const execution = await n8n.run(workflowOf(contender, n8n.credentials, items), mostSeconds);
		assertFiles(execution, contender, { items, fileBytes });
		seconds.push(wallSeconds(execution));
		({ requests } = await sandbox.stats());
	}
	const middle = median(seconds);
	const { name } = contender;
	return { name, seconds, median: middle, ratio: middle / floor.seconds, requests };
}

/** Measure (a): some items from prompt to file, by n8n's own clock, beside the floor. */
export async function measureWall(stage: Stage): Promise<WallResult> {
	const { sandbox, plan } = stage;
	const { items, renderSeconds, fileBytes } = plan.wall;
	const floor = await measureFloor(sandbox, renderSeconds, { items, fileBytes, atOnce: items });
	const rows = await withN8n(stage, async (n8n) => {
		const done: WallRow[] = [];
		for (const contender of [thisNode, handMade(sandbox.baseUrl), openAi]) {
			stage.say(`  a: ${contender.name}`);
			done.push(await measureOne(stage, n8n, contender, floor));
		}
		return done;
	});
	return { plan: plan.wall, floor, rows };
}
