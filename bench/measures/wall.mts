import { workflowOf, type Contender } from '../contenders/contender.mts';
import { downloadAlone, handMade } from '../contenders/hand-made.mts';
import { openAi } from '../contenders/open-ai.mts';
import { thisNode } from '../contenders/this-node.mts';
import { createVideos, floorOf, measureFloor, type Floor } from '../floor.mts';
import { interleave, type Contestant } from '../interleave.mts';
import type { N8n } from '../n8n.mts';
import { spreadOf, type Spread } from '../numbers.mts';
import { assertFiles, wallSeconds } from '../outcome.mts';
import type { Plan } from '../plan.mts';
import { withN8n, type Stage } from '../stage.mts';

/** What one contender needed for all items. */
export interface WallRow {
	name: string;
	seconds: Spread;
	/** the median's ratio to the floor */
	ratio: number;
	/** requests in the last run */
	requests: number;
}

export interface WallResult {
	plan: Plan['wall'];
	floor: Floor;
	/** n8n's own download of the same files, when they are ready */
	download: Spread;
	rows: WallRow[];
}

interface Run {
	seconds: number;
	requests: number;
}

const mostSeconds = 300;
// The built-in node sleeps 10 s after each answer.
const serialSeconds = 20;

// What n8n loads for its first execution is no contender's fault. Another length than that which is
// measured: its render time says nothing about that one's.
async function warmUp({ sandbox }: Stage, n8n: N8n, contender: Contender): Promise<void> {
	await sandbox.reset();
	await sandbox.settings({ renderSeconds: 0 });
	const workflow = workflowOf(contender, n8n.credentials, 1, { seconds: '8' });
	await n8n.run(workflow, mostSeconds);
}

async function runOnce({ sandbox, plan }: Stage, n8n: N8n, contender: Contender): Promise<Run> {
	const { items, renderSeconds, fileBytes } = plan.wall;
	await sandbox.reset();
	await sandbox.settings({ renderSeconds, fileBytes });
	const execution = await n8n.run(workflowOf(contender, n8n.credentials, items), mostSeconds);
	assertFiles(execution, contender, { items, fileBytes });
	return { seconds: wallSeconds(execution), requests: (await sandbox.stats()).requests };
}

async function downloadOnce({ sandbox, plan }: Stage, n8n: N8n): Promise<Run> {
	const { items, fileBytes } = plan.wall;
	const alone = downloadAlone(sandbox.baseUrl);
	await sandbox.reset();
	await sandbox.settings({ renderSeconds: 0, fileBytes });
	const ids = await createVideos(sandbox, items);
	const found = ids.map((id) => ({ id }));
	const execution = await n8n.run(workflowOf(alone, n8n.credentials, found), mostSeconds);
	assertFiles(execution, alone, { items, fileBytes });
	return { seconds: wallSeconds(execution), requests: items };
}

function contestantOf(stage: Stage, n8n: N8n, contender: Contender): Contestant<Run> {
	const { items, renderSeconds, runs, serialRuns } = stage.plan.wall;
	const { name, isSerial } = contender;
	return {
		name,
		runs: isSerial ? serialRuns : runs,
		seconds: isSerial ? items * (renderSeconds + serialSeconds) : renderSeconds + 4,
		run: async () => await runOnce(stage, n8n, contender),
	};
}

function rowOf({ name }: Contender, runs: Run[], floor: Floor): WallRow {
	const seconds = spreadOf(runs.map((run) => run.seconds));
	const { requests } = runs[runs.length - 1];
	return { name, seconds, ratio: seconds.median / floor.seconds, requests };
}

/** Measure (a): some items from prompt to file, by n8n's own clock, beside the floor. */
export async function measureWall(stage: Stage): Promise<WallResult> {
	const { sandbox, plan, say } = stage;
	const { items, renderSeconds, fileBytes } = plan.wall;
	const contenders = [thisNode, handMade(sandbox.baseUrl), openAi];
	const files = { items, fileBytes, atOnce: items };
	const downloads = await measureFloor(sandbox, files);
	const runs = await withN8n(stage, async (n8n) => {
		for (const contender of contenders) await warmUp(stage, n8n, contender);
		const contestants = contenders.map((contender) => contestantOf(stage, n8n, contender));
		const { name } = downloadAlone(sandbox.baseUrl);
		const run = async () => await downloadOnce(stage, n8n);
		const downloading = { name, runs: plan.wall.runs, seconds: 3, run };
		return await interleave(say, 'a', [...contestants, downloading]);
	});
	// Before and after, since the machine may change.
	downloads.push(...(await measureFloor(sandbox, files)));
	const floor = floorOf(renderSeconds, downloads);
	const rows = contenders.map((contender, index) => rowOf(contender, runs[index], floor));
	const download = spreadOf(runs[contenders.length].map(({ seconds }) => seconds));
	return { plan: plan.wall, floor, download, rows };
}
