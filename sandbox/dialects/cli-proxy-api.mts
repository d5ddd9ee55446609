import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.mts';
import type { Payload } from '../payload.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { plainFields } from './fields.mts';
import { bearerKey, failureOf, isDone, progressAt, seconds, WORDS, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

// router-for-me/CLIProxyAPI, sdk/api/handlers/openai/openai_videos_handlers.go
const MODELS = /^((xai|x-ai|grok)\/)?grok-imagine-video(-1\.5(-preview)?)?$|^(.*\/)?sora-2(-.*)?$/i;
const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024'];
const RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'];
const OF_CREATE = 'create';

const refuse = (message: string) => new ApiError(400, message, OF_CREATE);

/** Whole seconds, moved to between 1 and 15 without a word. */
function length(value: unknown): string {
	const digits = String(value ?? '4').trim();
	if (!/^[+-]?\d+$/.test(digits)) throw refuse('Invalid request: seconds must be an integer');
	return String(Math.min(15, Math.max(1, Number(digits))));
}

function shape({ size, aspect_ratio: ratio, resolution }: Record<string, unknown>): string {
	if (size !== undefined && !SIZES.includes(String(size))) {
		throw refuse(`Invalid request: size must be one of ${SIZES.join(', ')}`);
	}
	const known = RATIOS.includes(String(ratio)) ? ratio : undefined;
	if (known === undefined) return String(size ?? '720x1280');
	return clipSize({ resolution, aspect_ratio: known }, '832x480');
}

/** Of a form only its text fields: a file part is dropped without a word. */
async function image(payload: Payload, fields: Record<string, unknown>, size: string) {
	const { input_reference: given, image } = fields;
	const named = given as { image_url?: unknown; file_id?: unknown } | undefined;
	if (named?.file_id !== undefined) {
		throw refuse('Invalid request: input_reference.file_id is not supported');
	}
	const inForm = payload.kind === 'multipart' ? fields['input_reference[image_url]'] : undefined;
	const image_url =
		named?.image_url ?? (image as { url?: unknown } | undefined)?.url ?? fields.image_url ?? inForm;
	const reference = image_url ? { input_reference: { image_url } } : {};
	return await referenceParam(reference, [], size);
}

/** CLIProxyAPI: xAI's videos in the reference's words, the file by URL or through content. */
export const cliProxyApi: Dialect = {
	name: 'cli-proxy-api',
	base: '/openai/v1',
	presentedKey: bearerKey,
	errorBody({ status, message, code }) {
		if (status === 401) return { error: message };
		if (code === OF_CREATE) {
			const error = { code: 'invalid_request_error', message };
			const id = `video_${randomUUID().replaceAll('-', '')}`;
			return { object: 'video', status: 'failed', progress: 0, id, model: 'grok', error };
		}
		const type = status < 500 ? 'invalid_request_error' : 'server_error';
		return { error: { message, type } };
	},
	// They are not below the videos' own path.
	models: {
		base: '/v1',
		path: '/models',
		answer: () => ({ object: 'list', data: [{ id: 'grok-imagine-video', object: 'model' }] }),
	},
	async readCreate(payload) {
		const fields = plainFields(payload);
		const model = String(fields.model ?? 'grok-imagine-video');
		if (!MODELS.test(model)) throw refuse(`Model ${model} is not supported on /openai/v1/videos`);
		const prompt = String(fields.prompt ?? '').trim();
		if (prompt === '') throw refuse('Invalid request: prompt is required');
		const size = shape(fields);
		return {
			...{ prompt, size, seconds: length(fields.seconds) },
			model: /1\.5/.test(model) ? 'grok-imagine-video-1.5' : 'grok-imagine-video',
			reference: await image(payload, fields, size),
		};
	},
	newId: () => randomUUID(),
	show(job, now, sandbox) {
		const isCreate = now <= job.createdAt;
		const { model, prompt, seconds: length, size } = job.clip;
		const error = failureOf(job, now);
		const done = isDone(job, now);
		return {
			...{ id: job.id, object: 'video', model },
			status: wordOf(job, now, WORDS),
			progress: progressAt(job, now),
			// What xAI itself does not repeat is only in the answer to the create.
			...(isCreate && { prompt, seconds: length, size, created_at: seconds(job.createdAt) }),
			...(done && { seconds: length, video_url: signedUrl(sandbox, job.id, 'video') }),
			...(error && { error }),
		};
	},
	content: { notReady: 502, failed: 502, gone: 403, variants: 400 },
};
