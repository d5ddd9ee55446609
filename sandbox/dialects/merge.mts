import { randomBytes } from 'node:crypto';
import { listPage } from '../list.mts';
import { ApiError } from '../errors.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import {
	bearerKey,
	endedAt,
	failureOf,
	fastApiError,
	FieldsError,
	isDone,
	progressAt,
	seconds,
	WORDS,
	wordOf,
} from './shapes.mts';

// docs.merge.dev/merge-gateway/api-overview/videos/create: VideoGenerationRequestSchema
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text!', customer: 'text', vendor: 'text', seconds: 'int' },
	...{ size: 'text', user: 'text' },
};

/** Merge Gateway: JSON, 202, whole seconds, sizes such as 768P. */
export const merge: Dialect = {
	name: 'merge',
	base: '/v1',
	presentedKey: bearerKey,
	errorBody: (error) =>
		error.status === 422 ? fastApiError(error) : { status: error.status, message: error.message },
	models: { path: '/models', answer: () => ({ data: [{ id: 'minimax/minimax-h3' }] }) },
	readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(415, 'Unsupported media type');
		const refuse = (field: string, problem: string) => new FieldsError(field, problem);
		const fields = checkFields(payload, FIELDS, refuse);
		const size = String(fields.size ?? '768P');
		if (!/^(\d+x\d+|\d+P)$/.test(size)) throw refuse('size', 'not a size of this model');
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.seconds ?? 2),
			// Everything is rendered small here.
			size: size.endsWith('P') ? '832x480' : size,
		};
	},
	newId: () => `vid_${randomBytes(12).toString('hex')}`,
	createStatus: 202,
	show: (job, now) => ({
		id: job.id,
		object: 'video',
		status: wordOf(job, now, WORDS),
		model: job.clip.model,
		created_at: seconds(job.createdAt),
		completed_at: endedAt(job, now),
		seconds: job.clip.seconds,
		progress: progressAt(job, now),
		cost: isDone(job, now) ? 0.4 : null,
		error: failureOf(job, now) ?? null,
	}),
	list: listPage,
	deleted: ({ id }) => ({ id, object: 'video', deleted: true }),
	content: { notReady: 409, failed: 409, gone: 410, variants: 'ignored' },
};
