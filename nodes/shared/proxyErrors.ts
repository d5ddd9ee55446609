import type { ResponseHeaders, TransportError } from '../../client/transport';
import type { Proxy } from './proxy';

/*
 * Which errors are a proxy's and not the server's. n8n sends a request through the proxy that it is given, or through that of its
 * environment variables, which no node can read: such a proxy is known by an address that is not the server's.
 */

// As Node writes them. The place is that of the proxy where there is one.
const PLACE = /^(connect|getaddrinfo) E[A-Z_]+ (\S+?)(?::(\d+))?(?= |$)/;
// An older n8n keeps nothing but the code where a host has several addresses.
const WITHOUT_PLACE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
// As https-proxy-agent writes them: what came is no answer to a CONNECT.
const NO_ANSWER_TO_CONNECT =
	/^(?:Proxy connection ended before receiving|No header received from proxy|Invalid header from proxy) CONNECT response/;
const OF_TLS = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)/;
const OF_ENVIRONMENT = "of n8n's environment variables";

const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === 'https:' ? 443 : 80);
const withoutBrackets = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase();
const isAddress = (host: string) => /^[\d.]+$/.test(host);
const placeOf = (host: string, port?: number | string) =>
	[host.includes(':') ? `[${withoutBrackets(host)}]` : host, port].filter(Boolean).join(':');

/** Which proxy it is, as messages say it after "the proxy": never with its user or password. */
function nameOf({ protocol, host, port }: Proxy): string {
	return `at ${protocol ?? 'http'}://${placeOf(host, port)}`;
}

/** Whether a place is that of the server itself. */
function isServer(target: URL, host: string, port?: string): boolean {
	const server = withoutBrackets(target.hostname);
	if (port === undefined) return host.toLowerCase() === server;
	return (
		Number(port) === portOf(target) && (!isAddress(server) || withoutBrackets(host) === server)
	);
}

function ofEnvironment({ message }: TransportError, target: URL): string | undefined {
	if (NO_ANSWER_TO_CONNECT.test(message)) return OF_ENVIRONMENT;
	const [, , host, port] = PLACE.exec(message) ?? [];
	if (host === undefined || isServer(target, host, port)) return undefined;
	return `at ${placeOf(host, port)}`;
}

function isOf(proxy: Proxy, { code, message }: TransportError, target: URL): boolean {
	const [, call, host] = PLACE.exec(message) ?? [];
	if (call === 'getaddrinfo') {
		// n8n's SSRF protection looks the server's name up, before it connects to the proxy.
		return host === proxy.host || !isServer(target, host);
	}
	return call === 'connect' || WITHOUT_PLACE.includes(code) || NO_ANSWER_TO_CONNECT.test(message);
}

/**
 * Adds the proxy to an error that is surely the proxy's: it could not be found or reached, or did not do what a proxy does.
 * @param url of the request
 * @param proxy that n8n was given; undefined where it may be one of n8n's environment
 */
export function withProxy(
	error: TransportError,
	url: string,
	proxy: Proxy | undefined,
): TransportError {
	if (!URL.canParse(url)) return error;
	const target = new URL(url);
	// Nobody but a proxy speaks TLS on the way to an http:// address.
	const isTlsOfProxy = target.protocol === 'http:' && OF_TLS.test(error.code);
	// n8n lets a proxy behind TLS renegotiate.
	const renegotiating = isTlsOfProxy || proxy?.protocol === 'https' ? { mayRenegotiate: true } : {};
	const given = proxy && (isTlsOfProxy || isOf(proxy, error, target)) ? nameOf(proxy) : undefined;
	const environment = isTlsOfProxy ? OF_ENVIRONMENT : ofEnvironment(error, target);
	const name = proxy === undefined ? environment : given;
	return { ...error, ...renegotiating, ...(name !== undefined && { proxy: name }) };
}

/**
 * What a 407 means: a proxy answered itself, and passed nothing on (RFC 9110, 15.5.8). n8n gives all other answers of a proxy on as if
 * they were the server's, also those to a CONNECT.
 * @returns undefined for any other answer
 */
export function refusalOfProxy(
	{ statusCode, headers }: { statusCode: number; headers: ResponseHeaders },
	proxy: Proxy | undefined,
): TransportError | undefined {
	if (statusCode !== 407 || headers['proxy-authenticate'] === undefined) return undefined;
	const reason = proxy?.auth
		? 'it does not accept the user and the password'
		: 'it asks for a user and a password';
	return {
		code: 'PROXY_REFUSED',
		message: `${reason} (HTTP 407)`,
		proxy: proxy === undefined ? 'in front of the server' : nameOf(proxy),
	};
}
