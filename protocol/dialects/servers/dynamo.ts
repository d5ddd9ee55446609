import type { Dialect } from '../dialect';
import { as, integer, media, pixels, within } from '../writers';

// Source: ai-dynamo/dynamo, lib/llm/src/protocols/openai/videos.rs and …/videos/nvext.rs (crate dynamo-llm 1.6.1).
export const dynamo: Dialect = {
	name: 'dynamo',
	displayName: 'NVIDIA Dynamo',
	listsModels: true,
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: integer('seconds'),
		size: pixels('size'),
		firstFrame: media({ field: 'input_reference', url: (url) => url }),
		negativePrompt: within('nvext', 'negative_prompt'),
		seed: within('nvext', 'seed'),
		frames: within('nvext', 'num_frames'),
		framesPerSecond: within('nvext', 'fps'),
		steps: within('nvext', 'num_inference_steps'),
		guidance: within('nvext', 'guidance_scale'),
	},
	// The URL that it names otherwise is a file:// of its own disk, unless it was started with --media-output-http-url.
	always: { response_format: 'b64_json' },
	// missing field `model`
	needsModel: true,
	offers: [],
	answersWhenDone: true,
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8000/v1',
		key: 'Leave it empty',
		model: 'The name of the served model',
		inNode:
			'Create answers only when the video is finished, so only Create works; its timeout is _Options → Timeout_.',
	},
};
