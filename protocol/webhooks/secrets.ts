/** How a server signs what it sends. */
export type Scheme = 'standardWebhooks' | 'openRouter';

/** The scheme that a credential names. */
export function readScheme(value: unknown): Scheme {
	return value === 'openRouter' ? 'openRouter' : 'standardWebhooks';
}

/** Secrets stand behind each other while a server changes them, with spaces, commas or line breaks between. */
function splitSecrets(typed: unknown): string[] {
	return String(typed ?? '')
		.split(/[\s,]+/)
		.filter(Boolean);
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const PREFIX = 'whsec_';

/** Why a signing secret cannot be used. */
export type BadSecret = 'empty' | 'not base64';

function standardKey(secret: string): Buffer | 'not base64' {
	if (!secret.startsWith(PREFIX)) return Buffer.from(secret);
	const encoded = secret.slice(PREFIX.length);
	if (BASE64.test(encoded) && encoded.replace(/=+$/, '').length % 4 !== 1) {
		return Buffer.from(encoded, 'base64');
	}
	return 'not base64';
}

/**
 * The keys that a signature may have been made with. Standard Webhooks: base64 after `whsec_`, else the text itself; OpenRouter:
 * always the text itself.
 * @returns in place of keys why there are none
 */
export function signingKeys(scheme: Scheme, typed: unknown): Buffer[] | BadSecret {
	const secrets = splitSecrets(typed);
	if (secrets.length === 0) return 'empty';
	const keys = secrets.map((secret) =>
		scheme === 'openRouter' ? Buffer.from(secret) : standardKey(secret),
	);
	const usable = keys.filter((key) => key !== 'not base64');
	return usable.length === keys.length ? usable : 'not base64';
}
