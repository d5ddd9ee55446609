/** How large each measure is. Times are seconds, sizes bytes. */
export interface Plan {
	/** Three items from prompt to file. */
	wall: {
		items: number;
		renderSeconds: number;
		fileBytes: number;
		/** of the contenders that take no more than a minute; the slow one runs once */
		runs: number;
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
	many: {
		items: number;
		fewItems: number;
		renderSeconds: number;
		fileBytes: number;
		/** more time for each answer: without a network, requests are over before the next one comes */
		latencyMs: number;
	};
	/** What reading a file's facts costs: so many downloads without it, and as many with it. */
	facts: { fileBytes: number; runs: number };
}

const MB = 1e6;

/** What the report is made of. */
export const wholePlan: Plan = {
	wall: { items: 3, renderSeconds: 12, fileBytes: 40 * MB, runs: 3 },
	notice: { renders: [1, 10, 60], spread: [0.8, 0.87, 0.93, 1, 1.07, 1.13, 1.2] },
	memory: { renderSeconds: 1, fileBytes: [MB, 1000 * MB] },
	many: { items: 200, fewItems: 8, renderSeconds: 10, fileBytes: MB, latencyMs: 50 },
	facts: { fileBytes: 400 * MB, runs: 10 },
};

/** Enough to see that everything runs; its figures say little. */
export const quickPlan: Plan = {
	wall: { items: 3, renderSeconds: 3, fileBytes: 5 * MB, runs: 1 },
	notice: { renders: [1, 6], spread: [0.8, 1, 1.2] },
	memory: { renderSeconds: 0.5, fileBytes: [MB, 50 * MB] },
	many: { items: 20, fewItems: 4, renderSeconds: 2, fileBytes: MB, latencyMs: 50 },
	facts: { fileBytes: 50 * MB, runs: 2 },
};
