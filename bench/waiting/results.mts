import type { Stored } from '../store.mts';
import { measureSuspendedLearned, type SuspendedLearnedResult } from './learned.mts';
import { measureWaitMemory, type WaitMemoryResult } from './memory.mts';
import type { Part, WaitingPlan } from './plan.mts';
import { measureQueue, type QueueResult } from './queue.mts';
import { measureWays, type WaysResult } from './ways.mts';

/** What each part finds. */
export interface Found {
	ways: WaysResult;
	memory: WaitMemoryResult;
	learned: SuspendedLearnedResult;
	queue: QueueResult;
}

/** What the parts that ran have found, in this run or before. */
export type WaitingResults = { [P in Part]?: Stored<Found[P]> };

type Measure<T> = (plan: WaitingPlan, seed: number, say: (text: string) => void) => Promise<T>;

/** How each is measured. */
export const measures: { [P in Part]: Measure<Found[P]> } = {
	ways: async ({ ways }, _seed, say) => await measureWays(ways, say),
	memory: async ({ memory }, _seed, say) => await measureWaitMemory(memory, say),
	learned: async ({ learned }, seed, say) => await measureSuspendedLearned(learned, seed, say),
	queue: async ({ queue }, seed, say) => await measureQueue(queue, seed, say),
};
