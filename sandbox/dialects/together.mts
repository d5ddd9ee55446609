import { randomUUID } from 'node:crypto';
import type { ClipSpec } from '../clip-spec.mts';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, endedAt, failureOf, isDone, seconds, wordOf } from './shapes.mts';
import { clipSize } from './sizes.mts';

// npm together-ai 0.52.0, VideoCreateParams; the top-level lists are deprecated and still work.
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text', height: 'int', width: 'int', seconds: 'text', fps: 'int' },
	...{ steps: 'int', seed: 'int', guidance_scale: 'number', negative_prompt: 'text' },
	...{ output_format: 'text', output_quality: 'int', generate_audio: 'bool' },
	...{ resolution: 'text', ratio: 'text', media: 'object' },
	...{ frame_images: 'list', reference_images: 'list' },
};

type Frame = { input_image?: unknown; frame?: unknown };

const refuse = (field: string, problem: string) =>
	new ApiError(400, `${field}: ${problem}`, 'invalid_value', field);

/** The addresses in a list of texts or of objects that hold them under `key`. @throws ApiError (400) */
function addressesIn(field: string, list: unknown, key?: string): string[] {
	if (!Array.isArray(list)) throw refuse(field, 'Input should be a valid list');
	return list.map((entry: unknown) => {
		const inside = key === undefined ? entry : (entry as Record<string, unknown> | null)?.[key];
		const url = typeof entry === 'string' && key !== 'input_image' ? entry : inside;
		if (typeof url === 'string' && /^(https?:|data:)/.test(url)) return url;
		throw refuse(field, `each entry needs a URL${key === undefined ? '' : ` in ${key}`}`);
	});
}

interface Media {
	frames: Frame[];
	edited: string | undefined;
	continued: string | undefined;
}

/** What `media` holds. @throws ApiError (400) */
function mediaOf(fields: Record<string, unknown>): Media {
	const media = (fields.media ?? {}) as Record<string, unknown>;
	const list = (name: string, key?: string) => addressesIn(`media.${name}`, media[name] ?? [], key);
	const frames = (media.frame_images ?? fields.frame_images ?? []) as Frame[];
	addressesIn('media.frame_images', frames, 'input_image');
	list('reference_images');
	list('reference_videos', 'video');
	list('audio_inputs', 'audio');
	const sources = media.source_video === undefined ? [] : [media.source_video];
	const [edited] = addressesIn('media.source_video', sources, 'video');
	const [continued] = list('frame_videos', 'video');
	return { frames, edited, continued };
}

/** The clip of a video that is somewhere else, known by its address. */
function elsewhere(url: string | undefined, clip: ClipSpec): ClipSpec | undefined {
	return url === undefined ? undefined : { ...clip, prompt: url.replace(/[?#].*$/s, '') };
}

/** Together: JSON below /v2, models below /v1; the finished job names its file; neither list nor content. */
export const together: Dialect = {
	name: 'together',
	base: '/v2',
	presentedKey: bearerKey,
	errorBody: ({ message, code, param }) => ({
		error: { message, type: 'invalid_request_error', param, code },
	}),
	models: {
		base: '/v1',
		path: '/models',
		answer: () => [
			{ id: 'openai/sora-2', object: 'model', created: 0, type: 'video', display_name: 'Sora 2' },
			{ id: 'Wan-AI/wan2.7-t2v', object: 'model', created: 0, type: 'video' },
			{ id: 'openai/gpt-oss-20b', object: 'model', created: 0, type: 'chat' },
		],
	},
	async readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(400, 'Could not parse the JSON body');
		const fields = checkFields(payload, FIELDS, refuse);
		const { steps, width, height, resolution, ratio } = fields;
		if (steps !== undefined && (Number(steps) < 10 || Number(steps) > 50)) {
			throw refuse('steps', 'must be between 10 and 50');
		}
		const size =
			width === undefined && height === undefined
				? clipSize({ resolution, aspect_ratio: ratio }, '832x480')
				: `${Number(width ?? 832)}x${Number(height ?? 480)}`;
		const { frames, edited, continued } = mediaOf(fields);
		const first = frames.find(({ frame }) => frame === undefined || frame === 'first');
		const named = first ? { input_reference: { image_url: first.input_image } } : {};
		const clip: ClipSpec = {
			prompt: String(fields.prompt ?? ''),
			model: String(fields.model),
			seconds: String(fields.seconds ?? '2'),
			size,
		};
		const source = elsewhere(edited ?? continued, clip);
		return {
			...clip,
			reference: await referenceParam(named, [], size),
			...(source && { source, made: edited === undefined ? 'extension' : 'edit' }),
		};
	},
	newId: () => randomUUID(),
	show(job, now, sandbox) {
		const words = { queued: 'in_progress', in_progress: 'in_progress', completed: 'completed' };
		return {
			id: job.id,
			object: 'video',
			model: job.clip.model,
			status: wordOf(job, now, { ...words, failed: 'failed' }),
			created_at: seconds(job.createdAt),
			completed_at: endedAt(job, now) ?? undefined,
			size: job.clip.size,
			seconds: job.clip.seconds,
			...(failureOf(job, now) && { error: failureOf(job, now) }),
			...(isDone(job, now) && {
				// npm together-ai 0.52.0, VideoJob.Outputs: once the job is completed.
				outputs: { cost: 0.4, video_url: signedUrl(sandbox, job.id, 'video') },
			}),
		};
	},
};
