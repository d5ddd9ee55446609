import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { basicKey, failureOf, isDone, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text!', seconds: 'text', size: 'text', input_reference: 'object' },
};

/** Inworld: JSON and Basic; the job names its file, by a fresh link at each look. */
export const inworld: Dialect = {
	name: 'inworld',
	base: '/v1',
	presentedKey: basicKey,
	errorBody: ({ status, message }) => ({ code: status, message, details: [] }),
	models: { path: '/models', answer: () => ({ models: [] }) },
	async readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(400, 'invalid JSON');
		const refuse = (field: string, problem: string) => new ApiError(400, `${field}: ${problem}`);
		const fields = checkFields(payload, FIELDS, refuse);
		const size = clipSize({ size: fields.size }, '832x480');
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.seconds ?? '2'),
			size,
			reference: await referenceParam({ input_reference: fields.input_reference }, [], size),
		};
	},
	newId: () => randomUUID(),
	show(job, now, sandbox) {
		const words = { queued: 'PENDING', in_progress: 'RUNNING', completed: 'SUCCEEDED' };
		const url = new URL(signedUrl(sandbox, job.id, 'video'));
		url.searchParams.set('at', String(now));
		return {
			request_id: job.id,
			status: wordOf(job, now, { ...words, failed: 'FAILED' }),
			model: job.clip.model,
			...(failureOf(job, now) && { error: failureOf(job, now) }),
			...(isDone(job, now) && { output: { videos: [{ url: url.href }] } }),
		};
	},
};
