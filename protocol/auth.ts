/** How a server wants its key: in a header of its own, as a bearer or a Basic token, or none at all. */
export type KeyStyle = 'bearer' | 'basic' | 'none' | { header: string };

/** How a key is sent to a server. */
export interface Authentication {
	/** `automatic` (as the server wants it), `bearer`, `header` (a raw key in a header of any name), `basic` or `none`. */
	authentication?: unknown;
	apiKey?: unknown;
	headerName?: unknown;
	user?: unknown;
	password?: unknown;
	/** A ready Basic token, instead of user and password. */
	basicToken?: unknown;
}

function words(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

type Headers = Record<string, string>;

function inHeader(name: string, key: string): Headers {
	return key === '' ? {} : { [name]: key };
}

function bearer(key: string): Headers {
	return key === '' ? {} : { Authorization: `Bearer ${key.replace(/^bearer\s+/i, '')}` };
}

function basic(token: string): Headers {
	return token === '' ? {} : { Authorization: `Basic ${token.replace(/^basic\s+/i, '')}` };
}

function basicToken({ user, password, basicToken: ready }: Authentication): string {
	const token = words(ready);
	if (token !== '' || ![user, password].some(words)) return token;
	return Buffer.from(`${words(user)}:${words(password)}`, 'utf8').toString('base64');
}

// A server that wants no key may have been started with one. Whoever types the scheme before the key means it.
function automatic(key: string, wanted: KeyStyle): Headers {
	if (/^bearer\s/i.test(key)) return bearer(key);
	if (/^basic\s/i.test(key)) return basic(key);
	if (typeof wanted === 'object') return inHeader(wanted.header, key);
	return wanted === 'basic' ? basic(key) : bearer(key);
}

/**
 * The headers that carry a credential's key; none where there is no key.
 * @param wanted how the server wants it, for `automatic`: for `basic` the key is the ready token
 */
export function authHeaders(credential: Authentication, wanted: KeyStyle = 'bearer'): Headers {
	const key = words(credential.apiKey);
	switch (credential.authentication) {
		case 'none':
			return {};
		case 'header':
			return inHeader(words(credential.headerName) || 'api-key', key);
		case 'basic':
			return basic(basicToken(credential));
		case 'automatic':
			return automatic(key, wanted);
		default:
			return bearer(key);
	}
}
