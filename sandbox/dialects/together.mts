import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, endedAt, failureOf, isDone, seconds, WORDS, wordOf } from './shapes.mts';

// docs.together.ai/reference/create-videos: CreateVideoBody and VideoJob
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text', height: 'int', width: 'int', seconds: 'text', fps: 'int' },
	...{ steps: 'int', seed: 'int', guidance_scale: 'number', negative_prompt: 'text' },
	...{ frame_images: 'list', reference_images: 'list', output_format: 'text' },
};

/** Together: JSON below /v2; the finished job names its file; neither list nor content. */
export const together: Dialect = {
	name: 'together',
	base: '/v2',
	presentedKey: bearerKey,
	errorBody: ({ message, code, param }) => ({
		error: { message, type: 'invalid_request_error', param, code },
	}),
	models: { path: '/models', answer: () => [{ id: 'openai/sora-2', type: 'video' }] },
	async readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(400, 'Could not parse the JSON body');
		const refuse = (field: string, problem: string) =>
			new ApiError(400, `${field}: ${problem}`, 'invalid_value', field);
		const fields = checkFields(payload, FIELDS, refuse);
		const { steps, width = 832, height = 480 } = fields;
		if (steps !== undefined && (Number(steps) < 10 || Number(steps) > 50)) {
			throw refuse('steps', 'must be between 10 and 50');
		}
		const [first] = (fields.frame_images ?? []) as Array<{ input_image?: string }>;
		const named = first ? { input_reference: { image_url: first.input_image } } : {};
		const size = `${Number(width)}x${Number(height)}`;
		return {
			prompt: String(fields.prompt ?? ''),
			model: String(fields.model),
			seconds: String(fields.seconds ?? '2'),
			size,
			reference: await referenceParam(named, [], size),
		};
	},
	newId: () => randomUUID(),
	show: (job, now, sandbox) => ({
		id: job.id,
		object: 'video',
		model: job.clip.model,
		status: wordOf(job, now, WORDS),
		created_at: seconds(job.createdAt),
		completed_at: endedAt(job, now) ?? undefined,
		size: job.clip.size,
		seconds: job.clip.seconds,
		...(failureOf(job, now) && { error: failureOf(job, now) }),
		...(isDone(job, now) && {
			// npm together-ai 0.52.0, VideoJob.Outputs: once the job is completed.
			outputs: { cost: 0.4, video_url: signedUrl(sandbox, job.id, 'video') },
		}),
	}),
};
