import { mean } from '../numbers.mts';
import { followAsBefore } from '../oldSchedule.mts';
import type { ChangePlan } from '../plan.mts';
import { followed } from '../polls.mts';
import { Progress } from '../progress.mts';
import { randomOf } from '../../test/support/random.mts';
import { drawRenders } from '../random.mts';
import type { Stage } from '../stage.mts';
import { withStrangers, type Strangers } from './strangers.mts';

/** The first job of one model after the change. Times are seconds. */
export interface FirstJob {
	renderSeconds: number;
	polls: number;
	lag: number;
}

export interface ChangeResult {
	plan: ChangePlan;
	jobs: FirstJob[];
	/** mean lag as a share of the mean render */
	share: number;
	/** the same of the schedule before it learned, calculated */
	shareBefore: number;
}

async function runAll({ begin, restart }: Strangers, models: string[], renders: number[]) {
	await restart();
	const end = await begin(models, renders);
	await end();
}

/** Measure (i): what a threefold change of the render time does to the next job of a model that was learned. */
export async function measureChange(stage: Stage): Promise<ChangeResult> {
	const plan = stage.plan.change;
	const { models, learnedFrom, beforeSeconds, afterSeconds, deviation } = plan;
	const random = randomOf(stage.seed);
	const names = Array.from({ length: models }, (_, index) => `change-${index}`);
	const learned = names.flatMap((name) => Array<string>(learnedFrom).fill(name));
	const progress = new Progress(stage.say, 'i', [
		{ name: `${learned.length} videos of ${beforeSeconds} s`, seconds: beforeSeconds * 1.5 },
		{ name: `${models} videos of ${afterSeconds} s`, seconds: afterSeconds * 1.5 },
	]);
	return await withStrangers(stage, async (strangers) => {
		const first = drawRenders(random, learned.length, beforeSeconds, deviation);
		await progress.run(async () => await runAll(strangers, learned, first));
		const then = drawRenders(random, models, afterSeconds, deviation);
		await progress.run(async () => await runAll(strangers, names, then));
		const jobs = (await followed(strangers.sandbox)).map((video) => ({
			renderSeconds: video.renderSeconds,
			polls: video.polls,
			lag: video.fetchedAfter,
		}));
		const meanRender = mean(jobs.map(({ renderSeconds }) => renderSeconds));
		const share = mean(jobs.map(({ lag }) => lag)) / meanRender;
		const lagsBefore = jobs.map(({ renderSeconds }) => followAsBefore(renderSeconds).lag);
		return { plan, jobs, share, shareBefore: mean(lagsBefore) / meanRender };
	});
}
