import { isTransientWhilePolling } from '../../../protocol/retry';
import { isNetworkError } from './networkError';
import { repeat } from './repeat';
import type { Asker } from './run';
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
	asker: Asker,
	wanted: FileWanted,
	mayComeSoon: boolean,
): Promise<Outcome> {
	const { outcome } = await repeat(
		asker,
		async () => await transfer(asker, wanted),
		(last) => {
			if (isNetworkError(last)) return last.kind !== 'blocked';
			if (isFile(last)) return false;
			return isTransientWhilePolling(last.status) || (mayComeSoon && SOON.includes(last.status));
		},
	);
	return isNetworkError(outcome) ? outcome.message : outcome;
}
