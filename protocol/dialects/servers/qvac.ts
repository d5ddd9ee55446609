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
	// "model" is required
	needsModel: true,
	offers: ['retrieve', 'list', 'delete', 'content'],
	sizes: ['832x480', '480x832', '1280x720', '720x1280'],
	seconds: ['2', '4', '5', '8'],
	setUp: {
		baseUrl: 'http://YOUR-HOST:11434/v1',
		key: 'The one that the server was started with (--api-key), if any',
		model: "An alias from the server's configuration",
		inNode:
			'Width and height must be multiples of 16. If the server has no ffmpeg, the file is an AVI.',
	},
};
