import type { Dialect } from '../dialect';
import { as, media } from '../writers';

// Source: maximhq/bifrost, core/schemas/videos.go, and docs.getbifrost.ai/api-reference/videos.
export const bifrost: Dialect = {
	name: 'bifrost',
	displayName: 'Bifrost',
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: as('seconds'),
		size: as('size'),
		firstFrame: media({ field: 'input_reference', url: (url) => url }),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		audio: as('audio'),
	},
	offers: ['retrieve', 'list', 'delete', 'content', 'remix', 'edit'],
	sizes: ['1280x720', '720x1280', '1792x1024', '1024x1792'],
	seconds: ['4', '5', '8', '12'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8080/v1',
		key: 'A virtual key as a bearer token; None where the gateway asks for none',
		model: 'provider/model, for example openai/sora-2',
		special:
			'Get Many needs the extra query parameter provider, for example openai: a list is of one provider.',
	},
};
