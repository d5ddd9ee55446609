import type { Letter } from './letters.mts';
import { measureChange, type ChangeResult } from './measures/change.mts';
import { measureFacts, type FactsResult } from './measures/facts.mts';
import { measureLag, type LagResult } from './measures/lag.mts';
import { measureMany, type ManyResult } from './measures/many.mts';
import { measureMemory, type MemoryResult } from './measures/memory.mts';
import { measureNotice, type NoticeResult } from './measures/notice.mts';
import { measureParallel, type ParallelResult } from './measures/parallel.mts';
import { measureWall, type WallResult } from './measures/wall.mts';
import type { Stage } from './stage.mts';
import type { Stored } from './store.mts';

/** What each measure finds. */
export interface Found {
	a: WallResult;
	b: NoticeResult;
	c: MemoryResult;
	d: ManyResult;
	e: FactsResult;
	f: ManyResult;
	g: ParallelResult;
	h: LagResult;
	i: ChangeResult;
}

/** What the measures that ran have found, in this run or before. */
export type Results = { [L in Letter]?: Stored<Found[L]> };

/** How each is measured. */
export const measures: { [L in Letter]: (stage: Stage) => Promise<Found[L]> } = {
	a: measureWall,
	b: measureNotice,
	c: measureMemory,
	d: async (stage) => await measureMany(stage, 'd', stage.plan.many),
	e: measureFacts,
	f: async (stage) => await measureMany(stage, 'f', stage.plan.thousand),
	g: measureParallel,
	h: measureLag,
	i: measureChange,
};
