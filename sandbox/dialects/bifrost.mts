import { randomBytes } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { ApiError } from '../errors.mts';
import type { Job } from '../jobs.mts';
import { listPage } from '../list.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, endedAt, failureOf, isDone, seconds, WORDS, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

// maximhq/bifrost, core/schemas/videos.go; docs/openapi/paths/inference/videos.yaml has no path for edits.
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text!', input_reference: 'text', video_uri: 'text' },
	...{ seconds: 'text', size: 'text', negative_prompt: 'text', seed: 'int', audio: 'bool' },
};

// core/providers/gemini/videos.go: what a filter has held back is a failed job that also counts it.
function failure(job: Job, now: number) {
	const error = failureOf(job, now);
	if (error === undefined || job.outcome !== 'moderation') return error && { error };
	return {
		error: { code: 'content_filtered', message: error.message },
		content_filter: { filtered_count: 1, reasons: [error.message] },
	};
}

/** Bifrost: JSON, `provider/model`, progress with fractions, the result in `videos[]` by URL or in base64. */
export const bifrost: Dialect = {
	name: 'bifrost',
	base: '/v1',
	presentedKey: bearerKey,
	errorBody: ({ status, message, code }) => ({
		is_bifrost_error: false,
		status_code: status,
		error: { type: 'invalid_request_error', code, message },
		extra_fields: { provider: 'openai' },
	}),
	models: { path: '/models', answer: () => ({ data: [{ id: 'openai/sora-2' }] }) },
	async readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(400, 'Invalid JSON');
		const refuse = (field: string, problem: string) =>
			new ApiError(400, `${field}: ${problem}`, 'invalid_request');
		const fields = checkFields(payload, FIELDS, refuse);
		if (!String(fields.model).includes('/')) {
			throw refuse('model', 'should be in provider/model format');
		}
		const size = clipSize({ size: fields.size }, '832x480');
		const url = fields.input_reference;
		const named = url === undefined ? {} : { input_reference: { image_url: url } };
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.seconds ?? '2'),
			size,
			reference: await referenceParam(named, [], size),
			// Some of its providers give the bytes instead of an address.
			inline: String(fields.model).startsWith('gemini/'),
		};
	},
	// The provider stands at the end of an id.
	newId: () => `video_${randomBytes(12).toString('hex')}:openai`,
	async show(job, now, sandbox) {
		const share = ((now - job.startsAt) / Math.max(job.renderMs, 1)) * 100;
		const base64 = async () =>
			Buffer.from((await sandbox.clips.get(job.delivered)).video).toString('base64');
		const video = async () =>
			job.clip.inline
				? { type: 'base64', base64: await base64(), content_type: 'video/mp4' }
				: { type: 'url', url: signedUrl(sandbox, job.id, 'video'), content_type: 'video/mp4' };
		return {
			id: job.id,
			object: 'video',
			model: job.clip.model,
			status: wordOf(job, now, WORDS),
			progress: Math.min(100, Math.max(0, share)),
			prompt: job.clip.prompt,
			created_at: seconds(job.createdAt),
			completed_at: endedAt(job, now) ?? undefined,
			seconds: job.clip.seconds,
			size: job.clip.size,
			...failure(job, now),
			...(isDone(job, now) && { videos: [await video()] }),
			extra_fields: { request_type: 'video_retrieve', provider: 'openai' },
		};
	},
	list(jobs, query, sandbox) {
		if (query.provider === undefined) {
			throw new ApiError(400, 'provider query parameter is required', 'invalid_request');
		}
		return listPage(jobs, query, sandbox);
	},
	deleted: ({ id }) => ({ id, object: 'video.deleted', deleted: true, extra_fields: {} }),
	content: { notReady: 400, failed: 400, gone: 404, variants: 400 },
	hasRemix: true,
	lacking: 405,
};
