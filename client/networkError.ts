import type { HostRule, TransportError } from './transport';

/** No answer came from a server. The message says why in plain words. */
export class NetworkError extends Error {
	constructor(
		/** `nothingSent`: surely not a byte of the request reached the server; `forbidden`: the host refused to send it; `unknown`: anything else. */
		readonly reach: 'nothingSent' | 'forbidden' | 'unknown',
		message: string,
		readonly origin: string,
		readonly code = '',
		/** Which proxy could not be reached, or refused the request: `at http://myproxy:3128`. */
		readonly proxy?: string,
		/** The host's own rule that forbade the request. */
		readonly rule?: HostRule,
	) {
		super(message);
	}

	/** The message as a part of a sentence that does not say who was asked. */
	get reason(): string {
		const { message, proxy } = this;
		return proxy === undefined ? message : `the proxy ${proxy} could not be reached: ${message}`;
	}
}

/** An error that occurs only before anything of a request is sent. What is left out matches anything. */
interface NothingSent {
	/** Sure only where the client lets no server renegotiate TLS after the request. */
	unlessRenegotiated?: true;
	code?: string;
	/** The system call that failed. */
	syscall?: string;
	/** What the message of the error must match. */
	message?: RegExp;
}

/*
 * The closed list of errors that are sure to occur before anything is sent, as test/engine/nothingSent.test.mts shows with real servers.
 * What is not on it may have reached the server: a reset, a timeout once it was connected, and every TLS error of a server that may have read the request.
 */
const NOTHING_SENT: readonly NothingSent[] = [
	// Node writes nothing before a connection is made, whatever the code.
	{ syscall: 'connect' },
	{ syscall: 'getaddrinfo' },
	// An old n8n (2.8) keeps no system call of a host with several addresses.
	{ code: 'ECONNREFUSED' },
	{ code: 'ENOTFOUND' },
	{ code: 'EAI_AGAIN' },
	{
		code: 'ECONNRESET',
		message: /^Client network socket disconnected before secure TLS connection was established$/,
	},
	// The handshake failed: plain HTTP behind https, or an alert. After the request Node gives `ERR_SSL_…` codes; only a renegotiation could
	// give this one, and the transport forbids that.
	{ code: 'EPROTO', syscall: 'write', unlessRenegotiated: true },
	// OpenSSL 3.5 (Node 22 and 24), before any key is in use. `tls_default_validate_record_header` comes after the request.
	{
		code: 'ERR_SSL_WRONG_VERSION_NUMBER',
		message: /:SSL routines:tls_validate_record_header:wrong version number:/,
	},
	{ code: '', message: /^Proxy connection ended before receiving CONNECT response$/ },
	{ code: '', message: /^No header received from proxy CONNECT response$/ },
	{ code: '', message: /^Invalid header from proxy CONNECT response: / },
	// A proxy says with a 407 that it passed nothing on.
	{ code: 'PROXY_REFUSED' },
	// The certificate is checked before the request goes out; the transport forbids that a server renegotiates after it.
	{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', unlessRenegotiated: true },
	{ code: 'SELF_SIGNED_CERT_IN_CHAIN', unlessRenegotiated: true },
	{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', unlessRenegotiated: true },
	{ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unlessRenegotiated: true },
	{ code: 'CERT_HAS_EXPIRED', unlessRenegotiated: true },
	{ code: 'CERT_NOT_YET_VALID', unlessRenegotiated: true },
	{ code: 'ERR_TLS_CERT_ALTNAME_INVALID', unlessRenegotiated: true },
	// Node refuses to write such a request.
	{ code: 'ERR_INVALID_URL' },
	{ code: 'ERR_INVALID_CHAR' },
	{ code: 'ERR_UNESCAPED_CHARACTERS' },
];

const REASONS: Record<string, string> = {
	ECONNREFUSED: 'it refuses the connection (is it running, is the port right?)',
	ENOTFOUND: 'no host with this name was found',
	EAI_AGAIN: 'the name of the host could not be looked up',
	EHOSTUNREACH: 'there is no route to this host',
	ENETUNREACH: 'the network of this host cannot be reached',
	EADDRNOTAVAIL: 'there is no route to this address',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate cannot be verified',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
	EPROTO: 'the secure connection failed (does it speak HTTPS?)',
	ECONNRESET: 'the connection was closed before the answer was complete',
	EPIPE: 'the connection was closed before the answer was complete',
	ETIMEDOUT: 'no response within the timeout',
	ECONNABORTED: 'no response within the timeout',
	ERR_CANCELED: 'no response within the timeout',
};

// Of the servers that cannot be reached, those that may be in a moment; a wrong name or certificate stays wrong.
const MAY_COME_BACK = ['ECONNREFUSED', 'EAI_AGAIN', 'ETIMEDOUT'];

function isBeforeSending({ code, syscall, message, mayRenegotiate }: TransportError): boolean {
	return NOTHING_SENT.some(
		(entry) =>
			!(entry.unlessRenegotiated && mayRenegotiate) &&
			(entry.code === undefined || entry.code === code) &&
			(entry.syscall === undefined || entry.syscall === syscall) &&
			(entry.message === undefined || entry.message.test(message)),
	);
}

function reasonOf({ code, message }: TransportError): string {
	if (/^Proxy connection ended before/.test(message)) {
		return 'it closed the connection without an answer (can it reach the server?)';
	}
	if (code.startsWith('HPE_')) return 'its answer is not valid HTTP';
	if (code.startsWith('ERR_SSL_')) return 'the secure connection failed';
	return REASONS[code] ?? message;
}

/** Reads why no answer came. */
export function toNetworkError(error: TransportError, origin: string): NetworkError {
	const { code, message, refusedByHost } = error;
	if (refusedByHost) {
		return new NetworkError('forbidden', message, origin, code, undefined, refusedByHost);
	}
	const reach = isBeforeSending(error) ? 'nothingSent' : 'unknown';
	return new NetworkError(reach, reasonOf(error), origin, code, error.proxy);
}

/** The connection was lost in the middle of an answer. */
export function connectionLost(origin: string): NetworkError {
	return new NetworkError(
		'unknown',
		'the connection was closed before the answer was complete',
		origin,
		'ECONNRESET',
	);
}

/** Nothing came in time. */
export function timedOut(origin: string, message = 'no response within the timeout'): NetworkError {
	return new NetworkError('unknown', message, origin, 'ETIMEDOUT');
}

/** Whether the same request may work in a moment. */
export function mayComeBack({ reach, code }: NetworkError): boolean {
	return reach === 'unknown' || MAY_COME_BACK.includes(code);
}
