import type { Dialect } from '../dialect';
import { OPENAI_FIELDS, openai } from './openai';
import { as, digits, pixels } from '../writers';

// Source: @qvac/cli 0.13.1, dist/serve/extensions/openai/schemas/videos.js.
export const qvac: Dialect = {
	...openai,
	name: 'qvac',
	displayName: 'QVAC',
	listsModels: true,
	fields: {
		...OPENAI_FIELDS,
		characters: undefined,
		seconds: digits('seconds'),
		size: pixels('size'),
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		framesPerSecond: as('fps'),
		steps: as('steps'),
		guidance: as('cfg_scale'),
	},
	offers: ['retrieve', 'list', 'delete', 'content'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:11434/v1',
		key: 'What the server was started with as --api-key; none without it',
		model: "It must be given: an alias of the server's configuration",
		special:
			'Width and height must be multiples of 16. Without ffmpeg on its machine the file is an AVI.',
	},
};
