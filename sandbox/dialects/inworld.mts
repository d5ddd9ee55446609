import { randomBytes } from 'node:crypto';
import { ApiError } from '../errors.mts';
import type { Job } from '../jobs.mts';
import { listPage } from '../list.mts';
import type { Sandbox } from '../state.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { basicKey, failureOf, isDone, seconds, WORDS, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text!', seconds: 'text', size: 'text' },
};

const listed = (job: Job, now: number) => ({
	id: job.id,
	object: 'video',
	model: job.clip.model,
	status: wordOf(job, now, WORDS),
	created_at: seconds(job.createdAt),
	...(failureOf(job, now) && { error: failureOf(job, now) }),
});

/** A fresh link at each look. */
function freshUrl(sandbox: Sandbox, id: string, now: number): string {
	const url = new URL(signedUrl(sandbox, id, 'video'));
	url.searchParams.set('at', String(now));
	return url.href;
}

// docs.inworld.ai/api-reference/videoAPI: create-video, retrieve-video, list-videos
/** Inworld: JSON and Basic; the job names its file, by a fresh link at each look. */
export const inworld: Dialect = {
	name: 'inworld',
	base: '/v1',
	presentedKey: basicKey,
	errorBody: ({ status, message }) => ({ code: status, message, details: [] }),
	models: { path: '/models', answer: () => ({ models: [] }) },
	readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(400, 'invalid JSON');
		const refuse = (field: string, problem: string) => new ApiError(400, `${field}: ${problem}`);
		const fields = checkFields(payload, FIELDS, refuse);
		const size = clipSize({ size: fields.size }, '832x480');
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.seconds ?? '2'),
			size,
		};
	},
	newId: () => `video_${randomBytes(16).toString('hex')}`,
	show: (job, now, sandbox) => ({
		...listed(job, now),
		...(isDone(job, now) && { output: { videos: [{ url: freshUrl(sandbox, job.id, now) }] } }),
	}),
	// Without download links.
	list: async (jobs, query, sandbox) => {
		const page = await listPage(jobs, query, sandbox);
		const data = page.data as Array<{ id: string }>;
		const known = data.map(({ id }) => sandbox.jobs.get(id)!);
		return { ...page, data: known.map((job) => listed(job, Date.now())) };
	},
};
