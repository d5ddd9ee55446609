/**
 * Takes out of a foreign text what must not be shown or stored: the credential's secrets and the
 * query strings of URLs, where storage hosts put their signatures.
 */
export function redact(text: string, secrets: string[]): string {
	let clean = text.replace(/(https?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi, '$1?…');
	for (const secret of secrets) {
		if (secret.length >= 4) clean = clean.split(secret).join('***');
	}
	return clean;
}
