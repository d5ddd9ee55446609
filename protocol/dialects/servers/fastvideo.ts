import type { Dialect } from '../dialect';
import { sglang } from './sglang';

// Source: hao-ai-lab/FastVideo, fastvideo/entrypoints/openai/protocol.py, made after SGLang's.
export const fastvideo: Dialect = {
	...sglang,
	name: 'fastvideo',
	displayName: 'FastVideo',
	fields: { ...sglang.fields, count: undefined, referenceVideos: undefined },
	setUp: {
		...sglang.setUp,
		baseUrl: 'http://YOUR-HOST:8000/v1',
		inNode:
			'You can download only the video itself, and only when it is finished: the file appears before it is complete.',
	},
};
