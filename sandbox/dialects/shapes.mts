import type { IncomingHttpHeaders } from 'node:http';
import { Buffer } from 'node:buffer';
import { ApiError } from '../errors.mts';
import type { Job } from '../jobs.mts';
import type { Sandbox } from '../state.mts';
import { progressAt, statusAt, type Status } from '../timeline.mts';

/** `Authorization: Bearer KEY`. */
export function bearerKey(headers: IncomingHttpHeaders): string | undefined {
	return /^bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1];
}

/** `Authorization: Basic TOKEN`: the token as it is, or the password inside it. */
export function basicKey(headers: IncomingHttpHeaders): string | undefined {
	const token = /^basic\s+(.*)$/i.exec(headers.authorization ?? '')?.[1];
	if (token === undefined) return undefined;
	const text = Buffer.from(token, 'base64').toString();
	return text.includes(':') ? text.slice(text.indexOf(':') + 1) : token;
}

/** FastAPI's answer for a field: 422 with a list. */
export class FieldsError extends ApiError {
	constructor(
		readonly field: string,
		problem: string,
	) {
		super(422, problem, 'invalid_field', field);
	}
}

/** FastAPI's envelopes: `{detail: [{loc, msg, type}]}` for fields, `{detail: "text"}` for the rest. */
export function fastApiError({ status, message, param }: ApiError): unknown {
	if (status !== 422 || param === null) return { detail: message };
	const type = message === 'Field required' ? 'missing' : 'value_error';
	return { detail: [{ type, loc: ['body', param], msg: message, input: null }] };
}

/** A page as vLLM-Omni and SGLang give it: an unknown `after` gives an empty one; without `limit` it is all. */
export function pageOf(
	jobs: Job[],
	{ after, limit, order = 'desc' }: { after?: unknown; limit?: unknown; order?: unknown },
	sandbox: Sandbox,
) {
	const sorted = order === 'asc' ? jobs : [...jobs].reverse();
	const position = sorted.findIndex(({ id }) => id === after);
	const rest = after === undefined ? sorted : position < 0 ? [] : sorted.slice(position + 1);
	const page = limit === undefined ? rest : rest.slice(0, Number(limit));
	return {
		object: 'list',
		data: page.map((job) => sandbox.dialect.show(job, Date.now(), sandbox)),
		first_id: page.at(0)?.id ?? null,
		last_id: page.at(-1)?.id ?? null,
		has_more: page.length < rest.length,
	};
}

/** Epoch seconds. */
export const seconds = (ms: number) => Math.floor(ms / 1000);

/** A job's state in a server's own words, unless a fault tells it to say others. */
export function wordOf(job: Job, now: number, words: Record<Status, string>): string {
	const status = statusAt(job, now);
	const ended = status === 'completed' || status === 'failed';
	return (ended ? job.words.ended : job.words.running) ?? words[status];
}

/** The reference's own words. */
export const WORDS: Record<Status, string> = {
	queued: 'queued',
	in_progress: 'in_progress',
	completed: 'completed',
	failed: 'failed',
};

/** Why a job failed; undefined where it did not, or says nothing. */
export function failureOf(job: Job, now: number): { code: string; message: string } | undefined {
	if (statusAt(job, now) !== 'failed' || job.outcome === 'failed_without_error') return undefined;
	return job.outcome === 'moderation'
		? {
				code: 'moderation_blocked',
				message: 'Your request was blocked by our moderation system.',
			}
		: { code: 'video_generation_failed', message: 'Video generation failed.' };
}

/** When a job ended, epoch seconds; null while it has not. */
export function endedAt(job: Job, now: number): number | null {
	return ['completed', 'failed'].includes(statusAt(job, now)) ? seconds(job.endsAt) : null;
}

/** Whether a job is finished and has a file. */
export function isDone(job: Job, now: number): boolean {
	return statusAt(job, now) === 'completed' && job.outcome !== 'completed_without_file';
}

export { progressAt, statusAt };
