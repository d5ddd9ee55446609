/** How large each part is. Times are seconds. */
export interface WaitingPlan {
	ways: { videos: number; renderSeconds: number };
	memory: { executions: number; seconds: number; settleSeconds: number; runs: number };
	learned: { videos: number; learnedFrom: number; renderSeconds: number; deviation: number };
	queue: { videos: number; renderSeconds: number; deviation: number; concurrency: number };
}

/** What the report is made of. */
export const wholePlan: WaitingPlan = {
	ways: { videos: 50, renderSeconds: 300 },
	memory: { executions: 50, seconds: 60, settleSeconds: 15, runs: 3 },
	learned: { videos: 50, learnedFrom: 5, renderSeconds: 300, deviation: 0.1 },
	// 10 is n8n's own default.
	queue: { videos: 200, renderSeconds: 300, deviation: 0.1, concurrency: 10 },
};

/** Enough to see that everything runs; its figures say little. */
export const quickPlan: WaitingPlan = {
	ways: { videos: 5, renderSeconds: 30 },
	memory: { executions: 10, seconds: 15, settleSeconds: 3, runs: 1 },
	learned: { videos: 5, learnedFrom: 3, renderSeconds: 20, deviation: 0.1 },
	queue: { videos: 20, renderSeconds: 20, deviation: 0.1, concurrency: 10 },
};

/** The parts, in the order in which they run, with the minutes of each in the whole plan. */
export const parts = {
	ways: { about: '50 long renders, kept running and suspended', minutes: 13 },
	memory: { about: "fifty held waits beside fifty of n8n's own Wait nodes", minutes: 14 },
	learned: { about: 'suspended waits for renders that were learned', minutes: 13 },
	queue: { about: '200 suspended waits in queue mode with two workers', minutes: 9 },
} as const;

export type Part = keyof typeof parts;
