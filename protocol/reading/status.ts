/** The four states of a video job in the Videos API. */
export type VideoStatus = 'queued' | 'in_progress' | 'completed' | 'failed';

// What live servers and gateways say instead of the reference's words (vLLM-Omni, SGLang, new-api, OpenRouter, …).
const QUEUED = ['queued', 'pending', 'submitted', 'not_start', 'notstarted', 'created'];
const COMPLETED = ['completed', 'complete', 'success', 'succeeded', 'finished', 'done'];
const FAILED = [
	'failed',
	'failure',
	'fail',
	'error',
	'cancelled',
	'canceled',
	'expired',
	'rejected',
	'deleted',
];

/**
 * The API's own word for a status in any server's words, matched case-insensitively.
 * A word that nobody has seen yet means that the job is still running.
 */
export function normalizeStatus(word: unknown): VideoStatus {
	const status = typeof word === 'string' ? word.trim().toLowerCase() : '';
	if (QUEUED.includes(status)) return 'queued';
	if (COMPLETED.includes(status)) return 'completed';
	if (FAILED.includes(status)) return 'failed';
	return 'in_progress';
}

/** Whether a job with this status will not change any more. */
export function hasEnded(status: VideoStatus): boolean {
	return status === 'completed' || status === 'failed';
}
