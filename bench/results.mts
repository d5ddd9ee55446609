import type { FactsResult } from './measures/facts.mts';
import type { ManyResult } from './measures/many.mts';
import type { MemoryResult } from './measures/memory.mts';
import type { NoticeResult } from './measures/notice.mts';
import type { WallResult } from './measures/wall.mts';

/** What the measures that ran have found. */
export interface Results {
	a?: WallResult;
	b?: NoticeResult;
	c?: MemoryResult;
	d?: ManyResult;
	e?: FactsResult;
}
