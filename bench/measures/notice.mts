import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { openAi } from '../contenders/open-ai.mts';
import { thisNode } from '../contenders/this-node.mts';
import type { N8n } from '../n8n.mts';
import { mean } from '../numbers.mts';
import type { Plan } from '../plan.mts';
import { followed, type Followed } from '../polls.mts';
import { Progress, type Step } from '../progress.mts';
import { hideProgress, planRenders } from '../renders.mts';
import { withN8n, type Stage } from '../stage.mts';

/** How a contender followed the videos of about one render time. Times are seconds. */
export interface NoticeCell {
	renderSeconds: number;
	/** how many videos, each with an end of its own */
	videos: number;
	noticedAfter: { mean: number; most: number };
	fetchedAfter: { mean: number; most: number };
	/** of the video that rendered exactly so long */
	polls: number;
}

export interface NoticeRow {
	name: string;
	cells: NoticeCell[];
}

export interface NoticeResult {
	plan: Plan['notice'];
	rows: NoticeRow[];
}

interface Trial {
	name: string;
	contender: Contender;
	/** multiples of each render time */
	spread: number[];
	hidesProgress?: boolean;
	/** A size of its own, as each render time has a length: what was learned from others says nothing about them. */
	size?: string;
}

const mostSeconds = 600;
// All that the server takes.
const LENGTHS = ['4', '8', '12'];

function statistics(values: number[]) {
	return { mean: mean(values), most: Math.max(...values) };
}

function cellOf(renderSeconds: number, videos: Followed[]): NoticeCell {
	const exact = videos.find(
		(video) => Math.abs(video.renderSeconds - renderSeconds) < renderSeconds * 0.01,
	);
	if (exact === undefined) throw new Error(`No video rendered for ${renderSeconds} s.`);
	return {
		renderSeconds,
		videos: videos.length,
		noticedAfter: statistics(videos.map((video) => video.noticedAfter)),
		fetchedAfter: statistics(videos.map((video) => video.fetchedAfter)),
		polls: exact.polls,
	};
}

/** The videos of one render time: one execution. From ten on, this node would ask for all of them at once. */
async function runCell(
	{ sandbox }: Stage,
	n8n: N8n,
	trial: Trial,
	renderSeconds: number,
	seconds: string,
): Promise<NoticeCell> {
	await sandbox.reset();
	if (trial.hidesProgress) await hideProgress(sandbox);
	const times = trial.spread.map((share) => renderSeconds * share);
	await planRenders(sandbox, times);
	const video = trial.size === undefined ? {} : { size: trial.size, seconds };
	const workflow = workflowOf(trial.contender, n8n.credentials, times.length, video);
	await n8n.run(workflow, mostSeconds);
	return cellOf(renderSeconds, await followed(sandbox));
}

async function runTrial(stage: Stage, n8n: N8n, trial: Trial): Promise<NoticeRow> {
	const cells: NoticeCell[] = [];
	for (const [index, renderSeconds] of stage.plan.notice.renders.entries()) {
		cells.push(await runCell(stage, n8n, trial, renderSeconds, LENGTHS[index]));
	}
	return { name: trial.name, cells };
}

// The serial one sleeps after each answer.
function stepsOf(trials: Trial[], renders: number[]): Step[] {
	return trials.map(({ name, contender: { isSerial }, spread }) => {
		const slowest = Math.max(...spread);
		const rest = isSerial ? 20 : 10;
		return { name, seconds: renders.reduce((sum, render) => sum + render * slowest + rest, 0) };
	});
}

/** Measure (b): how long after its completion a video is noticed, and how many polls that costs. */
export async function measureNotice(stage: Stage): Promise<NoticeResult> {
	const { sandbox, plan } = stage;
	const { spread } = plan.notice;
	const loop = handMade(sandbox.baseUrl);
	const trials: Trial[] = [
		{ name: thisNode.name, contender: thisNode, spread, size: '720x1280' },
		{
			name: 'This node, progress hidden',
			contender: thisNode,
			spread,
			hidesProgress: true,
			size: '1280x720',
		},
		{ name: loop.name, contender: loop, spread },
		{ name: openAi.name, contender: openAi, spread: [1] },
	];
	const rows = await withN8n(stage, async (n8n) => {
		const done: NoticeRow[] = [];
		const progress = new Progress(stage.say, 'b', stepsOf(trials, plan.notice.renders));
		for (const trial of trials) {
			done.push(await progress.run(async () => await runTrial(stage, n8n, trial)));
		}
		return done;
	});
	return { plan: plan.notice, rows };
}
