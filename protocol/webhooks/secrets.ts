import { InputError } from '../validate';

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

function standardKey(secret: string): Buffer {
	if (!secret.startsWith(PREFIX)) return Buffer.from(secret);
	const encoded = secret.slice(PREFIX.length);
	if (BASE64.test(encoded) && encoded.replace(/=+$/, '').length % 4 !== 1) {
		return Buffer.from(encoded, 'base64');
	}
	throw new InputError(
		'A signing secret that begins with whsec_ must go on in base64',
		'Copy the whole secret from the server once more.',
	);
}

/**
 * The keys that a signature may have been made with. Standard Webhooks: base64 after `whsec_`, else the text itself; OpenRouter:
 * always the text itself.
 * @throws InputError when there is none, or one cannot be read
 */
export function signingKeys(scheme: Scheme, typed: unknown): Buffer[] {
	const secrets = splitSecrets(typed);
	if (secrets.length === 0) {
		throw new InputError(
			'The signing secret is empty',
			'Copy it from the place where the server shows its webhooks into the credential.',
		);
	}
	return secrets.map((secret) =>
		scheme === 'openRouter' ? Buffer.from(secret) : standardKey(secret),
	);
}
