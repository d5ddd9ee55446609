import type { Dialect } from '../dialect';
import { as, fileOrUrl, list, media, number, onlyIn, pixels } from '../writers';

const address = (url: string) => url;

// Source: NVIDIA/TensorRT-LLM, tensorrt_llm/serve/{openai_video_routes,openai_protocol}.py after pull request 17493.
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
		firstFrame: fileOrUrl(
			media({ part: 'image_reference', field: 'image_reference', data: address }),
			onlyIn('json', media({ field: 'image_reference', url: address })),
		),
		referenceVideos: onlyIn('json', list({ field: 'video_reference', url: address })),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		frames: as('num_frames'),
		framesPerSecond: as('fps'),
		steps: as('num_inference_steps'),
		guidance: as('guidance_scale'),
	},
	offers: ['retrieve', 'list', 'delete', 'content', 'createSync'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		isFor: 'Versions that know image_reference (newer than August 2026)',
		baseUrl: 'http://YOUR-HOST:8000/v1',
		key: 'Leave it empty',
		model: 'Leave it empty: a server has one model',
		inNode:
			'Put a last frame into Extra Body Fields, as image_reference with roles. If the server has no mp4 encoder, the file is an AVI; its type and name say so.',
	},
	unverified:
		'We could not install the program for a test: PyPI has no ready package of it. The dialect follows its source code.',
};
