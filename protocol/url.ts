import { InputError } from './validate';

/**
 * The API's root without a trailing slash. A bare host gets the `/v1` that the Videos API lives
 * under; any other path is taken as it is, without the resource that somebody may have pasted with it.
 * @throws InputError when it is empty or has no `http://` or `https://`
 */
export function normalizeBaseUrl(baseUrl: unknown): string {
	const typed = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	const hint = 'Open the credential and correct its Base URL.';
	if (typed === '') throw new InputError('The Base URL of the credential is empty', hint);
	if (!/^https?:\/\//i.test(typed)) {
		throw new InputError(`The Base URL "${typed}" must begin with https:// or http://`, hint);
	}
	if (!URL.canParse(typed))
		throw new InputError(`The Base URL "${typed}" is not a valid URL`, hint);
	const url = new URL(typed);
	const path = url.pathname.replace(/\/+$/, '').replace(/\/(videos|models)$/, '');
	return `${url.origin}${path === '' ? '/v1' : path}`;
}

// Half of a character pair, which encodeURIComponent refuses.
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * A value as one segment of a URL's path, percent-encoded.
 * @returns `undefined` for an empty id, `.` and `..`, which would name another resource
 */
export function pathSegment(value: string): string | undefined {
	const trimmed = value.trim();
	if (trimmed === '' || trimmed === '.' || trimmed === '..') return undefined;
	return encodeURIComponent(trimmed.replace(LONE_SURROGATE, '\uFFFD'));
}

/** Whether two absolute URLs have the same scheme, host and port. */
export function isSameOrigin(one: string, other: string): boolean {
	return new URL(one).origin === new URL(other).origin;
}

/** An absolute `http(s)` URL from a place that a server names, relative to another; else `undefined`. */
export function resolveUrl(place: string, base: string): string | undefined {
	if (!URL.canParse(place, base)) return undefined;
	const url = new URL(place, base);
	return /^https?:$/.test(url.protocol) ? url.href : undefined;
}
