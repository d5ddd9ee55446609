import type { Dialect } from '../dialect';
import { as, AS_OBJECT, digits, entry, list, media, pixels } from '../writers';
import { afterFirst, aloneOr, insteadOfFirst, smallFiles } from '../writers/conditions';

// Source: vllm-project/vllm-omni, vllm_omni/entrypoints/openai/protocol/videos.py and docs/serving/videos_api.md.
// Fields of a form may have 1 MB at most (Starlette's max_part_size), so files go as parts. Sound has a part for MiniMax H3 alone (0.30,
// entrypoints/openai/video/generation/helpers.py): its files go as data URLs, which are a third longer.
const LARGEST_SOUND = 750_000;
const SOUND = { field: 'audio_reference', url: (audio_url: string) => ({ audio_url }) };
const IMAGE = { field: 'image_reference', ...AS_OBJECT };
const SEVERAL = { part: 'input_references', ...IMAGE };
const VIDEOS = {
	part: SEVERAL.part,
	field: 'video_reference',
	url: (video_url: string) => ({ video_url }),
};

export const vllmOmni: Dialect = {
	name: 'vllm-omni',
	displayName: 'vLLM-Omni',
	listsModels: true,
	// The route declares form fields only: a JSON body is "Field required" (422).
	forms: ['multipart'],
	// image_reference, lora and extra_params are JSON texts.
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: digits('seconds'),
		size: pixels('size'),
		firstFrame: aloneOr(media({ part: 'input_reference', ...IMAGE }), media(SEVERAL)),
		// Of a list, MiniMax H3 takes the order for first and last frame; other models take one image.
		lastFrame: afterFirst(entry(SEVERAL)),
		referenceImages: insteadOfFirst(list(SEVERAL)),
		referenceVideos: list(VIDEOS),
		referenceAudio: smallFiles(LARGEST_SOUND, list(SOUND)),
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
	listsWholeJobs: true,
	offers: ['retrieve', 'list', 'delete', 'content', 'createSync'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8091/v1',
		key: 'Leave it empty, unless the server requires one (it was started with --api-key)',
		model: 'Leave it empty: a server has one model',
		inNode:
			'Progress stays at 0 until the end. Use whole seconds. If Frames is set, Seconds is ignored.',
	},
};
