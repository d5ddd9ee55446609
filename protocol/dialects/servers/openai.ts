import type { Dialect, FieldTable } from '../dialect';
import { as, AS_OBJECT, insteadOfFirst, media, single } from '../writers';

// Source: OpenAI's OpenAPI document of 2026-08-21: its one image "guides generation"; models start with it.
const IMAGE = media({ part: 'input_reference', field: 'input_reference', ...AS_OBJECT });

/** The fields of OpenAI's own reference. */
export const OPENAI_FIELDS: FieldTable = {
	prompt: as('prompt'),
	model: as('model'),
	seconds: as('seconds'),
	size: as('size'),
	firstFrame: IMAGE,
	referenceImages: insteadOfFirst(single(IMAGE)),
	characters: (ids) => ({ fields: { characters: ids.map((id) => ({ id })) } }),
};

/** What the reference offers (OpenAI's API reference), the sizes and lengths of sora-2 and sora-2-pro. */
export const OPENAI_CHOICES = {
	sizes: ['720x1280', '1280x720', '1024x1792', '1792x1024'],
	seconds: ['4', '8', '12', '16', '20'],
};

/** The reference, and every server that we have not tested: what it lacks, its own answers tell. */
export const openai: Dialect = {
	name: 'openai',
	displayName: 'OpenAI-Style',
	forms: ['multipart', 'json'],
	nested: 'brackets',
	// Beyond the reference, the names that most of the other servers have for these.
	fields: {
		...OPENAI_FIELDS,
		negativePrompt: as('negative_prompt'),
		seed: as('seed'),
		frames: as('num_frames'),
		framesPerSecond: as('fps'),
		steps: as('num_inference_steps'),
		guidance: as('guidance_scale'),
		audio: as('generate_audio'),
		lastFrame: media({ part: 'last_frame', field: 'last_frame', url: AS_OBJECT.url }),
		count: as('n'),
	},
	listsWholeJobs: true,
	offers: [
		...(['retrieve', 'list', 'delete', 'content', 'remix', 'edit', 'extend'] as const),
		...(['characters', 'createSync'] as const),
	],
	...OPENAI_CHOICES,
	setUp: {
		isFor:
			"Servers with OpenAI's own paths and fields, such as SayGM, team-api, Base44 and stdapi.ai",
		baseUrl: 'https://YOUR-SERVER/v1',
		key: 'The key of your server, if it requires one',
		model: "Your server's name for it; leave it empty for the default",
		inNode: 'If the server refuses a create, try the options Body Format and Seconds as Number.',
	},
};
