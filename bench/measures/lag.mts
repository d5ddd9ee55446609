import { mean } from '../numbers.mts';
import { followAsBefore } from '../oldSchedule.mts';
import type { LagPlan } from '../plan.mts';
import { followed } from '../polls.mts';
import { Progress } from '../progress.mts';
import { randomOf, type Random } from '../../test/support/random.mts';
import { drawRenders } from '../random.mts';
import type { Stage } from '../stage.mts';
import { withStrangers, type Strangers } from './strangers.mts';

/** What one way of polling costs for renders of about one length. */
export interface LagPoint {
	name: string;
	kind: 'learned' | 'unlearned' | 'fixed' | 'before';
	/** mean */
	polls: number;
	/** seconds from the completion to the request for the file */
	lag: { mean: number; most: number };
	/** the mean lag as a share of the mean render */
	share: number;
}

export interface LagCell {
	renderSeconds: number;
	items: number;
	points: LagPoint[];
}

export interface LagResult {
	plan: LagPlan;
	cells: LagCell[];
}

interface Way {
	name: string;
	kind: LagPoint['kind'];
	interval: number;
	modelOf(item: number): string;
}

interface Observed {
	polls: number;
	lag: number;
	renderSeconds: number;
}

function waysFor({ intervals }: LagPlan, renderSeconds: number): Way[] {
	const learned = `learned-${renderSeconds}`;
	return [
		{ name: 'This node, learned', kind: 'learned', interval: 0, modelOf: () => learned },
		{
			name: 'This node, unlearned',
			kind: 'unlearned',
			interval: 0,
			modelOf: (item) => `unlearned-${renderSeconds}-${item}`,
		},
		...intervals.map((interval): Way => ({
			name: `This node, fixed ${interval} s`,
			kind: 'fixed',
			interval,
			modelOf: () => `fixed-${interval}-${renderSeconds}`,
		})),
	];
}

function pointOf({ name, kind }: Pick<Way, 'name' | 'kind'>, videos: Observed[]): LagPoint {
	const lags = videos.map(({ lag }) => lag);
	return {
		name,
		kind,
		polls: mean(videos.map(({ polls }) => polls)),
		lag: { mean: mean(lags), most: Math.max(...lags) },
		share: mean(lags) / mean(videos.map(({ renderSeconds }) => renderSeconds)),
	};
}

async function pointsOf({ sandbox }: Strangers, ways: Way[], items: number): Promise<LagPoint[]> {
	const all = await followed(sandbox);
	return ways.map((way) => {
		const models = new Set(Array.from({ length: items }, (_, item) => way.modelOf(item)));
		const videos = all.filter(({ model }) => models.has(model));
		if (videos.length !== items) throw new Error(`${way.name}: ${videos.length} of ${items}.`);
		return pointOf(
			way,
			videos.map((video) => ({ ...video, lag: video.fetchedAfter })),
		);
	});
}

// All at the same time, and with the same renders: what else the machine does meets all alike.
async function runAll(strangers: Strangers, ways: Way[], renders: number[]): Promise<LagPoint[]> {
	await strangers.restart();
	const ends: Array<() => Promise<unknown>> = [];
	for (const { modelOf, interval } of ways) {
		const models = renders.map((_, item) => modelOf(item));
		ends.push(await strangers.begin(models, renders, interval));
	}
	await Promise.all(ends.map(async (end) => await end()));
	return await pointsOf(strangers, ways, renders.length);
}

async function learn(strangers: Strangers, renderSeconds: number, renders: number[]) {
	await strangers.restart();
	const models = renders.map(() => `learned-${renderSeconds}`);
	const end = await strangers.begin(models, renders);
	await end();
}

async function measureCell(
	strangers: Strangers,
	plan: LagPlan,
	{ seconds, items }: LagPlan['renders'][number],
	random: Random,
	progress: Progress,
): Promise<LagCell> {
	const draw = (count: number) => drawRenders(random, count, seconds, plan.deviation);
	const [first, renders] = [draw(plan.learnedFrom), draw(items)];
	await progress.run(async () => await learn(strangers, seconds, first));
	const ways = waysFor(plan, seconds);
	const points = await progress.run(async () => await runAll(strangers, ways, renders));
	const before = renders.map((renderSeconds) => ({
		...followAsBefore(renderSeconds),
		renderSeconds,
	}));
	const name = 'Before it learned (calculated)';
	return {
		renderSeconds: seconds,
		items,
		points: [...points, pointOf({ name, kind: 'before' }, before)],
	};
}

/** Measure (h): how late a finished video is noticed, for how many polls, where the server hides its progress. */
export async function measureLag(stage: Stage): Promise<LagResult> {
	const plan = stage.plan.lag;
	const random = randomOf(stage.seed);
	const steps = plan.renders.flatMap(({ seconds }) => [
		{ name: `${seconds} s, learning`, seconds: seconds * 1.2 },
		{ name: `${seconds} s, all ways at once`, seconds: seconds * 1.4 },
	]);
	const progress = new Progress(stage.say, 'h', steps);
	const cells = await withStrangers(stage, async (strangers) => {
		const done: LagCell[] = [];
		for (const render of plan.renders) {
			done.push(await measureCell(strangers, plan, render, random, progress));
		}
		return done;
	});
	return { plan, cells };
}
