import type { Job } from './jobs.mts';
import { expiresAt, progressAt, statusAt, type Status } from './timeline.mts';

const errors: Record<string, { code: string; message: string } | undefined> = {
	moderation: {
		code: 'moderation_blocked',
		message: 'Your request was blocked by our moderation system.',
	},
	failed: { code: 'video_generation_failed', message: 'Video generation failed.' },
};

const toSeconds = (ms: number) => Math.floor(ms / 1000);

/** The words of the reference, unless the job was told to say others. */
function wordFor(job: Job, status: Status): string {
	const ended = status === 'completed' || status === 'failed';
	return (ended ? job.words.ended : job.words.running) ?? status;
}

/** The reference's `Video` object for a job as it stands at `now` (epoch ms). */
export function toVideo(job: Job, now = Date.now()) {
	const status = statusAt(job, now);
	const completed = status === 'completed';
	return {
		id: job.id,
		object: 'video',
		created_at: toSeconds(job.createdAt),
		status: wordFor(job, status),
		completed_at: completed ? toSeconds(job.endsAt) : null,
		error: status === 'failed' ? (errors[job.outcome] ?? null) : null,
		expires_at: completed ? toSeconds(expiresAt(job)) : null,
		model: job.clip.model,
		progress: progressAt(job, now),
		prompt: job.clip.prompt,
		remixed_from_video_id: job.remixedFrom,
		seconds: job.clip.seconds,
		size: job.clip.size,
	};
}

/** A job as the control API shows it: times in epoch ms, null when they have not come. */
export function toControlJob(job: Job, now = Date.now()) {
	return {
		id: job.id,
		status: statusAt(job, now),
		prompt: job.clip.prompt,
		model: job.clip.model,
		seconds: job.clip.seconds,
		size: job.clip.size,
		createdAt: job.createdAt,
		startedAt: now >= job.startsAt ? job.startsAt : null,
		completedAt: now >= job.endsAt ? job.endsAt : null,
		outcome: job.outcome,
		remixedFrom: job.remixedFrom,
		polls: job.polls,
		reference: job.clip.reference?.sha256 ?? null,
	};
}
