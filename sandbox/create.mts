import type { FastifyRequest } from 'fastify';
import type { ClipSpec } from './clip-spec.mts';
import { ApiError } from './errors.mts';
import type { Job } from './jobs.mts';
import { clipParams, promptParam } from './params.mts';
import { requireFields, type Payload } from './payload.mts';
import { referenceParam } from './reference.mts';
import type { Sandbox } from './state.mts';
import { statusAt } from './timeline.mts';
import { toVideo } from './video.mts';

const payloadOf = (request: FastifyRequest): Payload =>
	request.exchange?.payload ?? { kind: 'none' };

/** Starts a job and its rendering. The answer is the job as it was at that moment: queued. */
function start(sandbox: Sandbox, request: FastifyRequest, clip: ClipSpec, source?: Job) {
	const plan = request.exchange?.fault?.job;
	const job = sandbox.jobs.create(clip, sandbox.settings, plan, source?.id ?? null);
	if (job.outcome === 'completed') sandbox.clips.prepare(clip);
	return toVideo(job, job.createdAt);
}

/** POST /v1/videos */
export async function createVideo(sandbox: Sandbox, request: FastifyRequest) {
	const { fields, files } = requireFields(payloadOf(request));
	const prompt = promptParam(fields);
	const params = clipParams(fields);
	const reference = await referenceParam(fields, files, params.size);
	return start(sandbox, request, { prompt, ...params, reference });
}

/** POST /v1/videos/{id}/remix: the same model, length and size, another prompt. */
export function remixVideo(sandbox: Sandbox, request: FastifyRequest, source: Job) {
	const { fields } = requireFields(payloadOf(request));
	const prompt = promptParam(fields);
	if (statusAt(source, Date.now()) !== 'completed') {
		const message = `Video '${source.id}' is not completed and cannot be remixed.`;
		throw new ApiError(400, message, 'video_not_completed', 'video_id');
	}
	const { model, seconds, size } = source.clip;
	return start(sandbox, request, { prompt, model, seconds, size, source: source.clip }, source);
}
