import { retryDelayMs } from '../../../protocol/retry';
import { retryAfterMs, type Headers } from '../../../protocol/reading/retryHints';
import { isNetworkError, type NetworkError } from './networkError';
import { pause } from './pause';
import type { Asker } from './run';

function asOutcome(error: unknown): NetworkError {
	if (isNetworkError(error)) return error;
	throw error;
}

/**
 * Does a task that sends a request, within the run's bound, and again for as long as its outcome allows and the server's
 * own hint is not too long. A pause between two tries holds no place.
 * @returns the last outcome, and how often the task was done
 */
export async function repeat<T extends object>(
	asker: Asker,
	task: () => Promise<T>,
	mayRepeat: (outcome: T | NetworkError) => boolean,
): Promise<{ outcome: T | NetworkError; tries: number }> {
	for (let tries = 1; ; tries += 1) {
		const outcome = await asker.limit(task).catch(asOutcome);
		const hint = 'headers' in outcome ? retryAfterMs(outcome.headers as Headers) : undefined;
		const delay = mayRepeat(outcome) ? retryDelayMs(tries, hint) : undefined;
		if (delay === undefined) return { outcome, tries };
		await pause(delay, asker.stopSignal);
	}
}
