import type { Dialect } from '../dialect';
import { as, media } from '../writers';

// Source: Inworld's API documentation for the authentication and the place of the result; the names of the fields are the
// reference's, nobody has confirmed others.
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
		firstFrame: media({ field: 'input_reference', url: (image_url) => ({ image_url }) }),
	},
	offers: ['retrieve'],
	sizes: ['1280x720', '720x1280'],
	seconds: ['4', '5', '8'],
	setUp: {
		baseUrl: 'https://api.inworld.ai/v1',
		key: 'The ready Basic token of the Inworld portal',
		model: 'It must be given',
		special: 'The finished job names the URL of its file, a fresh one at each Get.',
	},
};
