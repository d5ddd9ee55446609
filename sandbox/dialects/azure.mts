import { addCharacterRoutes } from '../characters.mts';
import { addEditRoute } from '../derived.mts';
import type { Dialect } from './dialect.mts';
import { openai } from './openai.mts';
import { bearerKey } from './shapes.mts';

/** Azure OpenAI: the reference below /openai/v1, with the key in `api-key` or as a bearer token. */
export const azure: Dialect = {
	...openai,
	name: 'azure',
	base: '/openai/v1',
	presentedKey: (headers) => (headers['api-key'] as string | undefined) ?? bearerKey(headers),
	more(app, sandbox) {
		addEditRoute(app, sandbox);
		addCharacterRoutes(app, sandbox);
	},
};
