/** How a key is sent to a server. */
export interface Authentication {
	/** `bearer`, `header` (a raw key in a header of any name), `basic` or `none`. */
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

/** The headers that carry a credential's key; none where there is no key. */
export function authHeaders(credential: Authentication): Record<string, string> {
	const key = words(credential.apiKey);
	switch (credential.authentication) {
		case 'none':
			return {};
		case 'header': {
			const name = words(credential.headerName) || 'api-key';
			return key === '' ? {} : { [name]: key };
		}
		case 'basic': {
			if (![credential.user, credential.password, credential.basicToken].some(words)) return {};
			const pair = `${words(credential.user)}:${words(credential.password)}`;
			const token =
				words(credential.basicToken).replace(/^basic\s+/i, '') ||
				Buffer.from(pair, 'utf8').toString('base64');
			return { Authorization: `Basic ${token}` };
		}
		default:
			return key === '' ? {} : { Authorization: `Bearer ${key.replace(/^bearer\s+/i, '')}` };
	}
}
