import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ClipSpec } from '../clip-spec.mts';
import { payloadOf, startJob } from '../create.mts';
import { ApiError } from '../errors.mts';
import type { Job } from '../jobs.mts';
import type { Payload } from '../payload.mts';
import { referenceParam } from '../reference.mts';
import { sourceVideoByUrl } from '../source-video.mts';
import type { Sandbox } from '../state.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, failureOf, isDone, progressAt, statusAt, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

// docs.x.ai, REST API reference, Videos; PyPI xai-sdk 1.21.0, proto v6: GenerateVideoRequest, ExtendVideoRequest, VideoResponse
const GENERATION: FieldTypes = {
	...{ model: 'text', prompt: 'text!', duration: 'int', aspect_ratio: 'text', resolution: 'text' },
	...{ image: 'object', last_frame: 'object', keyframes: 'list', reference_images: 'list' },
	...{ reference_audios: 'list', generate_audio: 'bool', storage_options: 'object', user: 'text' },
};
const EDIT: FieldTypes = { model: 'text', prompt: 'text!', video: 'object!', user: 'text' };
const EXTENSION: FieldTypes = { model: 'text', prompt: 'text!', video: 'object!', duration: 'int' };

const RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'];
const RESOLUTIONS = ['480p', '720p', '1080p'];
const MODEL = 'grok-imagine-video';
// 0.05 USD, a price made up for the sandbox: 10^10 ticks are a dollar (docs.x.ai, Cost Tracking).
const TICKS_PER_SECOND = 500_000_000;

type Fields = Record<string, unknown>;

const refuse = (field: string, problem: string) =>
	new ApiError(400, `${field}: ${problem}`, 'Client specified an invalid argument');

function fieldsOf(payload: Payload, types: FieldTypes): Fields {
	if (payload.kind === 'json') return checkFields(payload, types, refuse, true);
	throw new ApiError(415, 'Expected request with `Content-Type: application/json`', 'Bad request');
}

function oneOf(fields: Fields, name: string, allowed: string[]) {
	const value = fields[name];
	if (value === undefined || allowed.includes(String(value))) return;
	throw refuse(name, `must be one of ${allowed.join(', ')}`);
}

/** @throws ApiError (400) where a length is not one of these */
function secondsOf({ duration }: Fields, [least, most]: [number, number], fallback: number) {
	const seconds = Number(duration ?? fallback);
	if (seconds >= least && seconds <= most) return String(seconds);
	throw refuse('duration', `must be between ${least} and ${most}`);
}

/** The address in `{url}`. @throws ApiError (400) */
function urlIn(value: unknown, name: string): string | undefined {
	if (value === undefined) return undefined;
	const { url } = value as { url?: unknown };
	if (typeof url === 'string' && url !== '') return url;
	throw refuse(name, 'must have a url');
}

async function generation(payload: Payload): Promise<ClipSpec> {
	const fields = fieldsOf(payload, GENERATION);
	oneOf(fields, 'aspect_ratio', RATIOS);
	oneOf(fields, 'resolution', RESOLUTIONS);
	const images = (fields.reference_images ?? []) as unknown[];
	if (images.length > 7) throw refuse('reference_images', 'must have at most 7 entries');
	const image = urlIn(fields.image, 'image');
	if (image !== undefined && images.length > 0) {
		throw refuse('reference_images', 'cannot be used together with image');
	}
	for (const [index, entry] of images.entries()) urlIn(entry, `reference_images[${index}]`);
	urlIn(fields.last_frame, 'last_frame');
	const { aspect_ratio, resolution } = fields;
	const size = clipSize({ aspect_ratio, resolution }, '854x480');
	return {
		prompt: String(fields.prompt),
		model: String(fields.model ?? MODEL),
		seconds: secondsOf(fields, [1, 15], 8),
		size,
		reference: await referenceParam(
			image ? { input_reference: { image_url: image } } : {},
			[],
			size,
		),
	};
}

async function derived(sandbox: Sandbox, request: FastifyRequest, isEdit: boolean) {
	const fields = fieldsOf(payloadOf(request), isEdit ? EDIT : EXTENSION);
	const source = sourceVideoByUrl(sandbox, urlIn(fields.video, 'video') ?? '');
	const more = isEdit ? '0' : secondsOf(fields, [2, 10], 6);
	const clip: ClipSpec = {
		prompt: String(fields.prompt),
		model: String(fields.model ?? MODEL),
		seconds: String(Number(source.seconds) + Number(more)),
		size: source.size,
		source,
		made: isEdit ? 'edit' : 'extension',
	};
	return await startJob(sandbox, request, clip);
}

/** A safety filter leaves a job done, without a video. */
function show(job: Job, now: number, sandbox: Sandbox): unknown {
	const isBlocked = job.outcome === 'moderation' && statusAt(job, now) === 'failed';
	const words = { queued: 'pending', in_progress: 'pending', completed: 'done', failed: 'failed' };
	const ticks = Number(job.clip.seconds) * TICKS_PER_SECOND;
	const duration = Number(job.delivered.seconds);
	const url = isBlocked ? '' : signedUrl(sandbox, job.id, 'video');
	return {
		status: isBlocked ? 'done' : wordOf(job, now, words),
		model: job.clip.model,
		progress: progressAt(job, now),
		...(!isBlocked && failureOf(job, now) && { error: failureOf(job, now) }),
		...((isBlocked || isDone(job, now)) && {
			video: { url, duration, respect_moderation: !isBlocked },
			usage: { cost_in_usd_ticks: ticks },
		}),
	};
}

/** xAI: JSON, a path of its own for creating, a create's answer of nothing but an id, results by URL alone. */
export const xai: Dialect = {
	name: 'xai',
	base: '/v1',
	presentedKey: bearerKey,
	errorBody: ({ message, code }) => ({ code: code ?? 'Bad request', error: message }),
	models: { path: '/models', answer: () => ({ object: 'list', data: [{ id: MODEL }] }) },
	createPath: '/videos/generations',
	readCreate: generation,
	newId: randomUUID,
	created: ({ id }) => ({ request_id: id }),
	// While it is queued, the body is empty.
	show: (job, now, sandbox) => (statusAt(job, now) === 'queued' ? '' : show(job, now, sandbox)),
	retrieveStatus: (job, now) =>
		['queued', 'in_progress'].includes(statusAt(job, now)) ? 202 : 200,
	lacking: 404,
	more(app: FastifyInstance, sandbox: Sandbox) {
		app.post('/videos/edits', (request) => derived(sandbox, request, true));
		app.post('/videos/extensions', (request) => derived(sandbox, request, false));
	},
};
