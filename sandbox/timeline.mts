import type { Job } from './jobs.mts';

export type Status = 'queued' | 'in_progress' | 'completed' | 'failed';

const fails: ReadonlySet<string> = new Set(['moderation', 'failed', 'failed_without_error']);

/** The job's true state at `now` (epoch ms), whatever words it is set to report. */
export function statusAt(job: Job, now: number): Status {
	// The create answer is made at createdAt and says queued even where the queue takes no time.
	if (now <= job.createdAt || now < job.startsAt) return 'queued';
	if (now < job.endsAt) return 'in_progress';
	return fails.has(job.outcome) ? 'failed' : 'completed';
}

/** Percent done at `now`: 100 only when completed; a job that hangs stays at 99. */
export function progressAt(job: Job, now: number): number {
	const status = statusAt(job, now);
	if (status === 'queued') return 0;
	if (status === 'completed') return 100;
	return Math.min(99, Math.floor(((now - job.startsAt) / Math.max(job.renderMs, 1)) * 100));
}

/** When the files are gone, epoch ms. */
export const expiresAt = (job: Job) => job.endsAt + job.expiresAfterMs;
