import { isRecord, type JsonRecord } from '../../../protocol/reading/json';

/**
 * Why no answer came: `unreachable`, the request surely reached nobody; `broken` or `timeout`, it may have;
 * `blocked`, n8n itself refused to send it.
 */
export type NetworkErrorKind = 'unreachable' | 'broken' | 'timeout' | 'blocked';

/** No answer came from a server. The message says why in plain words. */
export class NetworkError extends Error {
	constructor(
		readonly kind: NetworkErrorKind,
		message: string,
		readonly origin: string,
		readonly code = '',
	) {
		super(message);
	}
}

const REASONS: Record<string, [NetworkErrorKind, string]> = {
	ECONNREFUSED: ['unreachable', 'it refuses the connection (is it running, is the port right?)'],
	ENOTFOUND: ['unreachable', 'there is no host of this name'],
	EAI_AGAIN: ['unreachable', 'the name of the host could not be looked up'],
	EHOSTUNREACH: ['broken', 'there is no way to this host'],
	ENETUNREACH: ['broken', 'there is no network to this host'],
	DEPTH_ZERO_SELF_SIGNED_CERT: ['unreachable', 'its certificate is self-signed'],
	SELF_SIGNED_CERT_IN_CHAIN: ['unreachable', 'its certificate is self-signed'],
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['unreachable', 'its certificate cannot be verified'],
	CERT_HAS_EXPIRED: ['unreachable', 'its certificate has expired'],
	ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', 'its certificate is for another host'],
	EPROTO: ['broken', 'it does not speak HTTPS on this port'],
	ERR_SSL_WRONG_VERSION_NUMBER: ['unreachable', 'it does not speak HTTPS on this port'],
	ECONNRESET: ['broken', 'the connection was closed before the answer was complete'],
	EPIPE: ['broken', 'the connection was closed before the answer was complete'],
	ETIMEDOUT: ['timeout', 'nothing came within the time-out'],
	ECONNABORTED: ['timeout', 'nothing came within the time-out'],
	ERR_CANCELED: ['timeout', 'nothing came within the time-out'],
};

/**
 * What an older n8n (2.8 and 2.11 were seen to) keeps of the error that it wraps: no cause, but its code in place of an HTTP status,
 * and its text, which begins with the system call.
 */
function keptOfCause({ httpCode, messages }: JsonRecord): JsonRecord | undefined {
	if (typeof httpCode !== 'string' || !(httpCode in REASONS)) return undefined;
	const text = Array.isArray(messages) ? String(messages[0]) : '';
	return { code: httpCode, syscall: text.split(' ')[0] };
}

/** The error at the bottom of what n8n and axios have wrapped it in: it knows the system call. */
function findCause(error: unknown, depth = 0): JsonRecord | undefined {
	if (!isRecord(error) || depth > 4) return undefined;
	const several = Array.isArray(error.errors) ? error.errors[0] : undefined;
	for (const inner of [error.cause, error.errorResponse, several]) {
		const found = findCause(inner, depth + 1);
		if (found !== undefined) return found;
	}
	return typeof error.code === 'string' && error.code in REASONS ? error : keptOfCause(error);
}

function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** Reads what n8n's HTTP helper threw: a code of Node's, of TLS or of axios, however deeply wrapped. */
export function toNetworkError(error: unknown, origin: string): NetworkError {
	if (error instanceof NetworkError) return error;
	const cause = findCause(error);
	if (cause !== undefined) {
		const code = String(cause.code);
		const [kind, reason] = REASONS[code];
		// A connection that was never made carried nothing; one that breaks later may have.
		const reachedNobody = cause.syscall === 'connect' || cause.syscall === 'getaddrinfo';
		return new NetworkError(reachedNobody ? 'unreachable' : kind, reason, origin, code);
	}
	const text = describe(error);
	if (/not allowed|blocked|credential/i.test(text))
		return new NetworkError('blocked', text, origin);
	return new NetworkError('broken', text, origin);
}

/** Whether something thrown is a {@link NetworkError}. */
export function isNetworkError(error: unknown): error is NetworkError {
	return error instanceof NetworkError;
}
