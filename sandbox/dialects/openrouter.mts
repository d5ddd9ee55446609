import { randomBytes } from 'node:crypto';
import type { ClipSpec } from '../clip-spec.mts';
import { requireCompleted } from '../create.mts';
import { ApiError } from '../errors.mts';
import { referenceParam } from '../reference.mts';
import type { Sandbox } from '../state.mts';
import { signedUrl } from '../storage-links.mts';
import { expiresAt } from '../timeline.mts';
import { clipSize } from './sizes.mts';
import type { Dialect } from './dialect.mts';
import { checkFields, type FieldTypes } from './fields.mts';
import { bearerKey, failureOf, isDone, seconds, wordOf } from './shapes.mts';

// openrouter.ai/docs/guides/overview/multimodal/video-generation; npm @openrouter/sdk 1.3.19, VideoGenerationRequest
const FIELDS: FieldTypes = {
	...{ model: 'text!', prompt: 'text', duration: 'int', resolution: 'text', size: 'text' },
	...{ aspect_ratio: 'text', seed: 'int', generate_audio: 'bool', frame_images: 'list' },
	...{ input_references: 'list', callback_url: 'text', provider: 'object', user: 'text' },
	...{ previous_job_id: 'text', session_id: 'text', trace: 'object' },
	...{ creativity: 'int', upscale_factor: 'number' },
};
// npm @openrouter/sdk 1.3.19, VideoModel; the shape of pricing_skus is that of the guide above.
const MODEL = {
	id: 'google/veo-3.1',
	canonical_slug: 'google/veo-3.1',
	name: 'Google: Veo 3.1',
	description: 'Rendered by the sandbox',
	created: 1_719_792_000,
	supported_resolutions: ['720p', '1080p'],
	supported_aspect_ratios: ['16:9', '9:16'],
	supported_sizes: ['1280x720', '720x1280', '832x480'],
	supported_durations: [2, 4, 6, 8],
	supported_frame_images: ['first_frame', 'last_frame'],
	generate_audio: true,
	seed: true,
	creativity: null,
	upscale_factor: null,
	allowed_passthrough_parameters: ['personGeneration', 'negativePrompt'],
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

type Entry = Record<string, unknown>;

const invalid = (field: string, problem: string) => new ApiError(400, `${field}: ${problem}`);

const KINDS = ['image_url', 'video_url', 'audio_url'];

/** The address in an entry such as `{type: 'image_url', image_url: {url}}`. @throws ApiError (400) */
function addressIn(entry: Entry, list: string, kinds: string[]): string {
	const kind = String(entry.type);
	const url = (entry[kind] as { url?: unknown } | undefined)?.url;
	if (!kinds.includes(kind)) throw invalid(list, `type must be one of ${kinds.join(', ')}`);
	if (typeof url === 'string' && /^(https?:|data:)/.test(url)) return url;
	throw invalid(list, `${kind}.url must be an https URL or a data URL`);
}

function firstFrame(images: Entry[]): string | undefined {
	const wrong = images.find(({ frame_type }) => !/^(first|last)_frame$/.test(`${frame_type}`));
	if (wrong) throw invalid('frame_images', 'frame_type must be first_frame or last_frame');
	const urls = images.map((image) => addressIn(image, 'frame_images', ['image_url']));
	return urls.find((_, index) => images[index]?.frame_type === 'first_frame');
}

/** The clip that goes on: the finished one of the same model. @throws ApiError (400, 404) */
function previousClip({ jobs }: Sandbox, id: unknown, model: string): ClipSpec | undefined {
	if (id === undefined) return undefined;
	const job = jobs.get(String(id));
	if (!job) throw new ApiError(404, `previous_job_id: no video job ${String(id)}`);
	requireCompleted(job, 'continued');
	if (job.clip.model === model) return job.clip;
	throw invalid('previous_job_id', `the previous job ran on ${job.clip.model}`);
}

const ALNUM = 'abcdefghijklmnopqrstuvwxyz0123456789';
const letters = (count: number) =>
	Array.from(randomBytes(count), (byte) => ALNUM[byte % ALNUM.length]).join('');

/** OpenRouter: JSON, 202, `duration` a number, files that need the key and signed ones that must not get it. */
export const openrouter: Dialect = {
	name: 'openrouter',
	base: '/api/v1',
	presentedKey: bearerKey,
	errorBody: ({ status, message }) => ({ error: { code: status, message } }),
	models: { path: '/videos/models', answer: () => ({ data: [MODEL, WAN] }) },
	async readCreate(payload, sandbox) {
		if (payload.kind !== 'json') throw new ApiError(400, 'Invalid JSON body');
		const fields = checkFields(payload, FIELDS, invalid, true);
		const { frame_images: frames = [], input_references: references = [] } = fields;
		const model = String(fields.model);
		if (![MODEL.id, WAN.id].includes(model)) {
			throw new ApiError(404, `No endpoints found for ${model}.`);
		}
		const source = previousClip(sandbox, fields.previous_job_id, model);
		const size = clipSize(fields, source?.size ?? '832x480');
		const url = firstFrame(frames as Entry[]);
		for (const entry of references as Entry[]) addressIn(entry, 'input_references', KINDS);
		const hasMedia = [frames, references].some((list) => (list as Entry[]).length > 0);
		if (!fields.prompt && !hasMedia) throw invalid('prompt', 'Field required');
		const named = url === undefined ? {} : { input_reference: { image_url: url } };
		return {
			prompt: String(fields.prompt ?? ''),
			model,
			seconds: String(fields.duration ?? source?.seconds ?? 2),
			size,
			reference: await referenceParam(named, [], size),
			...(source && { source, made: fields.duration === undefined ? 'edit' : 'extension' }),
		};
	},
	// PyPI openrouter 1.3.84, VideoGenerationResponse: gen-vid-<timestamp>-<20 alphanumerics>
	newId: () => `gen-vid-${seconds(Date.now())}-${letters(20)}`,
	createStatus: 202,
	show(job, now, sandbox) {
		const words = { queued: 'pending', in_progress: 'in_progress', completed: 'completed' };
		const url = `${sandbox.origin}/api/v1/videos/${job.id}`;
		return {
			id: job.id,
			generation_id: job.id,
			polling_url: url,
			status: wordOf(job, now, { ...words, failed: 'failed' }),
			...(failureOf(job, now) && { error: failureOf(job, now)?.message }),
			...(isDone(job, now) && {
				unsigned_urls: [`${url}/content?index=0`],
				urls: [signedUrl(sandbox, job.id, 'video')],
				expires_at: seconds(expiresAt(job)),
				// npm @openrouter/sdk 1.3.19, VideoGenerationUsage: in US dollars, once the job is completed.
				usage: { cost: 0.5, is_byok: false },
			}),
		};
	},
	webhooks: { style: 'openrouter', callbackField: 'callback_url' },
	content: { notReady: 409, failed: 400, gone: 410, variants: 'ignored' },
};
