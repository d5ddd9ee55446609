import type { TransportError } from '../../client/transport';
import { isRecord, type JsonRecord } from '../../protocol/reading/json';

// As Node, OpenSSL, undici and axios write them.
const CODE = /^(?:E[A-Z][A-Z0-9_]{2,}|[A-Z]{2,}(?:_[A-Z0-9]+)+)$/;
// What the HTTP client puts around the error that tells why.
const WRAPPERS = ['ERR_BAD_REQUEST', 'ERR_BAD_RESPONSE', 'ERR_NETWORK'];

/**
 * What an older n8n (2.8 and 2.11 were seen to) keeps of the error that it wraps: no cause, but its code in place of an HTTP status,
 * and its text, which begins with the system call.
 */
function keptOfCause({ httpCode, messages }: JsonRecord): TransportError | undefined {
	if (typeof httpCode !== 'string' || !CODE.test(httpCode)) return undefined;
	const message = Array.isArray(messages) ? String(messages[0]) : '';
	// Such an n8n does not hand the option on that forbids it.
	return { code: httpCode, syscall: message.split(' ')[0], message, mayRenegotiate: true };
}

function ofError({ code, syscall, message }: JsonRecord): TransportError | undefined {
	if (typeof code !== 'string' || !CODE.test(code) || WRAPPERS.includes(code)) return undefined;
	return {
		code,
		...(typeof syscall === 'string' && { syscall }),
		message: typeof message === 'string' ? message : '',
	};
}

/** The error at the bottom of what n8n and axios have wrapped it in: it knows the system call. */
function findCause(error: unknown, depth = 0): TransportError | undefined {
	if (!isRecord(error) || depth > 4) return undefined;
	const several = Array.isArray(error.errors) ? error.errors[0] : undefined;
	for (const inner of [error.cause, error.errorResponse, several]) {
		const found = findCause(inner, depth + 1);
		if (found !== undefined) return found;
	}
	return ofError(error) ?? keptOfCause(error);
}

/** Reads what n8n's HTTP helper threw, however deeply it is wrapped. */
export function readTransportError(error: unknown): TransportError {
	const cause = findCause(error);
	if (cause !== undefined) return cause;
	return { code: '', message: error instanceof Error ? error.message : String(error) };
}
