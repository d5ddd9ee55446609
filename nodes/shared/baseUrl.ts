import { InputError } from '../../client/errors';
import { dialectFor } from '../../protocol/dialects';
import {
	contradiction,
	HOSTED,
	isPathOf,
	knownServer,
	ownAddress,
	type KnownServer,
} from '../../protocol/dialects/address';
import { SANDBOX } from '../../protocol/dialects/sandbox';

// The credential's test shows an error's message alone: the next step stands in it.

const HINT = 'Open the credential and correct its Base URL.';

/** What a credential says about where its server is. */
export interface ServerChoice {
	server?: unknown;
	baseUrl?: unknown;
}

const hostedNames = () => HOSTED.map(({ displayName }) => displayName).join(', ');

/** Where the server is if the Base URL is empty. @throws InputError for a server of which everybody has one of their own */
function addressOf(server: unknown): string {
	const dialect = dialectFor(server, '');
	const address = ownAddress(dialect);
	if (address !== undefined) return address;
	const example = server === SANDBOX.name ? SANDBOX.baseUrl : dialect.setUp.baseUrl;
	throw new InputError(
		`The Base URL of the credential is empty: enter the address of your server, such as ${example}`,
		`Open the credential and fill in the Base URL. It may stay empty only if Server is one of these: ${hostedNames()}.`,
	);
}

const addressIn = ({ hostname, path }: KnownServer) => `https://${hostname}${path}`;

function didYouMean(hostname: string): string {
	const known = knownServer(hostname);
	return known === undefined ? '' : `. Did you mean ${addressIn(known)}?`;
}

function withoutScheme(typed: string): InputError {
	const url = `https://${typed}`;
	const suggestion = URL.canParse(url) ? didYouMean(new URL(url).hostname) : '';
	return new InputError(
		`The Base URL "${typed}" must begin with https:// or http://${suggestion}`,
		HINT,
	);
}

function parse(typed: string): URL {
	if (!/^https?:\/\//i.test(typed)) throw withoutScheme(typed);
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
	return url;
}

/** The path of a URL, without the resource that somebody may have pasted with it. */
function pathIn({ pathname }: URL): string {
	return pathname.replace(/\/+$/, '').replace(/\/(videos(\/(generations|models))?|models)$/, '');
}

/** The path of the API: that of a known server, and where only the host was typed the `/v1` that the Videos API lives under. */
function apiPath(url: URL): string {
	const { origin, protocol, hostname } = url;
	const path = pathIn(url);
	const known = knownServer(hostname);
	if (known === undefined) return path === '' ? '/v1' : path;
	if (known.hostname === hostname && protocol === 'https:') {
		if (path === '') return known.path;
		if (isPathOf(known, path)) return path;
	}
	throw new InputError(
		`The Base URL "${origin}${path}" is not the API of ${known.dialect.displayName}${didYouMean(hostname)}`,
		HINT,
	);
}

/**
 * The root of the API that a credential is for, without a trailing slash. Everything that sends a request asks here. A bare host gets
 * the path of its dialect, or `/v1`; at an unknown host any other path is taken as it is.
 * @throws InputError when it is empty for a server that everybody has at another address, has no `http://` or `https://`, contains a
 * user or a password, is not where a known server has its API, or belongs to another server than the chosen one
 */
export function readBaseUrl({ server, baseUrl }: ServerChoice): string {
	const typed = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	if (typed === '') return addressOf(server);
	const url = parse(typed);
	const root = `${url.origin}${apiPath(url)}`;
	const chosen = contradiction(server, url.hostname);
	if (chosen !== undefined) {
		const owner = knownServer(url.hostname)?.dialect.displayName;
		throw new InputError(
			`The Base URL "${root}" belongs to ${owner}, but Server is ${chosen.displayName}: choose ${owner} or Automatic under Server, or correct the Base URL`,
			HINT,
		);
	}
	return root;
}
