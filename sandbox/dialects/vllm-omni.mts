import type { Job } from '../jobs.mts';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import type { Dialect } from './dialect.mts';
import { bearerKey, endedAt, failureOf, fastApiError, FieldsError, isDone } from './shapes.mts';
import { seconds, statusAt, WORDS, wordOf } from './shapes.mts';

// vllm-project/vllm-omni, vllm_omni/entrypoints/openai/protocol/videos.py
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text', seconds: 'text', size: 'text', width: 'int', height: 'int' },
	...{ num_frames: 'int', fps: 'int', num_inference_steps: 'int', guidance_scale: 'number' },
	...{ seed: 'int', negative_prompt: 'text', generate_sound: 'bool' },
};

function json(text: unknown): Record<string, unknown> {
	try {
		return JSON.parse(String(text)) as Record<string, unknown>;
	} catch {
		throw new FieldsError('image_reference', 'Invalid JSON');
	}
}

function lengthOf(fields: Record<string, unknown>): string {
	const { num_frames: frames, fps = 24, seconds: asked = '2' } = fields;
	return frames ? String(Math.max(1, Math.round(Number(frames) / Number(fps)))) : String(asked);
}

/** vLLM-Omni: form data only, one model, progress 0 until 100. */
export const vllmOmni: Dialect = {
	name: 'vllm-omni',
	base: '/v1',
	presentedKey: bearerKey,
	errorBody: fastApiError,
	models: {
		path: '/models',
		answer: () => ({ object: 'list', data: [{ id: 'Wan-AI/Wan2.2-T2V-A14B', object: 'model' }] }),
	},
	async readCreate(payload) {
		// FastAPI's form parameters do not see a JSON body.
		if (payload.kind !== 'multipart') throw new FieldsError('prompt', 'Field required');
		const refuse = (field: string, problem: string) => new FieldsError(field, problem);
		const fields = checkFields(payload, FIELDS, refuse);
		if (fields.seconds !== undefined && !/^[1-9]\d*$/.test(String(fields.seconds))) {
			throw new FieldsError('seconds', "String should match pattern '^[1-9]\\d*$'");
		}
		if (fields.size !== undefined && !/^\d+x\d+$/.test(String(fields.size))) {
			throw new FieldsError('size', "String should match pattern '^\\d+x\\d+$'");
		}
		const size = fields.width ? `${fields.width}x${fields.height}` : (fields.size ?? '832x480');
		const named = fields.image_reference ? { input_reference: json(fields.image_reference) } : {};
		return {
			prompt: String(fields.prompt),
			model: String(fields.model ?? 'Wan-AI/Wan2.2-T2V-A14B'),
			seconds: lengthOf(fields),
			size: String(size),
			reference: await referenceParam(named, payload.files, String(size)),
		};
	},
	show: (job, now) => ({
		model: job.clip.model,
		prompt: job.clip.prompt,
		id: job.id,
		object: 'video',
		status: wordOf(job, now, WORDS),
		size: job.clip.size,
		progress: isDone(job, now) ? 100 : 0,
		seconds: job.clip.seconds,
		quality: 'default',
		completed_at: endedAt(job, now),
		created_at: seconds(job.createdAt),
		remixed_from_video_id: null,
		error: failureOf(job, now) ?? null,
		media_type: 'video/mp4',
		expires_at: null,
		inference_time_s: null,
	}),
	list(jobs: Job[], { after, limit = '20', order = 'desc' }, sandbox) {
		const sorted = order === 'asc' ? jobs : [...jobs].reverse();
		const start = after ? sorted.findIndex(({ id }) => id === after) + 1 : 0;
		const page = sorted.slice(start, start + Number(limit));
		return {
			object: 'list',
			data: page.map((job) => sandbox.dialect.show(job, Date.now(), sandbox)),
			first_id: page.at(0)?.id ?? null,
			last_id: page.at(-1)?.id ?? null,
			has_more: start + page.length < sorted.length,
		};
	},
	deleted(job, now) {
		// A job that is being rendered cannot be removed.
		if (statusAt(job, now) === 'in_progress') {
			throw new ApiError(409, `Video ${job.id} is still being generated.`);
		}
		return { id: job.id, deleted: true, object: 'video.deleted' };
	},
	content: { notReady: 404, failed: 422, gone: 404, variants: 'ignored' },
	lacking: 405,
};
