import type { Dialect } from '../dialect';
import { as, media, single } from '../writers';

// Source: maximhq/bifrost, core/schemas/videos.go, and docs/openapi/{paths,schemas}/inference/videos.yaml. Where they differ the program is
// right: `seconds` is text there, a whole number in the document.
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
		// The document has no path for edits: this is what its providers for video to video start from.
		referenceVideos: single(media({ field: 'video_uri', url: (url) => url })),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		audio: as('audio'),
	},
	offers: ['retrieve', 'list', 'delete', 'content', 'remix'],
	sizes: ['1280x720', '720x1280', '1792x1024', '1024x1792'],
	seconds: ['4', '5', '8', '12'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8080/v1',
		key: 'A virtual key, if the gateway requires one',
		model: 'provider/model, for example openai/sora-2',
		inNode:
			'Get Many needs the extra query parameter provider, for example openai: each list covers one provider. With OpenAI behind it, images must come from a binary field. To start from a video, add it to References in Create; not every provider takes one.',
	},
	unverified:
		'We could not install the gateway for a test. The dialect follows its source code and its published API document.',
};
