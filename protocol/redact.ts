// Also with the escaped slashes of JSON.
const URLS = /https?:(?:\\?\/){2}[^\s"<>]+/gi;
const LONGEST = 1000;

/**
 * Takes out of a foreign text what must not be shown or stored: the credential's secrets and the
 * query strings of URLs, where storage hosts put their signatures. Shortens it afterwards, so that no
 * half of a secret is left.
 */
export function redact(text: string, secrets: string[]): string {
	const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
	let clean = text.replace(URLS, (url) => url.replace(/[?#].*$/s, '?…'));
	for (const secret of longestFirst) {
		if (secret.length >= 4) clean = clean.split(secret).join('***');
	}
	return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}
