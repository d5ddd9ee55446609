import type { Dialect } from '../dialect';
import { as } from '../writers';

// Source: docs.inworld.ai/api-reference/videoAPI/create-video.md, …/retrieve-video.md and …/list-videos.md, which we could read in part: that
// seconds and size are the names of its fields, nobody has confirmed. It makes videos of a prompt alone.
export const inworld: Dialect = {
	name: 'inworld',
	displayName: 'Inworld',
	host: /(^|\.)inworld\.ai$/,
	auth: 'basic',
	forms: ['json'],
	nested: 'json',
	fields: {
		prompt: as('prompt'),
		model: as('model'),
		seconds: as('seconds'),
		size: as('size'),
	},
	offers: ['retrieve', 'list'],
	sizes: ['1280x720', '720x1280'],
	seconds: ['4', '5', '8'],
	setUp: {
		baseUrl: 'https://api.inworld.ai/v1',
		key: 'The ready-made Basic token from the Inworld portal',
		model: 'Required',
		inNode: 'The finished job has the URL of its file. Each Get returns a new one.',
	},
	unverified:
		'Inworld publishes no client that makes videos (npm @inworld/runtime 0.8 and PyPI inworld-sdk 0.7 do not), and no OpenAPI document that we found. Written from parts of its API reference.',
};
