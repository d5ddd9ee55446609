import { randomBytes } from 'node:crypto';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, endedAt, failureOf, isDone, progressAt, seconds, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

// QuantumNous/new-api, relay/common/relay_info.go (TaskSubmitReq) and dto/openai_video.go
const FIELDS: FieldTypes = {
	...{ prompt: 'text!', model: 'text!', mode: 'text', image: 'text', images: 'list' },
	...{ size: 'text', duration: 'int', seconds: 'text', metadata: 'any', input_reference: 'text' },
};

// controller/video_proxy.go: content has an envelope of its own, and 502 for a file that the provider no longer has.
const OF_CONTENT = ['video_not_ready', 'video_generation_failed', 'video_expired'];

function errorBody({ status, message, code }: ApiError): unknown {
	if (status === 401) return { error: { message, type: 'new_api_error', code: '' } };
	if (code === null || !OF_CONTENT.includes(code)) {
		return { code: code ?? 'invalid_request', message, data: null };
	}
	const type = status < 500 ? 'invalid_request_error' : 'server_error';
	return { error: { message, type } };
}

/** new-api and its family: tasks, `{code, message}`, no list and no delete. */
export const newApi: Dialect = {
	name: 'new-api',
	base: '/v1',
	presentedKey: bearerKey,
	errorBody,
	models: {
		path: '/models',
		answer: () => ({ data: [{ id: 'sora-2', object: 'model' }], object: 'list', success: true }),
	},
	async readCreate(payload) {
		const refuse = (field: string, problem: string) =>
			new ApiError(400, `${field} is required or invalid: ${problem}`, 'invalid_request');
		const fields = checkFields(payload, FIELDS, refuse);
		const size = clipSize({ size: fields.size }, '832x480');
		const url = fields.input_reference ?? fields.image;
		const named = url === undefined ? {} : { input_reference: { image_url: url } };
		const files = payload.kind === 'multipart' ? payload.files : [];
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.seconds ?? fields.duration ?? 2),
			size,
			reference: await referenceParam(named, files, size),
		};
	},
	newId: () => `task_${randomBytes(16).toString('base64url')}`,
	show(job, now, { origin }) {
		const words = { queued: 'queued', in_progress: 'in_progress', completed: 'completed' };
		const error = failureOf(job, now);
		return {
			id: job.id,
			task_id: job.id,
			object: 'video',
			model: job.clip.model,
			// The answer of a create, and of a task that no worker has taken, says "submitted" or "unknown".
			status: now <= job.createdAt ? 'submitted' : wordOf(job, now, { ...words, failed: 'failed' }),
			progress: progressAt(job, now),
			created_at: seconds(job.createdAt),
			completed_at: endedAt(job, now) ?? 0,
			seconds: job.clip.seconds,
			size: job.clip.size,
			...(error && { error }),
			// Most channels name the gateway's own content path there.
			...(isDone(job, now) && { metadata: { url: `${origin}/v1/videos/${job.id}/content` } }),
		};
	},
	content: { notReady: 400, failed: 400, gone: 502, variants: 'ignored' },
	hasRemix: true,
};
