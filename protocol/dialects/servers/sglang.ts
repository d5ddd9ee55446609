import type { Dialect } from '../dialect';
import { as, insteadOfFirst, integer, media, pixels, single } from '../writers';

// Source: sgl-project/sglang, python/sglang/multimodal_gen/runtime/entrypoints/openai/{video_api,protocol}.py.
// It reads the first image alone; what that is for depends on the model.
const IMAGE = media({ part: 'input_reference', field: 'reference_url', url: (url) => url });

export const sglang: Dialect = {
	name: 'sglang',
	displayName: 'SGLang',
	listsModels: true,
	// JSON first: its earlier versions refuse multipart without a file.
	forms: ['json', 'multipart'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: integer('seconds'),
		size: pixels('size'),
		firstFrame: IMAGE,
		referenceImages: insteadOfFirst(single(IMAGE)),
		referenceVideos: single(
			media({ part: 'video_reference', field: 'video_url', url: (url) => url, onlyPart: true }),
		),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		frames: as('num_frames'),
		framesPerSecond: as('fps'),
		steps: as('num_inference_steps'),
		guidance: as('guidance_scale'),
		count: as('n'),
	},
	listsWholeJobs: true,
	offers: ['retrieve', 'list', 'delete', 'content'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:30000/v1',
		key: 'Leave it empty',
		model: 'Leave it empty: a server has one model',
		inNode:
			'You can download only the video itself. If a job made several videos, download the second with the extra query parameter variant=1. With cloud storage the job has the URL of the file.',
	},
};
