import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import type { Dialect } from './dialect.mts';
import { bearerKey, endedAt, failureOf, isDone, pageOf } from './shapes.mts';
import { seconds, statusAt, WORDS, wordOf } from './shapes.mts';

// vllm-project/vllm-omni, vllm_omni/entrypoints/openai/protocol/videos.py, and what its 0.30.0 answers
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text', seconds: 'text', size: 'text', width: 'int', height: 'int' },
	...{ num_frames: 'int', fps: 'number', num_inference_steps: 'int', guidance_scale: 'number' },
	...{ seed: 'int', negative_prompt: 'text', generate_sound: 'bool' },
};

const MODEL = 'Wan-AI/Wan2.2-T2V-A14B';

// vLLM's own envelope; only for a path that it does not have, FastAPI's.
function errorBody({ status, message, code, param }: ApiError): unknown {
	if (status === 401) return { error: 'Unauthorized' };
	if (code === 'unknown_url')
		return { detail: message === 'Method Not Allowed' ? message : 'Not Found' };
	const type = STATUS_CODES[status]?.replaceAll(' ', '') + 'Error';
	return { error: { message, type, param, code: status } };
}

const refused = (field: string, problem: string) =>
	new ApiError(400, `${field}: ${problem}`, 'bad_request', field);

function json(text: unknown): Record<string, unknown> {
	try {
		return JSON.parse(String(text)) as Record<string, unknown>;
	} catch {
		throw refused('image_reference', 'Invalid JSON');
	}
}

/** vLLM-Omni: form data only, one model, progress 0 until 100. */
export const vllmOmni: Dialect = {
	name: 'vllm-omni',
	base: '/v1',
	presentedKey: bearerKey,
	errorBody,
	models: {
		path: '/models',
		answer: () => ({ object: 'list', data: [{ id: MODEL, object: 'model' }] }),
	},
	async readCreate(payload) {
		// FastAPI's form parameters do not see a JSON body.
		if (payload.kind !== 'multipart') throw refused('prompt', 'Field required');
		const fields = checkFields(payload, FIELDS, refused);
		if (![undefined, MODEL].includes(fields.model as string)) {
			throw new ApiError(400, `Model mismatch: this server has ${MODEL}`);
		}
		if (fields.seconds !== undefined && !/^[1-9]\d*$/.test(String(fields.seconds))) {
			throw refused('seconds', "String should match pattern '^[1-9]\\d*$'");
		}
		if (fields.size !== undefined && !/^\d+x\d+$/.test(String(fields.size))) {
			throw refused('size', "String should match pattern '^\\d+x\\d+$'");
		}
		const size = fields.width ? `${fields.width}x${fields.height}` : (fields.size ?? '832x480');
		const named = fields.image_reference ? { input_reference: json(fields.image_reference) } : {};
		return {
			prompt: String(fields.prompt),
			model: MODEL,
			seconds: String(fields.seconds ?? '4'),
			size: String(size),
			reference: await referenceParam(named, payload.files, String(size)),
		};
	},
	newId: () => `video_gen_${randomBytes(16).toString('hex')}`,
	hasSync: true,
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
	// The answer about a failed job has the status of its error.
	retrieveStatus: (job, now) =>
		statusAt(job, now) !== 'failed' ? 200 : job.outcome === 'moderation' ? 400 : 500,
	list: (jobs, query, sandbox) => pageOf(jobs, query, sandbox),
	// A job that is being rendered is aborted.
	deleted: ({ id }) => ({ id, deleted: true, object: 'video.deleted' }),
	content: { notReady: 404, failed: 422, gone: 404, variants: 'ignored' },
	lacking: 405,
};
