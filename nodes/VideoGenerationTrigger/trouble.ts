import { isRecord } from '../../protocol/reading/json';
import { isTransientWhilePolling } from '../../client/retryPolicy';
import type { VideosError } from '../../client/errors';

/** How long a server has been no use, and what was said of it. */
export interface Trouble {
	/** Polls that failed in a row. */
	looks: number;
	/** What was raised: nothing yet, that it does not pass, or that it will not pass by itself. */
	raised: 'nothing' | 'passing' | 'lasting';
}

/** What to do about a poll that failed. */
export type Reaction = 'log' | 'raise' | 'nothing';

const QUIET_LOOKS = 5;

/** A stored trouble; `undefined` where there is none. */
export function readTrouble(stored: unknown): Trouble | undefined {
	if (!isRecord(stored) || typeof stored.looks !== 'number') return undefined;
	const { looks, raised } = stored;
	return { looks, raised: raised === 'passing' || raised === 'lasting' ? raised : 'nothing' };
}

/** Whether a failure to get the list will not pass by itself: a refused key, a server that has none. */
export function isLasting({ kind, details: { httpStatus: status } }: VideosError): boolean {
	if (kind === 'input' || kind === 'unsupported' || kind === 'forbidden') return true;
	if (status === undefined || status < 300) return false;
	return status === 501 || !isTransientWhilePolling(status);
}

/**
 * Counts a poll that failed. What may pass is raised only when it does not pass for a while; each trouble is raised once.
 * @param lasting whether it will not pass by itself
 */
export function afterFailure(
	before: Trouble | undefined,
	lasting: boolean,
): { trouble: Trouble; reaction: Reaction } {
	const { looks, raised } = before ?? { looks: 0, raised: 'nothing' };
	const known = { looks: looks + 1, raised };
	if (lasting && raised !== 'lasting') {
		return { trouble: { ...known, raised: 'lasting' }, reaction: 'raise' };
	}
	if (!lasting && raised === 'nothing' && known.looks >= QUIET_LOOKS) {
		return { trouble: { ...known, raised: 'passing' }, reaction: 'raise' };
	}
	return { trouble: known, reaction: looks === 0 ? 'log' : 'nothing' };
}
