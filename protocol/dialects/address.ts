import { DIALECTS, REFERENCE, dialectOfHost } from './index';
import type { Dialect } from './dialect';
import { SANDBOX } from './sandbox';

// Capitals in a dialect's base URL stand for what only the user knows.
const TO_FILL_IN = /[A-Z]{2,}/;

/** The address of a hosted server; undefined where everybody has one of their own. */
export function ownAddress({ setUp }: Dialect): string | undefined {
	return TO_FILL_IN.test(setUp.baseUrl) ? undefined : setUp.baseUrl;
}

/** What to type as its base URL: at a host of one's own that alone, since the node adds the path. */
export function baseUrlExample(dialect: Dialect): string {
	return ownAddress(dialect) ?? dialect.setUp.baseUrl.replace(/^(https?:\/\/[^/]+).*$/, '$1');
}

/** The dialects whose server *Automatic* recognizes by its host. */
export const RECOGNIZED: readonly Dialect[] = DIALECTS.filter(({ host }) => host);

/** The dialects of hosted servers: with one of them chosen, the base URL may stay empty. */
export const HOSTED: readonly Dialect[] = DIALECTS.filter((dialect) => ownAddress(dialect));

/** What a hosted server is called: a dialect that others copy is named after it, with an ending. */
export function serviceName({ displayName }: Pick<Dialect, 'displayName'>): string {
	return displayName.replace(/-Style$/, '');
}

/** A server that is known by its host. */
export interface KnownServer {
	dialect: Dialect;
	/** Where its API is: the given host, or the API's own where the given one is that of its web pages. */
	hostname: string;
	/** The path of its base URL. */
	path: string;
}

/** Whose host it is, where a dialect knows it. */
export function knownServer(hostname: string): KnownServer | undefined {
	const dialect = dialectOfHost(hostname);
	if (dialect === undefined) return undefined;
	const own = new URL(dialect.setUp.baseUrl);
	const site = hostname.replace(/^www\./, '');
	const isSite = own.hostname === site || own.hostname.endsWith(`.${site}`);
	return { dialect, hostname: isSite ? own.hostname : hostname, path: own.pathname };
}

/** Whether a known server may have its API at this path. */
export function isPathOf({ dialect, path }: KnownServer, typed: string): boolean {
	return typed === path || dialect.otherPaths?.test(typed) === true;
}

/**
 * What was chosen under Server, where a known server's host contradicts it. The reference's dialect contradicts none: it is for
 * whoever knows better.
 */
export function contradiction(
	server: unknown,
	hostname: string,
): { displayName: string } | undefined {
	const owners = DIALECTS.filter(({ host }) => host?.test(hostname));
	if (owners.length === 0 || owners.some(({ name }) => name === server)) return undefined;
	const others = [...DIALECTS, SANDBOX].filter((one) => one !== REFERENCE);
	return others.find(({ name }) => name === server);
}
