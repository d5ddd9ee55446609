/** The four states of a video job in the Videos API. */
export type VideoStatus = 'queued' | 'in_progress' | 'completed' | 'failed';

/*
 * What live servers and gateways say instead of the reference's words. Sources: vLLM-Omni, SGLang, TensorRT-LLM, new-api and OpenRouter
 * (PROTOCOL.md); Kling (succeed), Vidu and MiniMax (queueing), Runway (throttled), Azure (preprocessing) and DashScope in their API references.
 */
const WORDS: Record<VideoStatus, readonly string[]> = {
	queued: [
		...[
			'queued',
			'queueing',
			'queuing',
			'in_queue',
			'pending',
			'submitted',
			'not_start',
			'notstarted',
		],
		...['created', 'scheduled', 'waiting', 'throttled'],
	],
	in_progress: [
		...[
			'in_progress',
			'in-progress',
			'inprogress',
			'starting',
			'preparing',
			'preprocessing',
			'processing',
		],
		...[
			'running',
			'rendering',
			'generating',
			'postprocessing',
			'uploading',
			'cancelling',
			'canceling',
		],
		'unknown',
	],
	completed: ['completed', 'complete', 'success', 'succeed', 'succeeded', 'finished', 'done'],
	failed: [
		...[
			'failed',
			'failure',
			'fail',
			'error',
			'cancelled',
			'canceled',
			'expired',
			'rejected',
			'deleted',
		],
		...['dead', 'aborted', 'timeout', 'timed_out', 'moderated', 'blocked'],
	],
};

const STATUSES = new Map(
	(Object.keys(WORDS) as VideoStatus[]).flatMap((status) =>
		WORDS[status].map((word): [string, VideoStatus] => [word, status]),
	),
);

function known(word: unknown): VideoStatus | undefined {
	return typeof word === 'string' ? STATUSES.get(word.trim().toLowerCase()) : undefined;
}

/**
 * The API's own word for a status in any server's words, matched case-insensitively.
 * A word that nobody has seen yet means that the job is still running.
 */
export function normalizeStatus(word: unknown): VideoStatus {
	return known(word) ?? 'in_progress';
}

/** Whether {@link normalizeStatus} knows a server's word. */
export function isKnownStatus(word: string): boolean {
	return known(word) !== undefined;
}

/** Whether a job with this status will not change any more. */
export function hasEnded(status: VideoStatus): boolean {
	return status === 'completed' || status === 'failed';
}
