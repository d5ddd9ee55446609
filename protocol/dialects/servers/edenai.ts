import type { Dialect } from '../dialect';
import { as, AS_OBJECT, digits, fileOrUrl, media, onlyIn, pixels } from '../writers';

const field = 'input_reference';

// Source: Eden AI's documentation of 2026-09-10, edenai/docs: v3/llms/video-generation.mdx, v3/data-governance/eu-endpoint.mdx (the second
// host); edenai/edenai-skill: references/openai-compatible-media.md (its lists of models are open to everybody).
export const edenai: Dialect = {
	name: 'edenai',
	displayName: 'Eden AI',
	host: /(^|\.)edenai\.run$/,
	listsModels: true,
	keyPath: '/videos?limit=1',
	// JSON first: there it refuses a field that it does not know, in a form it drops the field without a word.
	forms: ['json', 'multipart'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: digits('seconds'),
		size: pixels('size'),
		firstFrame: fileOrUrl(
			media({ part: field, field }),
			onlyIn('json', media({ field, ...AS_OBJECT, data: false })),
		),
		seed: as('seed'),
	},
	needsModel: true,
	offers: ['retrieve', 'list', 'delete', 'content'],
	paths: { models: '/videos/models' },
	sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920'],
	seconds: ['4', '5', '6', '8', '10'],
	setUp: {
		baseUrl: 'https://api.edenai.run/v3',
		key: 'An Eden AI API key',
		note: 'The Base URL https://api.eu.edenai.run/v3 has only the models that run in the EU.',
		model: 'From the list, as provider/model, for example pruna/p-video',
		inNode:
			"For a first frame by file ID, use the ID of an upload to Eden AI. A provider's own fields go into Extra Body Fields, below provider_params. The cost is 0 until the job has ended. A job that is still running cannot be deleted.",
	},
	unverified:
		"Eden AI publishes no client that makes these videos (npm edenai 1.0 is for its API before v3, PyPI has no edenai), and its OpenAPI document that we found has no /v3/videos. Written from its documentation's source; LiteLLM's client for it takes our sandbox's answers, and sends what the node sends.",
};
