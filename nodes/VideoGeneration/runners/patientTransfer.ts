import { isTransientWhilePolling, retryDelayMs } from '../../../protocol/retry';
import { retryAfterMs } from '../../../protocol/retryHints';
import { isNetworkError } from './networkError';
import { pause } from './pause';
import type { Run } from './run';
import { transfer, type FileWanted, type StoredFile, type Transfer } from './transfer';

/** What came of all tries: the file, the last answer in words, or why there was none. */
export type Outcome = Transfer | string;

/** Whether the file came. */
export function isFile(outcome: Outcome): outcome is StoredFile {
	return typeof outcome === 'object' && 'file' in outcome;
}

// What servers answer for content that is not ready; after the end of the job it is there in a moment.
const SOON = [404, 409, 425];

/**
 * Transfers a file within the run's bound, again after transient failures.
 * @param mayComeSoon whether "not there" may change in a moment: the job has just ended
 */
export async function transferPatiently(
	run: Run,
	wanted: FileWanted,
	mayComeSoon: boolean,
): Promise<Outcome> {
	for (let tries = 1; ; tries += 1) {
		const outcome = await run.state
			.limit(async () => await transfer(run, wanted))
			.catch((error: unknown) => {
				if (isNetworkError(error)) return error;
				throw error;
			});
		if ('file' in outcome) return outcome;
		const isWords = 'status' in outcome;
		const again = isWords
			? isTransientWhilePolling(outcome.status) || (mayComeSoon && SOON.includes(outcome.status))
			: outcome.kind !== 'blocked';
		const delay = again
			? retryDelayMs(tries, isWords ? retryAfterMs(outcome.headers) : undefined)
			: undefined;
		if (delay === undefined) return isWords ? outcome : outcome.message;
		await pause(delay, run.stopSignal);
	}
}
