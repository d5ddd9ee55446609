import { randomUUID } from 'node:crypto';
import { sha256, type Reference } from '../clip-spec.mts';
import { ApiError, errorEnvelope, invalid } from '../errors.mts';
import type { Job } from '../jobs.mts';
import { listPage } from '../list.mts';
import { requireFields, type Payload } from '../payload.mts';
import { referenceParam } from '../reference.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, endedAt, failureOf, isDone, progressAt, seconds } from './shapes.mts';
import { statusAt, WORDS, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

// edenai/docs, v3/llms/video-generation.mdx, 2026-09-10
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text!', seconds: 'any', size: 'text', input_reference: 'any' },
	...{ seed: 'int', provider_params: 'any', webhook_receiver: 'text' },
	user_webhook_parameters: 'any',
};

const MODEL = 'pruna/p-video';
// In US dollars: the price of that model there.
const PRICE_PER_SECOND = 0.02;
const PLATFORM = 'platform';

const refuse = (field: string, problem: string) =>
	new ApiError(422, `${field}: ${problem}`, 'validation_error', field);

function lengthOf(value: unknown = '5'): string {
	if (['string', 'number'].includes(typeof value) && Number(value) > 0) return String(value);
	throw refuse('seconds', 'must be a positive number of seconds');
}

/** In JSON an upload's id or an address of the web, in a form a file part; a form's other fields of that name are not seen. */
async function referenceOf(payload: Payload, size: string): Promise<Reference | undefined> {
	const { fields, files } = requireFields(payload);
	if (payload.kind === 'multipart') return await referenceParam({}, files, size);
	const { file_id, image_url } = (fields.input_reference ?? {}) as Record<string, unknown>;
	if (typeof file_id === 'string') return { sha256: sha256(file_id), fileId: file_id };
	if (fields.input_reference === undefined) return undefined;
	if (/^https?:/.test(String(image_url))) {
		return await referenceParam({ input_reference: { image_url } }, [], size);
	}
	throw invalid('input_reference', 'input_reference needs a file_id, or an http(s) image_url.');
}

function show(job: Job, now: number, size: string | null = null): unknown {
	return {
		id: job.id,
		object: 'video',
		status: wordOf(job, now, WORDS),
		progress: progressAt(job, now),
		created_at: seconds(job.createdAt),
		completed_at: endedAt(job, now),
		expires_at: null,
		model: job.clip.model,
		seconds: job.clip.seconds,
		size,
		remixed_from_video_id: null,
		error: failureOf(job, now) ?? null,
		provider: job.clip.model.split('/')[0],
		cost: isDone(job, now) ? PRICE_PER_SECOND * Number(job.clip.seconds) : 0,
	};
}

/** Eden AI: JSON that is strict, forms that are not; a cost that is 0 until the end; a size in the create's answer alone. */
export const edenai: Dialect = {
	name: 'edenai',
	base: '/v3',
	presentedKey(headers) {
		if (headers.authorization === undefined) throw new ApiError(403, 'Not authenticated');
		return bearerKey(headers);
	},
	// What the platform says before the Videos API is asked has another envelope.
	errorBody: ({ status, message, code, param }) =>
		[401, 403, 429].includes(status) || code === PLATFORM
			? { detail: message }
			: errorEnvelope(status, message, code, param),
	models: {
		path: '/videos/models',
		answer: () => ({ object: 'list', data: [{ id: MODEL, object: 'model', owned_by: 'pruna' }] }),
	},
	async readCreate(payload) {
		requireFields(payload);
		const fields = checkFields(payload, FIELDS, refuse, payload.kind === 'json');
		const model = String(fields.model);
		if (!model.includes('/')) throw invalid('model', `Use provider/model, not '${model}'.`);
		const size = clipSize({ size: fields.size }, '832x480');
		return {
			prompt: String(fields.prompt),
			model,
			seconds: lengthOf(fields.seconds),
			size,
			reference: await referenceOf(payload, size),
		};
	},
	newId: () => randomUUID(),
	created: (job) => show(job, job.createdAt, job.clip.size),
	show: (job, now) => show(job, now),
	list(jobs, { limit = '20', after }, sandbox) {
		if (!(Number(limit) >= 1 && Number(limit) <= 100)) {
			throw new ApiError(422, 'limit: Input should be from 1 to 100', PLATFORM);
		}
		return listPage(jobs, { limit, after }, sandbox);
	},
	deleted(job, now) {
		if (['completed', 'failed'].includes(statusAt(job, now))) {
			return { id: job.id, object: 'video.deleted', deleted: true };
		}
		throw new ApiError(409, 'The video is still being generated.', 'video_not_finished');
	},
	// Its documentation does not say with what status content is refused: as the reference does it.
	content: { notReady: 404, failed: 404, gone: 404, variants: 400 },
	// Remixes, edits, extensions and characters.
	lacking: 400,
};
