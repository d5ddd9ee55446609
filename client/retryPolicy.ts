import { mayResendCreate } from './createPolicy';
import { mayComeBack, NetworkError } from './networkError';
import type { ApiResponse } from './response';

/*
 * When the same request is sent again on its own:
 *
 * 1. `safe` (GET, DELETE): after 429, 502, 503, 504, and when the connection was lost, refused or timed out.
 * 2. `ifNotAccepted` (everything that creates): as client/createPolicy.ts says, and never otherwise.
 * 3. At most four times in all. The server's Retry-After decides the pause, up to two minutes; a longer one ends the tries.
 * 4. Without it, the pause begins at half a second, doubles, and varies by up to a quarter, so that many items do not retry as one.
 * 5. A create that a busy server refuses is sent until the user's timeout, see client/sendCreate.ts: Retry-After decides the pause, or it
 *    begins at a second and doubles, up to 15 s.
 */

/** Whether a request may be sent again although the server may have received it. */
export type Resend = 'safe' | 'ifNotAccepted';

/** Most times that one request is sent. */
export const MAX_TRIES = 4;

const TRANSIENT = [429, 502, 503, 504];
const LONGEST_HINT_MS = 120_000;
const FIRST_PAUSE_MS = 500;
const JITTER = 0.25;
const FIRST_BUSY_PAUSE_MS = 1000;
const LONGEST_BUSY_PAUSE_MS = 15_000;

/** Whether an HTTP status says that the same GET or DELETE may work in a moment. */
export function isTransient(status: number): boolean {
	return TRANSIENT.includes(status);
}

/** Whether an HTTP status while polling says nothing about the job itself. */
export function isTransientWhilePolling(status: number): boolean {
	return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Whether a request may be sent once more after this outcome. */
export function mayResend(resend: Resend, outcome: ApiResponse | NetworkError): boolean {
	if (resend === 'ifNotAccepted') return mayResendCreate(outcome);
	return outcome instanceof NetworkError ? mayComeBack(outcome) : isTransient(outcome.status);
}

/**
 * The pause before the next try, in milliseconds.
 * @param tries how often the request was sent already
 * @param hintMs what the server asks for
 * @param random from 0 to 1
 * @returns `undefined` when it should not be sent again: enough tries, or a longer pause than two minutes
 */
export function retryDelayMs(
	tries: number,
	hintMs: number | undefined,
	random = Math.random(),
): number | undefined {
	if (tries >= MAX_TRIES) return undefined;
	if (hintMs !== undefined) return hintMs <= LONGEST_HINT_MS ? hintMs : undefined;
	return varied(FIRST_PAUSE_MS * 2 ** (tries - 1), random);
}

function varied(ms: number, random: number): number {
	return Math.round(ms * (1 + JITTER * (2 * random - 1)));
}

/** The pause before a create is sent again to a busy server, in milliseconds; parameters as of {@link retryDelayMs}. */
export function busyDelayMs(
	tries: number,
	hintMs: number | undefined,
	random = Math.random(),
): number {
	if (hintMs !== undefined) return Math.max(hintMs, FIRST_BUSY_PAUSE_MS);
	return varied(Math.min(FIRST_BUSY_PAUSE_MS * 2 ** (tries - 1), LONGEST_BUSY_PAUSE_MS), random);
}
