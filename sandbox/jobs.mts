import { randomBytes } from 'node:crypto';
import type { ClipSpec } from './clip-spec.mts';
import type { Settings } from './settings.mts';

export type Outcome =
	| 'completed'
	| 'completed_without_file'
	| 'expired'
	| 'failed'
	| 'failed_without_error'
	| 'moderation'
	| 'hang';

/** What a fault (or a mark in the prompt) makes of a job. */
export interface JobPlan {
	outcome?: Outcome;
	renderSeconds?: number;
	fileBytes?: number | null;
	/** Words the job reports instead of the reference's while it runs and when it has ended. */
	status?: { running?: string; ended?: string };
}

/** One video job. Times are epoch milliseconds; what it reports follows from them (timeline.mts). */
export interface Job {
	id: string;
	/** What was requested. */
	clip: ClipSpec;
	/** What the file is. */
	delivered: ClipSpec;
	createdAt: number;
	startsAt: number;
	/** Infinity for a job that hangs. */
	endsAt: number;
	renderMs: number;
	expiresAfterMs: number;
	outcome: Outcome;
	words: { running?: string; ended?: string };
	fileBytes: number | null;
	remixedFrom: string | null;
	/** How often the job was retrieved. */
	polls: number;
}

/** Marks for demos: a prompt that holds one decides how its job ends. */
const promptOutcomes: Array<[mark: string, outcome: Outcome]> = [
	['[sandbox:moderation]', 'moderation'],
	['[sandbox:fail]', 'failed'],
	['[sandbox:hang]', 'hang'],
];

const outcomeOf = (prompt: string): Outcome =>
	promptOutcomes.find(([mark]) => prompt.includes(mark))?.[1] ?? 'completed';

/** All jobs of this sandbox, in the order of their creation. */
export class JobStore {
	private readonly jobs = new Map<string, Job>();
	/** Jobs created since the last reset, deleted ones included. */
	created = 0;
	/** The most jobs that ran at the same time since then. */
	mostAtOnce = 0;

	create(
		clip: ClipSpec,
		settings: Settings,
		plan: JobPlan = {},
		remixedFrom: string | null = null,
		id = `video_${randomBytes(16).toString('hex')}`,
	): Job {
		const outcome = plan.outcome ?? outcomeOf(clip.prompt);
		const createdAt = Date.now();
		const startsAt = createdAt + settings.queueSeconds * 1000;
		const renderMs = (plan.renderSeconds ?? settings.renderSeconds) * 1000;
		const job: Job = {
			id,
			clip,
			delivered: { ...clip, ...settings.delivered },
			createdAt,
			startsAt,
			endsAt: outcome === 'hang' ? Infinity : startsAt + renderMs,
			renderMs,
			expiresAfterMs: outcome === 'expired' ? 0 : settings.expiresAfterSeconds * 1000,
			outcome,
			words: plan.status ?? {},
			fileBytes: plan.fileBytes === undefined ? settings.fileBytes : plan.fileBytes,
			remixedFrom,
			polls: 0,
		};
		this.jobs.set(job.id, job);
		this.created += 1;
		this.mostAtOnce = Math.max(this.mostAtOnce, this.running());
		return job;
	}

	/** How many jobs are queued or in progress. */
	running(now = Date.now()): number {
		return this.all().filter(({ endsAt }) => endsAt > now).length;
	}

	/** Ends a job now, whatever its render time. @returns whether there is one that was still running */
	finish(id: string): boolean {
		const job = this.jobs.get(id);
		const now = Date.now();
		if (!job || job.endsAt <= now) return false;
		job.endsAt = now;
		job.startsAt = Math.min(job.startsAt, now);
		return true;
	}

	get(id: string): Job | undefined {
		return this.jobs.get(id);
	}

	delete(id: string): boolean {
		return this.jobs.delete(id);
	}

	all(): Job[] {
		return [...this.jobs.values()];
	}

	clear() {
		this.jobs.clear();
		this.created = 0;
		this.mostAtOnce = 0;
	}
}
