import type { FoundFacts } from './facts';
import type { Steps } from './steps';

/** A kind of file while it is read. */
export interface Container {
	steps: Steps;
	/**
	 * What has been found so far.
	 * @param isWhole whether all of the file has been seen: what was counted then counts
	 */
	facts(isWhole: boolean): FoundFacts;
}

/** More tracks no file has: a header that names more is not remembered. */
export const MOST_TRACKS = 100;
