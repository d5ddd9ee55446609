/** Answer headers, with lower-case names. */
export type Headers = Record<string, unknown>;

function first(value: unknown): string | undefined {
	const text = Array.isArray(value) ? value[0] : value;
	return typeof text === 'string' || typeof text === 'number' ? String(text).trim() : undefined;
}

function milliseconds(value: string | undefined): number | undefined {
	if (value === undefined || value === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number * 1000) && number >= 0 ? number : undefined;
}

/**
 * How long the server asks to wait before the same request is sent again, in milliseconds:
 * `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
	const exact = milliseconds(first(headers['retry-after-ms']));
	if (exact !== undefined) return exact;
	const after = first(headers['retry-after']);
	const seconds = milliseconds(after);
	if (seconds !== undefined) return seconds * 1000;
	const date = after === undefined || !/[a-z]/i.test(after) ? NaN : Date.parse(after);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** How long a server that is overloaded (429, 503) asks to wait, in milliseconds; `undefined` for any other. */
export function overloadMs(status: number, headers: Headers): number | undefined {
	return status === 429 || status === 503 ? retryAfterMs(headers) : undefined;
}

/** When the server wants to be asked about the job again, in milliseconds (`openai-poll-after-ms`). */
export function pollAfterMs(headers: Headers): number | undefined {
	return milliseconds(first(headers['openai-poll-after-ms']));
}
