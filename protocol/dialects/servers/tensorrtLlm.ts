import type { Dialect } from '../dialect';
import { as, media, number, pixels } from '../writers';

// Source: NVIDIA/TensorRT-LLM, tensorrt_llm/serve/{openai_video_routes,openai_protocol}.py.
export const tensorrtLlm: Dialect = {
	name: 'tensorrt-llm',
	displayName: 'TensorRT-LLM',
	forms: ['multipart', 'json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: number('seconds'),
		size: pixels('size'),
		// JSON holds the image's bytes as base64.
		firstFrame: media({ part: 'input_reference', field: 'input_reference' }),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		framesPerSecond: as('fps'),
		steps: as('num_inference_steps'),
		guidance: as('guidance_scale'),
		count: as('n'),
	},
	offers: ['retrieve', 'list', 'delete', 'content', 'createSync'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8000/v1',
		key: 'None',
		model: 'Empty: a server has one model',
		special:
			'The file may be an AVI where the server has no mp4 encoder; its type and name say so. Of several videos only the first can be downloaded.',
	},
};
