import type { Dialect } from '../dialect';
import { OPENAI_CHOICES, openai } from './openai';

// Source: npm @portkey-ai/gateway 1.15.2: below /v1 it hands every path and body on to the provider that a header names.
export const portkey: Dialect = {
	...openai,
	name: 'portkey',
	displayName: 'Portkey',
	...OPENAI_CHOICES,
	setUp: {
		baseUrl: 'http://YOUR-HOST:8787/v1',
		key: 'The key of the provider behind the gateway, as a bearer token',
		model: "The provider's name for it",
		inNode:
			'Each operation needs two Extra Headers: x-portkey-provider, such as openai; and, for a server of your own, x-portkey-custom-host with its base URL.',
	},
};
