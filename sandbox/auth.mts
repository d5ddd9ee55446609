import { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './errors.mts';

/** The key a request carries, in any of the ways that Videos API servers accept, or undefined. */
function presentedKey(headers: IncomingHttpHeaders): string | undefined {
	const [scheme = '', credentials = ''] = headers.authorization?.split(/\s+(.*)/) ?? [];
	if (/^bearer$/i.test(scheme)) return credentials;
	if (/^basic$/i.test(scheme)) {
		const text = Buffer.from(credentials, 'base64').toString();
		return text.slice(text.indexOf(':') + 1);
	}
	const custom = headers['api-key'] ?? headers['x-api-key'];
	return typeof custom === 'string' ? custom : undefined;
}

/** First characters only: a key must not be readable in a log of errors. */
const masked = (key: string) => `${key.slice(0, Math.min(4, key.length >> 1))}****`;

/** Refuses a request without the right key (401). */
export function authorise(headers: IncomingHttpHeaders, key: string) {
	const presented = presentedKey(headers);
	if (presented === key) return;
	const message = presented
		? `Incorrect API key provided: ${masked(presented)}.`
		: "You didn't provide an API key. Send it as: Authorization: Bearer YOUR_KEY.";
	throw new ApiError(401, message, 'invalid_api_key');
}
