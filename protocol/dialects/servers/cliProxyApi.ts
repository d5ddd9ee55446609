import type { Dialect } from '../dialect';
import { among, as, atMost, between, digits, list, media, sizeParts } from '../writers';

// Source: router-for-me/CLIProxyAPI, internal/api/server.go (routes) and sdk/api/handlers/openai/openai_videos_handlers.go. It moves a length to
// between 1 and 15, and drops other resolutions, without a word.
const SIZES = [
	...['720x1280', '1280x720', '1024x1792', '1792x1024'],
	...['720p 16:9', '720p 9:16', '720p 1:1', '720p 4:3', '720p 3:4', '720p 3:2', '720p 2:3'],
	...['480p 16:9', '480p 9:16', '480p 1:1', '480p 4:3', '480p 3:4', '480p 3:2', '480p 2:3'],
];

export const cliProxyApi: Dialect = {
	name: 'cli-proxy-api',
	displayName: 'CLIProxyAPI',
	// Of a form it reads the text fields and drops the files.
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: between(1, 15, digits('seconds')),
		size: among(SIZES, sizeParts({ pixels: 'size', lines: 'resolution', ratio: 'aspect_ratio' })),
		firstFrame: media({ field: 'input_reference', url: (image_url) => ({ image_url }) }),
		referenceImages: atMost(7, list({ field: 'reference_images', url: (url) => ({ url }) })),
	},
	offers: ['retrieve', 'content'],
	// They are below /v1, the videos below /openai/v1.
	paths: { models: '/../../v1/models' },
	models: ['grok-imagine-video', 'grok-imagine-video-1.5'],
	sizes: SIZES,
	seconds: ['4', '5', '6', '8', '10', '12', '15'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8317/openai/v1',
		key: 'One of the api-keys of its configuration',
		note: 'For Edit and Extend, choose the Server xAI-Style with the Base URL http://YOUR-HOST:8317.',
		model:
			"Choose grok-imagine-video or one of its versions from the list; sora-2 is another name for xAI's model",
		inNode: 'A video has 1 to 15 seconds. Leave Body Format at Automatic.',
	},
	unverified: 'We could not install the program for a test. The dialect follows its source code.',
};
