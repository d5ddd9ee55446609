import { randomBytes } from 'node:crypto';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import { signedUrl } from '../storage-links.mts';
import { clipSize } from './sizes.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, failureOf, isDone, wordOf } from './shapes.mts';

// openrouter.ai/docs/api_reference/videos.md and …/api-reference/video-generation/create-videos.md
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text!', duration: 'int', resolution: 'text', size: 'text' },
	...{ aspect_ratio: 'text', seed: 'int', generate_audio: 'bool', frame_images: 'list' },
	...{ input_references: 'list', callback_url: 'text', provider: 'object' },
};
const MODEL = {
	id: 'google/veo-3.1',
	canonical_slug: 'google/veo-3.1',
	name: 'Google: Veo 3.1',
	created: 1_719_792_000,
	supported_resolutions: ['720p', '1080p'],
	supported_aspect_ratios: ['16:9', '9:16'],
	supported_sizes: ['1280x720', '720x1280', '832x480'],
	supported_durations: [2, 4, 6, 8],
	supported_frame_images: ['first_frame', 'last_frame'],
	generate_audio: true,
	seed: true,
	// As the real list has them: dollars as text, some in cents.
	pricing_skus: {
		duration_seconds_with_audio: '0.40',
		duration_seconds_with_audio_4k: '0.60',
		duration_seconds_without_audio: '0.20',
	},
};
const WAN = {
	...MODEL,
	...{ id: 'alibaba/wan-2.6', supported_sizes: null, supported_durations: [5] },
	...{ supported_frame_images: ['first_frame'], generate_audio: false, seed: false },
	pricing_skus: { cents_per_video_output_second_720p: '8', cents_per_image_input: '1' },
};

interface FrameImage {
	type?: string;
	image_url?: { url?: string };
	frame_type?: string;
}

const invalid = (field: string, problem: string) => new ApiError(400, `${field}: ${problem}`);

function firstFrame(images: FrameImage[]): string | undefined {
	const wrong = images.find(({ frame_type }) => !/^(first|last)_frame$/.test(frame_type ?? ''));
	if (wrong) throw invalid('frame_images', 'frame_type must be first_frame or last_frame');
	return images.find(({ frame_type }) => frame_type === 'first_frame')?.image_url?.url;
}

/** OpenRouter: JSON, 202, `duration` a number, files that need the key and signed ones that must not get it. */
export const openrouter: Dialect = {
	name: 'openrouter',
	base: '/api/v1',
	presentedKey: bearerKey,
	errorBody: ({ status, message }) => ({ error: { code: status, message } }),
	models: { path: '/videos/models', answer: () => ({ data: [MODEL, WAN] }) },
	async readCreate(payload) {
		if (payload.kind !== 'json') throw new ApiError(400, 'Invalid JSON body');
		const fields = checkFields(payload, FIELDS, invalid, true);
		if (![MODEL.id, WAN.id].includes(String(fields.model))) {
			throw new ApiError(404, `No endpoints found for ${String(fields.model)}.`);
		}
		const size = clipSize(fields, '832x480');
		const url = firstFrame((fields.frame_images ?? []) as FrameImage[]);
		const named = url === undefined ? {} : { input_reference: { image_url: url } };
		return {
			prompt: String(fields.prompt),
			model: String(fields.model),
			seconds: String(fields.duration ?? 2),
			size,
			reference: await referenceParam(named, [], size),
		};
	},
	newId: () => randomBytes(10).toString('base64url'),
	createStatus: 202,
	show(job, now, sandbox) {
		const words = { queued: 'pending', in_progress: 'in_progress', completed: 'completed' };
		const url = `${sandbox.origin}/api/v1/videos/${job.id}`;
		return {
			id: job.id,
			generation_id: `gen-vid-${job.id}`,
			polling_url: url,
			status: wordOf(job, now, { ...words, failed: 'failed' }),
			...(failureOf(job, now) && { error: failureOf(job, now)?.message }),
			...(isDone(job, now) && {
				unsigned_urls: [`${url}/content?index=0`],
				urls: [signedUrl(sandbox, job.id, 'video')],
				// npm @openrouter/sdk 1.3.19, VideoGenerationUsage: in US dollars, once the job is completed.
				usage: { cost: 0.5, is_byok: false },
			}),
		};
	},
	webhooks: { style: 'openrouter', callbackField: 'callback_url' },
	content: { notReady: 400, failed: 400, gone: 410, variants: 'ignored' },
};
