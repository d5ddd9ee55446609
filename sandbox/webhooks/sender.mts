import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../jobs.mts';
import type { Sandbox } from '../state.mts';
import { DeliveryLog, type Attempt, type Delivery } from './deliveries.mts';
import { endEvent, type WebhookEvent } from './event.mts';
import { signedHeaders } from './sign.mts';

const ANSWER_TIMEOUT_MS = 30_000;
const LONGEST_ANSWER = 2000;

async function post(
	url: string,
	event: WebhookEvent,
	headers: Attempt['headers'],
	end: AbortSignal,
) {
	const signal = AbortSignal.any([end, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
	try {
		const init = { method: 'POST', headers, body: event.body, signal, redirect: 'manual' } as const;
		const answer = await fetch(url, init);
		return { status: answer.status, answer: (await answer.text()).slice(0, LONGEST_ANSWER) };
	} catch (error) {
		const { cause, message } = error as Error;
		return { status: null, answer: String((cause as Error | undefined)?.message ?? message) };
	}
}

// Every delivery listens to it.
function newEnd(): AbortController {
	const end = new AbortController();
	setMaxListeners(0, end.signal);
	return end;
}

/** Tells of jobs that have ended, again and again until somebody has taken it. */
export class WebhookSender {
	readonly log = new DeliveryLog();
	/** By job id: what wakes up when it ends. */
	private readonly waiting = new Map<string, AbortController>();
	private ended = newEnd();

	/** Tells of the job when it ends. Its timer keeps no process alive. */
	watch(sandbox: Sandbox, job: Job, url: string) {
		const wake = new AbortController();
		this.waiting.set(job.id, wake);
		void this.tellWhenEnded(sandbox, job, url, wake.signal, this.ended.signal);
	}

	/** The job has ended earlier than was planned. */
	finished(jobId: string) {
		this.waiting.get(jobId)?.abort();
	}

	/** Stops all that is on its way, and forgets what was. */
	clear() {
		this.ended.abort();
		this.ended = newEnd();
		this.waiting.clear();
		this.log.clear();
	}

	private async tellWhenEnded(
		sandbox: Sandbox,
		job: Job,
		url: string,
		wake: AbortSignal,
		end: AbortSignal,
	) {
		// A job that hangs ends only by hand; a timer bears no more than this.
		while (job.endsAt > Date.now() && !end.aborted && !wake.aborted) {
			const ms = Math.min(job.endsAt - Date.now() + 1, 2 ** 31 - 1);
			const signal = AbortSignal.any([wake, end]);
			await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
		}
		if (end.aborted) return;
		this.waiting.delete(job.id);
		if (sandbox.jobs.get(job.id) !== job) return;
		const { webhooks } = sandbox.dialect;
		const event = await endEvent(job, Date.now(), sandbox, webhooks?.style ?? 'standard');
		await this.deliver(sandbox, job.id, url, event, end);
	}

	private async deliver(
		sandbox: Sandbox,
		jobId: string,
		url: string,
		event: WebhookEvent,
		end: AbortSignal,
	) {
		const delivery: Delivery = { jobId, url, ...event, attempts: [], delivered: false };
		this.log.add(delivery);
		for (let n = 0; !end.aborted; n += 1) {
			const at = new Date();
			const { webhookSecret, webhookRetrySeconds: pauses } = sandbox.settings;
			const style = sandbox.dialect.webhooks?.style ?? 'standard';
			const headers = signedHeaders(style, event, webhookSecret, at);
			const outcome = await post(url, event, headers, end);
			const durationMs = Date.now() - at.getTime();
			delivery.attempts.push({ at: at.getTime(), headers, ...outcome, durationMs });
			const { status } = outcome;
			delivery.delivered = status !== null && status >= 200 && status < 300;
			if (delivery.delivered) return;
			// The last pause goes on for ever.
			const seconds = pauses[Math.min(n, pauses.length - 1)] ?? 1;
			const waits = { signal: end, ref: false };
			await sleep(seconds * 1000, undefined, waits).catch(() => undefined);
		}
	}
}
