import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { endedAt, failureOf, fastApiError, FieldsError, isDone, pageOf } from './shapes.mts';
import { progressAt, seconds, WORDS, wordOf } from './shapes.mts';

// sgl-project/sglang, python/sglang/multimodal_gen/runtime/entrypoints/openai/{video_api,protocol}.py, and what its 0.5.23 answers
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', reference_url: 'text', model: 'text', n: 'int', seconds: 'int' },
	...{ size: 'text', fps: 'int', num_frames: 'int', seed: 'int', negative_prompt: 'text' },
	...{ num_inference_steps: 'int', guidance_scale: 'number', width: 'int', height: 'int' },
};

/** SGLang Diffusion: `seconds` a number, variants are the numbers of a job's videos, DELETE answers the video. */
export const sglang: Dialect = {
	name: 'sglang',
	base: '/v1',
	errorBody: fastApiError,
	models: {
		path: '/models',
		answer: () => ({ object: 'list', data: [{ id: 'Wan-AI/Wan2.2-T2V-A14B', object: 'model' }] }),
	},
	async readCreate(payload) {
		// A body that is no form is read as JSON, and an unreadable one as {}.
		const refuse = (field: string, problem: string) =>
			payload.kind === 'multipart'
				? new FieldsError(field, problem)
				: new ApiError(400, `Invalid request body: 1 validation error\n${field}\n  ${problem}`);
		const fields = checkFields(payload, FIELDS, refuse);
		const size = String(fields.size ?? '832x480');
		if (!/^\d+x\d+$/.test(size)) throw new ApiError(400, `Invalid size: ${size}`);
		const files = payload.kind === 'multipart' ? payload.files : [];
		const url = fields.reference_url;
		const named = url === undefined ? {} : { input_reference: { image_url: url } };
		return {
			prompt: String(fields.prompt),
			model: String(fields.model ?? 'sora-2'),
			seconds: String(fields.seconds ?? 4),
			size,
			reference: await referenceParam(named, files, size),
		};
	},
	newId: () => randomUUID(),
	show: (job, now, sandbox) => ({
		id: job.id,
		object: 'video',
		model: job.clip.model,
		status: wordOf(job, now, WORDS),
		progress: progressAt(job, now),
		created_at: seconds(job.createdAt),
		size: job.clip.size,
		seconds: job.clip.seconds,
		quality: 'standard',
		// With cloud storage (here: redirects) the job names where its file is.
		url:
			sandbox.settings.redirectContent && isDone(job, now)
				? signedUrl(sandbox, job.id, 'video')
				: null,
		remixed_from_video_id: null,
		completed_at: endedAt(job, now),
		expires_at: null,
		error: failureOf(job, now) ? { message: failureOf(job, now)?.message } : null,
		file_path: null,
	}),
	list: (jobs, { after, limit = '20', order }, sandbox) =>
		pageOf(jobs, { after, limit, order }, sandbox),
	deleted: (job, now, sandbox) => ({
		...(sandbox.dialect.show(job, now, sandbox) as object),
		status: 'deleted',
	}),
	content: { notReady: 404, failed: 404, gone: 404, variants: 404 },
};
