import type { Dialect } from '../dialect';
import { as, digits, media, pixels } from '../writers';

// Source: vllm-project/vllm-omni, vllm_omni/entrypoints/openai/protocol/videos.py and docs/serving/videos_api.md.
export const vllmOmni: Dialect = {
	name: 'vllm-omni',
	displayName: 'vLLM-Omni',
	// The route declares form fields only: a JSON body is "Field required" (422).
	forms: ['multipart'],
	// image_reference, lora and extra_params are JSON texts.
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: digits('seconds'),
		size: pixels('size'),
		firstFrame: media({
			part: 'input_reference',
			field: 'image_reference',
			url: (image_url) => ({ image_url }),
			fileId: (file_id) => ({ file_id }),
		}),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		frames: as('num_frames'),
		framesPerSecond: as('fps'),
		steps: as('num_inference_steps'),
		guidance: as('guidance_scale'),
		audio: as('generate_sound'),
	},
	// serving_video.py: image.resize(target_size)
	scalesImages: true,
	offers: ['retrieve', 'list', 'delete', 'content', 'createSync'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8091/v1',
		key: 'None, unless the server was started with --api-key',
		model: 'Empty: a server has one model',
		special: 'Progress stays at 0 until the end. A length is whole seconds; Frames wins over it.',
	},
};
