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

async function openRouterEvent(job: Job, status: string, now: number, sandbox: Sandbox) {
	const type = `video.generation.${status}`;
	const data = await sandbox.dialect.show(job, now, sandbox);
	return { id: random('idem'), type, body: JSON.stringify({ type, data }) };
}

/** The event of a job that has ended. */
export async function endEvent(
	job: Job,
	now: number,
	sandbox: Sandbox,
	style: WebhookStyle,
): Promise<WebhookEvent> {
	const status = statusAt(job, now);
	return style === 'openrouter'
		? await openRouterEvent(job, status, now, sandbox)
		: standardEvent(job, status, now);
}
