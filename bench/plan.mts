/** How large each measure is. Times are seconds, sizes bytes. */
export interface Plan {
	/** Three items from prompt to file. */
	wall: {
		items: number;
		renderSeconds: number;
		fileBytes: number;
		/** of each contender, in turns */
		runs: number;
		/** of the contender that makes its items one after the other */
		serialRuns: number;
	};
	/** How soon a finished video is noticed. */
	notice: {
		renders: number[];
		/** Each render is measured at these multiples too, since luck decides where one end falls. */
		spread: number[];
	};
	/** What a large file costs in memory. */
	memory: { renderSeconds: number; fileBytes: [small: number, large: number] };
	/** Many items at once. */
	many: ManyPlan;
	/** What reading a file's facts costs: so many downloads without it, and as many with it. */
	facts: { fileBytes: number; runs: number };
	/** A thousand items at once. */
	thousand: ManyPlan;
	/** Many executions at once. */
	parallel: ParallelPlan;
	/** How late a video is noticed, for how many polls. */
	lag: LagPlan;
	/** A render time that changes. */
	change: ChangePlan;
}

export interface ManyPlan {
	items: number;
	fewItems: number;
	renderSeconds: number;
	fileBytes: number;
	/** more time for each answer: without a network, requests are over before the next one comes */
	latencyMs: number;
	/** of each contender, in turns */
	runs: number;
}

export interface ParallelPlan {
	executions: number;
	/** of each execution */
	items: number;
	renderSeconds: number;
	fileBytes: number;
	latencyMs: number;
	runs: number;
	serialRuns: number;
}

export interface LagPlan {
	renders: Array<{ seconds: number; items: number }>;
	/** standard deviation of the renders, as a share of their mean */
	deviation: number;
	/** how many videos are finished before it counts as learned */
	learnedFrom: number;
	/** the user's own poll intervals */
	intervals: number[];
}

export interface ChangePlan {
	/** Each model has its own render times, and one first job after the change. */
	models: number;
	learnedFrom: number;
	beforeSeconds: number;
	afterSeconds: number;
	deviation: number;
}

const MB = 1e6;
const SMALL_FILE = 100_000;

/** What the report is made of. */
export const wholePlan: Plan = {
	wall: { items: 3, renderSeconds: 12, fileBytes: 40 * MB, runs: 7, serialRuns: 3 },
	notice: { renders: [1, 10, 60], spread: [0.8, 0.87, 0.93, 1, 1.07, 1.13, 1.2] },
	memory: { renderSeconds: 1, fileBytes: [MB, 1000 * MB] },
	many: { items: 200, fewItems: 8, renderSeconds: 10, fileBytes: MB, latencyMs: 50, runs: 7 },
	facts: { fileBytes: 400 * MB, runs: 10 },
	thousand: {
		...{ items: 1000, fewItems: 8, renderSeconds: 60, fileBytes: SMALL_FILE },
		...{ latencyMs: 50, runs: 5 },
	},
	parallel: {
		...{ executions: 20, items: 3, renderSeconds: 10, fileBytes: MB, latencyMs: 50 },
		...{ runs: 7, serialRuns: 1 },
	},
	lag: {
		renders: [
			{ seconds: 60, items: 40 },
			{ seconds: 300, items: 40 },
		],
		deviation: 0.1,
		learnedFrom: 5,
		intervals: [2, 5, 10],
	},
	change: { models: 8, learnedFrom: 5, beforeSeconds: 20, afterSeconds: 60, deviation: 0.1 },
};

/** Enough to see that everything runs; its figures say little. */
export const quickPlan: Plan = {
	wall: { items: 3, renderSeconds: 3, fileBytes: 5 * MB, runs: 2, serialRuns: 1 },
	notice: { renders: [1, 6], spread: [0.8, 1, 1.2] },
	memory: { renderSeconds: 0.5, fileBytes: [MB, 50 * MB] },
	many: { items: 20, fewItems: 4, renderSeconds: 2, fileBytes: MB, latencyMs: 50, runs: 2 },
	facts: { fileBytes: 50 * MB, runs: 2 },
	thousand: {
		...{ items: 100, fewItems: 4, renderSeconds: 5, fileBytes: SMALL_FILE },
		...{ latencyMs: 50, runs: 2 },
	},
	parallel: {
		...{ executions: 4, items: 3, renderSeconds: 2, fileBytes: MB, latencyMs: 50 },
		...{ runs: 2, serialRuns: 1 },
	},
	lag: {
		renders: [
			{ seconds: 8, items: 8 },
			{ seconds: 15, items: 8 },
		],
		deviation: 0.1,
		learnedFrom: 5,
		intervals: [2, 5],
	},
	change: { models: 3, learnedFrom: 5, beforeSeconds: 4, afterSeconds: 12, deviation: 0.1 },
};

/** The same plan with another number of runs of every contender that takes turns. */
export function withRuns(plan: Plan, runs: number): Plan {
	const serialRuns = (planned: number) => Math.min(planned, runs);
	return {
		...plan,
		wall: { ...plan.wall, runs, serialRuns: serialRuns(plan.wall.serialRuns) },
		many: { ...plan.many, runs },
		thousand: { ...plan.thousand, runs },
		parallel: { ...plan.parallel, runs, serialRuns: serialRuns(plan.parallel.serialRuns) },
	};
}
