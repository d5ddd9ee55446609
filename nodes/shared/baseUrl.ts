import { InputError } from '../../client/errors';
import { dialectFor } from '../../protocol/dialects';
import {
	baseUrlExample,
	contradiction,
	HOSTED,
	isPathOf,
	knownServer,
	ownAddress,
	serviceName,
	type KnownServer,
} from '../../protocol/dialects/address';
import { keyOwner } from '../../protocol/dialects/keys';
import { SANDBOX } from '../../protocol/dialects/sandbox';
import { isPrivateHost } from '../../protocol/url';

// The credential's test shows an error's message alone: the next step stands in it.

const HINT = 'Open the credential and correct its Base URL.';

/** What a credential says about where its server is. */
export interface ServerChoice {
	server?: unknown;
	baseUrl?: unknown;
}

// What an error quotes: without a user, a password and a query, which may hold a key.
function shown(typed: string): string {
	return typed.replace(/^(https?:\/\/)?.*@/is, '$1***@').replace(/[?#].*$/s, '');
}

// No key of a known service is shorter; a host or a path may begin like one.
const SHORTEST_KEY = 36;

/** Whether a key stands in it: alone, or in a path or a query. */
function hasKey(typed: string): boolean {
	const parts = typed.split(/[^\w.-]+/).filter((part) => !part.includes('.'));
	return parts.some(
		(part) => (part === typed || part.length >= SHORTEST_KEY) && keyOwner(part) !== undefined,
	);
}

const hostedNames = () => HOSTED.map(({ displayName }) => displayName).join(', ');

/** Where the server is if the Base URL is empty. @throws InputError for a server of which everybody has one of their own */
function addressOf(server: unknown): string {
	const dialect = dialectFor(server, '');
	const address = ownAddress(dialect);
	if (address !== undefined) return address;
	const example = server === SANDBOX.name ? SANDBOX.baseUrl : baseUrlExample(dialect);
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

/** The address that was meant: a server at home rarely has a certificate. */
function withScheme({ hostname, host, pathname, username }: URL): string {
	// What stands before an @ may be a secret.
	if (username !== '' || !isPrivateHost(hostname)) return didYouMean(hostname);
	return `. Did you mean http://${host}${pathname.replace(/\/$/, '')}?`;
}

function withoutScheme(typed: string): InputError {
	const url = `https://${typed}`;
	const suggestion = URL.canParse(url) ? withScheme(new URL(url)) : '';
	return new InputError(
		`The Base URL "${shown(typed)}" must begin with https:// or http://${suggestion}`,
		HINT,
	);
}

/** Refuses what belongs into another field. @throws InputError */
function checkParts({ username, password, search }: URL): void {
	if (username !== '' || password !== '') {
		throw new InputError(
			'The Base URL of the credential contains a user or a password',
			'Remove what stands before the @ from the Base URL, and choose "Basic" under Authentication for it.',
		);
	}
	if (search !== '') {
		throw new InputError(
			'The Base URL contains a query: put it into the option Extra Query Parameters',
			'Open the credential and remove the question mark and what follows from the Base URL. The option is in each node.',
		);
	}
}

function parse(typed: string): URL {
	if (hasKey(typed)) {
		throw new InputError(
			'The Base URL of the credential contains an API key: put it into API Key',
			'Open the credential, move the key into the field API Key, and enter the address of the server as Base URL.',
		);
	}
	if (!/^https?:\/\//i.test(typed)) throw withoutScheme(typed);
	if (!URL.canParse(typed)) {
		throw new InputError(`The Base URL "${shown(typed)}" is not a valid URL`, HINT);
	}
	const url = new URL(typed);
	checkParts(url);
	return url;
}

/** The path of a URL, without the resource that somebody may have pasted with it. */
function pathIn({ pathname }: URL): string {
	return pathname.replace(/\/+$/, '').replace(/\/(videos(\/(generations|models))?|models)$/, '');
}

/** The path that the chosen server has its API at. */
function usualPath(server: unknown): string {
	return new URL(dialectFor(server, '').setUp.baseUrl).pathname;
}

/** The path of the API: the typed one; where only the host was typed, that of the known server or else of the chosen one. */
function apiPath(url: URL, server: unknown): string {
	const { origin, protocol, hostname } = url;
	const path = pathIn(url);
	const known = knownServer(hostname);
	if (known === undefined) return path === '' ? usualPath(server) : path;
	if (known.hostname === hostname && protocol === 'https:') {
		if (path === '') return known.path;
		if (isPathOf(known, path)) return path;
	}
	throw new InputError(
		`The Base URL "${origin}${path}" is not the API of ${serviceName(known.dialect)}${didYouMean(hostname)}`,
		HINT,
	);
}

/**
 * The root of the API that a credential is for, without a trailing slash. Everything that sends a request asks here. A bare host gets
 * the path of its own dialect, else that of the chosen one; at an unknown host any other path is taken as it is.
 * @throws InputError when it is empty for a server that everybody has at another address, has no `http://` or `https://`, contains a
 * user, a password, a key or a query, is not where a known server has its API, or belongs to another server than the chosen one
 */
export function readBaseUrl({ server, baseUrl }: ServerChoice): string {
	const typed = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	if (typed === '') return addressOf(server);
	const url = parse(typed);
	const root = `${url.origin}${apiPath(url, server)}`;
	const chosen = contradiction(server, url.hostname);
	if (chosen !== undefined) {
		const owner = dialectFor('automatic', root);
		throw new InputError(
			`The Base URL "${root}" belongs to ${serviceName(owner)}, but Server is ${chosen.displayName}: choose ${owner.displayName} or Automatic under Server, or correct the Base URL`,
			HINT,
		);
	}
	return root;
}
