import { InputError } from '../../client/errors';
import { knownServer } from '../../protocol/dialects';

const HINT = 'Open the credential and correct its Base URL.';

// The credential's test shows the message alone: what is meant stands in it.
function didYouMean(hostname: string): string {
	const known = knownServer(hostname);
	return known === undefined ? '' : `. Did you mean https://${known.hostname}${known.path}?`;
}

function withoutScheme(typed: string): InputError {
	const url = `https://${typed}`;
	const suggestion = URL.canParse(url) ? didYouMean(new URL(url).hostname) : '';
	return new InputError(
		`The Base URL "${typed}" must begin with https:// or http://${suggestion}`,
		HINT,
	);
}

/** The root of the API, where only the host, or the host with the path that most servers have, was typed. */
function rootOf({ origin, hostname }: URL, path: string): string {
	const known = knownServer(hostname);
	if (known === undefined) return `${origin}/v1`;
	if (known.hostname !== hostname || (path !== '' && path !== known.path)) {
		const { displayName } = known;
		throw new InputError(
			`The Base URL "${origin}${path}" is not the API of ${displayName}${didYouMean(hostname)}`,
			HINT,
		);
	}
	return `${origin}${known.path}`;
}

/**
 * The API's root without a trailing slash. A bare host gets the path of its dialect, or the `/v1` that the Videos API lives under;
 * any other path is taken as it is, without the resource that somebody may have pasted with it.
 * @throws InputError when it is empty, has no `http://` or `https://`, contains a user or a password, or is not where a known server
 * has its API
 */
export function normalizeBaseUrl(baseUrl: unknown): string {
	const typed = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	if (typed === '') throw new InputError('The Base URL of the credential is empty', HINT);
	if (!/^https?:\/\//i.test(typed)) {
		throw withoutScheme(typed);
	}
	if (!URL.canParse(typed)) {
		throw new InputError(`The Base URL "${typed}" is not a valid URL`, HINT);
	}
	const url = new URL(typed);
	if (url.username !== '' || url.password !== '') {
		throw new InputError(
			'The Base URL of the credential contains a user or a password',
			'Remove what stands before the @ from the Base URL, and choose "Basic" under Authentication for it.',
		);
	}
	const path = url.pathname.replace(/\/+$/, '').replace(/\/(videos|models)$/, '');
	return path === '' || path === '/v1' ? rootOf(url, path) : `${url.origin}${path}`;
}
