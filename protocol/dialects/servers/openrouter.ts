import type { Derivation, Dialect } from '../dialect';
import { as, entry, https, integer, list, sizeParts, sourceVideo } from '../writers';

const part = (type: string) => (url: string) => ({ type, [type]: { url } });
const image = (frame_type: string) => (url: string) => ({ ...part('image_url')(url), frame_type });

const fields = {
	prompt: as<string>('prompt'),
	model: as<string>('model'),
	seconds: integer('duration'),
	size: sizeParts({ pixels: 'size', lines: 'resolution', ratio: 'aspect_ratio' }),
	referenceImages: list({ field: 'input_references', url: part('image_url') }),
	referenceVideos: list({ field: 'input_references', url: part('video_url') }),
	referenceAudio: list({ field: 'input_references', url: part('audio_url') }),
	seed: as<number>('seed'),
	audio: as<boolean>('generate_audio'),
	callbackUrl: https('callback_url'),
};

// The model decides whether it edits the video or goes on with it.
const continued: Derivation = {
	fields: { ...fields, video: sourceVideo('previous_job_id', { id: (id) => id }) },
};

// Source: openrouter.ai/docs/guides/overview/multimodal/video-generation; npm @openrouter/sdk 1.3.19, VideoGenerationRequest.
export const openrouter: Dialect = {
	name: 'openrouter',
	displayName: 'OpenRouter',
	host: /(^|\.)openrouter\.ai$/,
	// Source: trufflesecurity/trufflehog, pkg/detectors/openrouter; n8n's own OpenRouter credential tests at the same path.
	keyPrefix: 'sk-or-',
	keyPath: '/key',
	listsModels: true,
	forms: ['json'],
	nested: 'json',
	fields: {
		...fields,
		firstFrame: entry({ field: 'frame_images', url: image('first_frame') }),
		lastFrame: entry({ field: 'frame_images', url: image('last_frame') }),
	},
	needsModel: true,
	edit: continued,
	extend: continued,
	offers: ['retrieve', 'content', 'edit', 'extend'],
	contentTakesIndex: true,
	paths: { models: '/videos/models', edit: '/videos', extend: '/videos' },
	modelInfo: { path: '/videos/models', tells: 'values' },
	sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920', '720p 16:9', '720p 9:16'],
	seconds: ['4', '5', '6', '8', '10', '12'],
	setUp: {
		baseUrl: 'https://openrouter.ai/api/v1',
		key: 'An OpenRouter key (begins with sk-or-)',
		model:
			'Choose it from the list, which also shows sizes and lengths. For example google/veo-3.1',
		inNode:
			'Edit and Extend need the model that made the video, and a model that can do it. Put other fields of a model into Extra Body Fields, below provider.options. A Callback URL must begin with https://; set a signing secret in the settings of your OpenRouter workspace, or the Webhook Trigger refuses the events.',
	},
};
