import { randomBytes } from 'node:crypto';
import type { Job } from '../jobs.mts';
import { statusAt } from '../timeline.mts';
import type { Sandbox } from '../state.mts';

/** How a server tells that a job has ended. */
export type WebhookStyle = 'standard' | 'openrouter';

/** An event, the same in each of its deliveries. */
export interface WebhookEvent {
	/** The delivery's id (`webhook-id`, or the idempotency key). */
	id: string;
	type: string;
	body: string;
}

const random = (prefix: string) => `${prefix}_${randomBytes(16).toString('hex')}`;

function standardEvent(job: Job, status: string, now: number): WebhookEvent {
	const type = `video.${status}`;
	const created_at = Math.floor(now / 1000);
	const told = { id: random('evt'), object: 'event', created_at, type, data: { id: job.id } };
	return { id: random('wh'), type, body: JSON.stringify(told) };
}

// What a job has that its event lacks.
const NOT_TOLD = ['polling_url', 'urls', 'expires_at'];

// openrouter.ai/docs/guides/overview/multimodal/video-generation, Webhooks: one idempotency key for all deliveries of one end.
async function openRouterEvent(job: Job, now: number, sandbox: Sandbox): Promise<WebhookEvent> {
	const shown = (await sandbox.dialect.show(job, now, sandbox)) as Record<string, unknown>;
	const said = Object.entries({ ...shown, model: job.clip.model });
	const data = Object.fromEntries(said.filter(([name]) => !NOT_TOLD.includes(name)));
	const status = String(shown.status);
	const type = `video.generation.${status}`;
	const told = { type, created_at: new Date(now).toISOString(), data };
	return { id: `${job.id}-${status}`, type, body: JSON.stringify(told) };
}

/** The event of a job that has ended. */
export async function endEvent(
	job: Job,
	now: number,
	sandbox: Sandbox,
	style: WebhookStyle,
): Promise<WebhookEvent> {
	return style === 'openrouter'
		? await openRouterEvent(job, now, sandbox)
		: standardEvent(job, statusAt(job, now), now);
}
