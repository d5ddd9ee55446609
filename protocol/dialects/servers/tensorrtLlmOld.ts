import type { Dialect } from '../dialect';
import { tensorrtLlm } from './tensorrtLlm';
import { as, media } from '../writers';

// Source: NVIDIA/TensorRT-LLM at 0509ccc7, tensorrt_llm/serve/{openai_video_routes,openai_protocol}.py.
/** Its protocol before pull requests 14733 (1.3.0rc19) and 17493 (August 2026). */
export const tensorrtLlmOld: Dialect = {
	...tensorrtLlm,
	name: 'tensorrt-llm-old',
	displayName: 'TensorRT-LLM (Older)',
	fields: {
		...tensorrtLlm.fields,
		// JSON holds the image's bytes as base64.
		firstFrame: media({ part: 'input_reference', field: 'input_reference' }),
		referenceVideos: undefined,
		frames: undefined,
		count: as('n'),
	},
	setUp: {
		...tensorrtLlm.setUp,
		isFor: 'Versions that do not know image_reference (up to August 2026)',
		inNode:
			'If the server has no mp4 encoder, the file is an AVI; its type and name say so. If a job made several videos, you can download only the first.',
	},
};
