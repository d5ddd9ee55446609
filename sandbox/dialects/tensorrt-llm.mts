import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { endedAt, failureOf, seconds, WORDS, wordOf } from './shapes.mts';

// NVIDIA/TensorRT-LLM, tensorrt_llm/serve/openai_video_routes.py and openai_protocol.py
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text', size: 'text', negative_prompt: 'text', n: 'int' },
	...{ seconds: 'number', fps: 'int', num_inference_steps: 'int', guidance_scale: 'number' },
	...{ seed: 'int', output_format: 'text', input_reference: 'text' },
};

// The same after pull request 17493: unknown fields are 422 in both forms.
const NEW_FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text', size: 'text', negative_prompt: 'text', num_frames: 'int' },
	...{ seconds: 'number', fps: 'number', num_inference_steps: 'int', guidance_scale: 'number' },
	...{ seed: 'int', format: 'text', image_reference: 'any', video_reference: 'any' },
};

/** TensorRT-LLM before that: 202, `duration`, an error that is a text, a list without paging, DELETE `{"deleted": true}`. */
export const tensorrtLlmOld: Dialect = {
	name: 'tensorrt-llm-old',
	base: '/v1',
	errorBody: ({ status, message }) => ({
		object: 'error',
		message,
		type: status === 404 ? 'NotFoundError' : 'BadRequestError',
		param: null,
		code: status,
	}),
	models: {
		path: '/models',
		answer: () => ({ object: 'list', data: [{ id: 'Wan2.2-T2V-A14B', object: 'model' }] }),
	},
	async readCreate(payload) {
		if (payload.kind === 'none' || payload.kind === 'text') {
			throw new ApiError(400, 'Unsupported content-type');
		}
		const refuse = (field: string, problem: string) => new ApiError(400, `${field}: ${problem}`);
		const fields = checkFields(payload, FIELDS, refuse, payload.kind === 'json');
		const { size: wanted = 'auto' } = fields;
		const size = wanted === 'auto' ? '832x480' : String(wanted);
		if (!/^\d+x\d+$/.test(size)) throw refuse('size', 'String should match pattern');
		const image = fields.input_reference && { image_url: fields.input_reference };
		const files = payload.kind === 'multipart' ? payload.files : [];
		return {
			prompt: String(fields.prompt),
			model: String(fields.model ?? 'Wan2.2-T2V-A14B'),
			seconds: String(fields.seconds ?? 2),
			size,
			reference: await referenceParam(image ? { input_reference: image } : {}, files, size),
		};
	},
	createStatus: 202,
	hasSync: true,
	show: (job, now) => ({
		completed_at: endedAt(job, now),
		created_at: seconds(job.createdAt),
		error: failureOf(job, now)?.message ?? null,
		expires_at: null,
		id: job.id,
		model: job.clip.model,
		object: 'video',
		progress: null,
		prompt: job.clip.prompt,
		status: wordOf(job, now, WORDS),
		duration: Number(job.clip.seconds),
		fps: 24,
		size: job.clip.size,
	}),
	list: (jobs, _, sandbox) => ({
		object: 'list',
		data: jobs.map((job) => sandbox.dialect.show(job, Date.now(), sandbox)),
	}),
	deleted: () => ({ deleted: true }),
	content: { notReady: 400, failed: 400, gone: 404, variants: 'ignored' },
	lacking: 405,
};

/** TensorRT-LLM now: `image_reference`, `num_frames`, no `n`, and words of its own for a job that runs. */
export const tensorrtLlm: Dialect = {
	...tensorrtLlmOld,
	name: 'tensorrt-llm',
	async readCreate(payload, sandbox) {
		const refuse = (field: string, problem: string) => new ApiError(422, `${field}: ${problem}`);
		const fields = checkFields(payload, NEW_FIELDS, refuse, true);
		const { image_reference: image } = fields;
		const left = ['image_reference', 'video_reference', 'num_frames', 'format'];
		const kept = Object.entries(fields).filter(([name]) => !left.includes(name));
		const value = {
			...Object.fromEntries(kept),
			...(image !== undefined && { input_reference: image }),
		};
		if (payload.kind !== 'multipart') {
			return await tensorrtLlmOld.readCreate({ kind: 'json', value }, sandbox);
		}
		const files = payload.files.map((file) => ({
			...file,
			field: file.field.replace('image_reference', 'input_reference'),
		}));
		const texts = value as Record<string, string>;
		return await tensorrtLlmOld.readCreate({ ...payload, fields: texts, files }, sandbox);
	},
	show: (job, now, sandbox) => ({
		...(tensorrtLlmOld.show(job, now, sandbox) as object),
		status: wordOf(job, now, { ...WORDS, in_progress: 'generating' }),
	}),
};
