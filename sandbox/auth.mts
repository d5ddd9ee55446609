import type { IncomingHttpHeaders } from 'node:http';
import { basicKey, bearerKey } from './dialects/shapes.mts';
import { ApiError } from './errors.mts';

/** The key a request carries, in any of the ways that Videos API servers accept, or undefined. */
export function anyKey(headers: IncomingHttpHeaders): string | undefined {
	const custom = headers['api-key'] ?? headers['x-api-key'];
	return bearerKey(headers) ?? basicKey(headers) ?? (custom as string | undefined);
}

/** First characters only: a key must not be readable in a log of errors. */
const masked = (key: string) => `${key.slice(0, Math.min(4, key.length >> 1))}****`;

/** Refuses a request without the right key (401). */
export function authorise(presented: string | undefined, key: string) {
	if (presented === key) return;
	const message = presented
		? `Incorrect API key provided: ${masked(presented)}.`
		: "You didn't provide an API key. Send it as: Authorization: Bearer YOUR_KEY.";
	throw new ApiError(401, message, 'invalid_api_key');
}
