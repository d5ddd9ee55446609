/** Most times that one GET or DELETE is sent. */
export const MAX_TRIES = 4;

const TRANSIENT = [429, 502, 503, 504];
const LONGEST_HINT_MS = 120_000;

/** Whether an HTTP status says that the same GET or DELETE may work in a moment. */
export function isTransient(status: number): boolean {
	return TRANSIENT.includes(status);
}

/** Whether an HTTP status while polling says nothing about the job itself. */
export function isTransientWhilePolling(status: number): boolean {
	return status === 408 || status === 425 || status === 429 || status >= 500;
}

/**
 * The pause before the next try, in milliseconds: what the server asks for, else half a second, doubled
 * with each try.
 * @param tries how often the request was sent already
 * @returns `undefined` when it should not be sent again: enough tries, or a longer pause than two minutes
 */
export function retryDelayMs(tries: number, hintMs: number | undefined): number | undefined {
	if (tries >= MAX_TRIES) return undefined;
	if (hintMs === undefined) return 500 * 2 ** (tries - 1);
	return hintMs <= LONGEST_HINT_MS ? hintMs : undefined;
}
