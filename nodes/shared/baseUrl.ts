import { InputError } from '../../client/errors';

const HINT = 'Open the credential and correct its Base URL.';

/**
 * The API's root without a trailing slash. A bare host gets the `/v1` that the Videos API lives
 * under; any other path is taken as it is, without the resource that somebody may have pasted with it.
 * @throws InputError when it is empty, has no `http://` or `https://`, or contains a user or a password
 */
export function normalizeBaseUrl(baseUrl: unknown): string {
	const typed = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	if (typed === '') throw new InputError('The Base URL of the credential is empty', HINT);
	if (!/^https?:\/\//i.test(typed)) {
		throw new InputError(`The Base URL "${typed}" must begin with https:// or http://`, HINT);
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
	return `${url.origin}${path === '' ? '/v1' : path}`;
}
