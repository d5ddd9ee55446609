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

/** TensorRT-LLM: 202, `duration`, an error that is a text, a list without paging, DELETE `{"deleted": true}`. */
export const tensorrtLlm: Dialect = {
	name: 'tensorrt-llm',
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
