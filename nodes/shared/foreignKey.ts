import { InputError } from '../../client/errors';
import { knownServer, serviceName } from '../../protocol/dialects/address';
import { keyOwner } from '../../protocol/dialects/keys';

// The key in the header that carries it, whatever the scheme before it.
function keyIn(headers: Record<string, string>): string {
	return (Object.values(headers)[0] ?? '').replace(/^(bearer|basic)\s+/i, '');
}

/**
 * Refuses a key that tells by its beginning that it belongs to another service than the server. An unknown host may be a relay,
 * which takes any key.
 * @throws InputError
 */
export function checkKey(headers: Record<string, string>, baseUrl: string): void {
	const server = knownServer(new URL(baseUrl).hostname)?.dialect;
	const owner = keyOwner(keyIn(headers));
	if (server === undefined || owner === undefined || owner.keyPrefix === server.keyPrefix) return;
	const name = serviceName(server);
	throw new InputError(
		`The API Key belongs to ${owner.service}, but the server is ${name}: enter an API key of ${name}, or change Server and Base URL`,
		'Open the credential and correct it. Nothing was sent.',
	);
}

/** What the beginning of a key tells, for when the server has refused it; empty where it tells nothing. */
export function keyNote(headers: Record<string, string>, baseUrl: string): string {
	const owner = keyOwner(keyIn(headers));
	const server = knownServer(new URL(baseUrl).hostname)?.dialect;
	if (owner !== undefined && owner.keyPrefix !== server?.keyPrefix) {
		return `The API Key looks like a key of ${owner.service}: check that it is for this server.`;
	}
	if (owner !== undefined || server?.keyPrefix === undefined) return '';
	// Older ones may have no prefix.
	return `New keys of ${serviceName(server)} begin with ${server.keyPrefix}.`;
}
