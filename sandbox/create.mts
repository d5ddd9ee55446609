import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClipSpec } from './clip-spec.mts';
import { sendFile } from './content.mts';
import { ApiError } from './errors.mts';
import type { Job } from './jobs.mts';
import { promptParam } from './params.mts';
import { requireFields, type Payload } from './payload.mts';
import type { Sandbox } from './state.mts';
import { statusAt } from './timeline.mts';
import { targetOf } from './webhooks/target.mts';

/** A request's body. */
export const payloadOf = (request: FastifyRequest): Payload =>
	request.exchange?.payload ?? { kind: 'none' };

const BLOCKED = 'Your request was blocked by our moderation system.';

// The longest sleep of a timer.
const LONGEST_MS = 2 ** 31 - 1;

function beginJob(sandbox: Sandbox, request: FastifyRequest, clip: ClipSpec, source?: Job): Job {
	const { dialect, jobs, settings, clips } = sandbox;
	refuseWhileBusy(sandbox);
	const plan = request.exchange?.fault?.job;
	const target = targetOf(sandbox, request);
	const job = jobs.create(clip, settings, plan, source?.id ?? null, dialect.newId?.());
	if (job.outcome === 'completed') clips.prepare(job.delivered);
	if (target !== null) sandbox.webhooks.watch(sandbox, job, target);
	return job;
}

async function untilEnded(job: Job): Promise<void> {
	// A timer may fire a millisecond before its time: asked by the clock, or a finished job would be shown as running.
	while (Date.now() < job.endsAt) await sleep(Math.min(job.endsAt - Date.now(), LONGEST_MS));
}

/** Starts a job and its rendering. The answer is the job as it was at that moment: queued; or finished, where the server waits. */
export async function startJob(
	sandbox: Sandbox,
	request: FastifyRequest,
	clip: ClipSpec,
	source?: Job,
): Promise<unknown> {
	const { dialect } = sandbox;
	const job = beginJob(sandbox, request, clip, source);
	if (dialect.created) return dialect.created(job);
	if (!dialect.answersWhenDone) return await dialect.show(job, job.createdAt, sandbox);
	await untilEnded(job);
	return await dialect.show(job, Date.now(), sandbox);
}

/** @throws ApiError (409), as servers with one GPU do it, while as many jobs run as the settings allow */
function refuseWhileBusy({ jobs, settings: { jobsAtOnce } }: Sandbox) {
	if (jobsAtOnce === null || jobs.running() < jobsAtOnce) return;
	throw new ApiError(409, 'A video generation is already in progress.');
}

/** POST /videos */
export async function createVideo(sandbox: Sandbox, request: FastifyRequest) {
	const clip = await sandbox.dialect.readCreate(payloadOf(request), sandbox);
	return startJob(sandbox, request, clip);
}

/** POST /videos/sync: the file itself, of a job that nobody can ask for. */
export async function createSync(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply) {
	const clip = await sandbox.dialect.readCreate(payloadOf(request), sandbox);
	const job = beginJob(sandbox, request, clip);
	await untilEnded(job).finally(() => sandbox.jobs.delete(job.id));
	if (job.outcome === 'moderation') throw new ApiError(400, BLOCKED, 'moderation_blocked');
	if (job.outcome !== 'completed') throw new ApiError(500, 'Video generation failed.');
	return await sendFile(sandbox, job, 'video', reply);
}

/** Refuses a video that is not completed (400). */
export function requireCompleted(job: Job, doing: string) {
	if (statusAt(job, Date.now()) === 'completed') return;
	const message = `Video '${job.id}' is not completed and cannot be ${doing}.`;
	throw new ApiError(400, message, 'video_not_completed', 'video_id');
}

/** POST /videos/{id}/remix: the same model, length and size, another prompt. */
export function remixVideo(sandbox: Sandbox, request: FastifyRequest, source: Job) {
	const { fields } = requireFields(payloadOf(request));
	const prompt = promptParam(fields);
	requireCompleted(source, 'remixed');
	const { model, seconds, size } = source.clip;
	return startJob(sandbox, request, { prompt, model, seconds, size, source: source.clip }, source);
}
