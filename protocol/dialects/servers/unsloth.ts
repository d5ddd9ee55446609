import type { Dialect } from '../dialect';
import { as, atMost, list, media, pixels } from '../writers';

const url = (address: string) => address;
const several = (name: string) => list({ part: name, field: name, data: url });

// Source: PyPI unsloth 2026.10.9, studio/backend/routes/video.py and VideoJobCreateRequest in studio/backend/models/inference.py.
export const unsloth: Dialect = {
	name: 'unsloth',
	displayName: 'Unsloth Studio',
	forms: ['multipart', 'json'],
	nested: 'brackets',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: as('seconds'),
		size: pixels('size'),
		// It takes files and data URLs, and requests no other address.
		firstFrame: media({ part: 'input_reference', field: 'input_reference', data: url }),
		lastFrame: media({ part: 'last_frame', field: 'last_frame', data: url }),
		referenceImages: atMost(9, several('reference_images')),
		referenceAudio: atMost(3, several('reference_audios')),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		frames: as('num_frames'),
		framesPerSecond: as('fps'),
		steps: as('steps'),
		guidance: as('guidance'),
	},
	apart: [
		['seconds', 'frames'],
		['firstFrame', 'referenceImages'],
		['lastFrame', 'referenceImages'],
		['lastFrame', 'referenceAudio'],
	],
	offers: ['retrieve', 'list', 'delete', 'content'],
	sizes: ['768x512', '512x768', '1280x704', '704x1280', '1344x768', '768x1344'],
	seconds: ['2', '4', '5', '10'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:8888/v1',
		key: 'An API key from its settings',
		model: 'Leave it empty to use the one that you have loaded in Unsloth Studio',
		inNode:
			'It renders one video at a time: if you have several items, set the option Videos at Once to 1. The server rounds a length to what the model can make. Only MiniMax-H3 takes a last frame, or reference images and audio.',
	},
};
