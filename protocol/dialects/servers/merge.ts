import type { Dialect } from '../dialect';
import { as, integer } from '../writers';

// Source: docs.merge.dev/merge-gateway/api-overview/videos and …/capabilities/multimodal/video-generation.
export const merge: Dialect = {
	name: 'merge',
	displayName: 'Merge Gateway',
	host: /^api-gateway\.merge\.dev$/,
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: integer('seconds'),
		size: as('size'),
	},
	needsModel: true,
	offers: ['retrieve', 'list', 'delete', 'content'],
	models: ['google/veo-3.1-generate-001', 'minimax/minimax-h3'],
	sizes: ['768P', '1080P', '1280x720', '720x1280'],
	seconds: ['4', '5', '6', '8', '10'],
	setUp: {
		baseUrl: 'https://api-gateway.merge.dev/v1',
		key: 'A production key of Merge Gateway',
		model: 'Required, for example google/veo-3.1-generate-001',
		inNode:
			'Put the other fields of a model, such as those for images, into Extra Body Fields as its catalog names them.',
	},
	unverified:
		"Merge's own clients make no videos (PyPI merge-gateway-python 0.4 and merge-gateway-sdk 0.2, its provider for the AI SDK), and no package ships its OpenAPI document. Written from its API reference.",
};
