import { sleep } from 'n8n-workflow';
import { stopped } from '../../../protocol/failures';

/** Raises the stop of an execution as an error. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw stopped();
}

/**
 * Waits, and ends at once when the execution is stopped.
 * Hosts before 2.34 have no signal in `sleep`, so the stop is raced with it.
 */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	throwIfStopped(signal);
	if (signal === undefined) return await sleep(ms);
	let onAbort = () => {};
	const aborted = new Promise<void>((resolve) => {
		onAbort = resolve;
		signal.addEventListener('abort', onAbort, { once: true });
	});
	try {
		await Promise.race([sleep(ms, signal).catch(() => undefined), aborted]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
	throwIfStopped(signal);
}

/** A signal that is aborted when any of the others is; `undefined` entries do not count. */
export function anySignal(...signals: Array<AbortSignal | undefined>): AbortSignal {
	return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/** A task's result, or an error as soon as the signal is aborted: not every task of n8n's notices that. */
export async function orAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
	let onAbort = () => {};
	const aborted = new Promise<never>((_, reject) => {
		onAbort = () => reject(new Error('aborted'));
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort, { once: true });
	});
	return await Promise.race([task, aborted]).finally(() =>
		signal.removeEventListener('abort', onAbort),
	);
}
