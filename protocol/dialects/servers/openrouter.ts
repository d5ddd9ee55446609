import type { Dialect } from '../dialect';
import { as, frame, integer, sizeParts } from '../writers';

// Source: openrouter.ai/docs/api_reference/videos.md and …/api-reference/video-generation/create-videos.md.
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
		prompt: as('prompt'),
		model: as('model'),
		seconds: integer('duration'),
		size: sizeParts({ pixels: 'size', lines: 'resolution', ratio: 'aspect_ratio' }),
		firstFrame: frame('frame_images', (url) => ({
			type: 'image_url',
			image_url: { url },
			frame_type: 'first_frame',
		})),
		lastFrame: frame('frame_images', (url) => ({
			type: 'image_url',
			image_url: { url },
			frame_type: 'last_frame',
		})),
		seed: as('seed'),
		audio: as('generate_audio'),
		callbackUrl: as('callback_url'),
	},
	offers: ['retrieve', 'content'],
	contentTakesIndex: true,
	paths: { models: '/videos/models' },
	sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920', '720p 16:9', '720p 9:16'],
	seconds: ['4', '5', '6', '8', '10', '12'],
	setUp: {
		baseUrl: 'https://openrouter.ai/api/v1',
		key: 'An OpenRouter key, which begins with sk-or-',
		model: 'From the list, for example google/veo-3.1: the list also tells sizes and lengths',
		special:
			'Other fields of a model go into Extra Body Fields, below provider.options. There is no Get Many, Delete or Remix.',
	},
};
