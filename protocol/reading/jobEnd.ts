import { isBlocked, isBlockedCode } from './blocked';
import { filterFlag } from './filterFlag';
import type { JsonRecord } from './json';
import { readReason, type Reason } from './reason';
import { readResults } from './results';
import type { VideoStatus } from './status';

/** How a job stands, and why it failed if it did. */
export interface JobEnd {
	status: VideoStatus;
	error?: Reason;
}

// Some servers end a blocked job with a word of its own; as a code, "blocked" alone could be about an account.
function wordFlag(word: string): Reason | undefined {
	const code = word.trim().toLowerCase() === 'blocked' ? 'content_blocked' : word;
	return isBlockedCode(code) ? { code, message: null } : undefined;
}

/**
 * How a job has really ended. A server may call a job completed that its safety filter left without a video: that one has failed.
 * @param status what the server's own word for it means
 * @param word that word: some servers have one for a blocked job
 */
export function readJobEnd(answer: JsonRecord, status: VideoStatus, word = ''): JobEnd {
	if (status === 'failed') {
		const reason = readReason(answer);
		const flag = wordFlag(word) ?? filterFlag(answer, true);
		// The flag is what says why; a code such as 400 does not.
		const error =
			flag && !isBlocked(reason)
				? { ...flag, message: flag.message ?? reason?.message ?? null }
				: reason;
		return { status, ...(error && { error }) };
	}
	if (status !== 'completed') return { status };
	const flag = filterFlag(answer, false);
	if (flag === undefined || readResults(answer).length > 0) return { status };
	return { status: 'failed', error: flag };
}
