import type { Dialect } from '../dialect';
import { as, frame, widthAndHeight } from '../writers';

// Source: docs.together.ai/reference/create-videos (OpenAPI CreateVideoBody, VideoJob).
export const together: Dialect = {
	name: 'together',
	displayName: 'Together',
	host: /(^|\.)together\.(ai|xyz)$/,
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: as('seconds'),
		size: widthAndHeight('width', 'height'),
		firstFrame: frame('frame_images', (input_image) => ({ input_image, frame: 'first' })),
		lastFrame: frame('frame_images', (input_image) => ({ input_image, frame: 'last' })),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		framesPerSecond: as('fps'),
		steps: as('steps'),
		guidance: as('guidance_scale'),
	},
	offers: ['retrieve'],
	models: ['google/veo-3.0', 'minimax/hailuo-02', 'openai/sora-2', 'Wan-AI/Wan2.2-T2V-A14B'],
	sizes: ['1280x720', '720x1280', '1366x768', '1920x1080'],
	seconds: ['4', '5', '6', '8', '10'],
	setUp: {
		baseUrl: 'https://api.together.ai/v2',
		key: 'A Together key, as a bearer token',
		model: 'For example google/veo-3.0',
		special: 'The base URL ends in /v2. The finished job names the URL of its file.',
	},
};
