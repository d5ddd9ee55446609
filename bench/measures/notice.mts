import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { openAi } from '../contenders/open-ai.mts';
import { thisNode } from '../contenders/this-node.mts';
import type { N8n } from '../n8n.mts';
import { mean } from '../numbers.mts';
import type { Plan } from '../plan.mts';
import { followed, type Followed } from '../polls.mts';
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
}

const mostSeconds = 600;

/** Has the next videos rendered in these times, one each. */
async function planRenders({ sandbox }: Stage, renders: number[]): Promise<void> {
	for (const renderSeconds of renders) {
		await sandbox.fault({
			match: { method: 'POST', path: '/videos$' },
			times: 1,
			fault: { job: { renderSeconds } },
		});
	}
}

async function hideProgress({ sandbox }: Stage): Promise<void> {
	await sandbox.fault({
		match: { method: 'GET', path: '/videos/[^/]+$' },
		times: null,
		fault: { merge: { progress: 0 } },
	});
}

function statistics(values: number[]) {
	return { mean: mean(values), most: Math.max(...values) };
}

function cellOf(renderSeconds: number, all: Followed[], renders: number[]): NoticeCell {
	const distance = (video: Followed, to: number) => Math.abs(Math.log(video.renderSeconds / to));
	const videos = all.filter((video) =>
		renders.every((other) => distance(video, renderSeconds) <= distance(video, other)),
	);
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

async function runTrial(stage: Stage, n8n: N8n, trial: Trial): Promise<NoticeRow> {
	const { sandbox, plan } = stage;
	const { renders } = plan.notice;
	await sandbox.reset();
	if (trial.hidesProgress) await hideProgress(stage);
	const times = renders.flatMap((seconds) => trial.spread.map((share) => seconds * share));
	await planRenders(stage, times);
	await n8n.run(workflowOf(trial.contender, n8n.credentials, times.length), mostSeconds);
	const videos = await followed(sandbox);
	return { name: trial.name, cells: renders.map((render) => cellOf(render, videos, renders)) };
}

/** Measure (b): how long after its completion a video is noticed, and how many polls that costs. */
export async function measureNotice(stage: Stage): Promise<NoticeResult> {
	const { sandbox, plan } = stage;
	const { spread } = plan.notice;
	const loop = handMade(sandbox.baseUrl);
	const trials: Trial[] = [
		{ name: thisNode.name, contender: thisNode, spread },
		{ name: 'This node, progress hidden', contender: thisNode, spread, hidesProgress: true },
		{ name: loop.name, contender: loop, spread },
		{ name: openAi.name, contender: openAi, spread: [1] },
	];
	const rows = await withN8n(stage, async (n8n) => {
		const done: NoticeRow[] = [];
		for (const trial of trials) {
			stage.say(`  b: ${trial.name}`);
			done.push(await runTrial(stage, n8n, trial));
		}
		return done;
	});
	return { plan: plan.notice, rows };
}
