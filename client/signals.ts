import { VideosError, type ErrorDetails } from './errors';
import type { Transport } from './transport';

/** The longest that a timer of Node can run, in milliseconds: it fires at once for more. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Why a signal is aborted whose work is done: made once, since each reason that Node makes costs a stack trace. */
export const DONE = new Error('done');

/** A time in milliseconds that a timer can run. */
export function timerMs(ms: number): number {
	return Math.ceil(Math.min(Math.max(ms, 1), LONGEST_TIMER_MS));
}

/** A signal that is aborted after a time, with a `TimeoutError` as its reason. */
export interface Timeout {
	signal: AbortSignal;
	/** Ends the timer, when the work is done. Without this it runs on, and holds on to whatever waits for the signal. */
	clear(): void;
}

/**
 * Starts a timeout. Its signal is no `AbortSignal.timeout`: Node 24 never frees what `AbortSignal.any` makes of one of those
 * (seen in 24.21).
 */
export function startTimeout(ms: number): Timeout {
	const timer = AbortSignal.timeout(timerMs(ms));
	const controller = new AbortController();
	const end = () => controller.abort(timer.reason);
	timer.addEventListener('abort', end, { once: true });
	return { signal: controller.signal, clear: () => timer.removeEventListener('abort', end) };
}

/** A signal that is aborted when any of the others is; `undefined` entries do not count. */
export function anySignal(...signals: Array<AbortSignal | undefined>): AbortSignal {
	return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/** The same server, whose work also ends when another signal is aborted. */
export function endedBy<S extends { transport: Transport }>(
	server: S,
	signal: AbortSignal | undefined,
): S {
	const { transport } = server;
	const stopSignal = anySignal(transport.stopSignal, signal);
	return { ...server, transport: { ...transport, stopSignal } };
}

/**
 * What an aborted stop signal means. This is the one place that tells the user's Stop from the end of the host's time: a signal that
 * timed out has a `TimeoutError` as its reason.
 */
export function interruptedBy(signal: AbortSignal, details: ErrorDetails = {}): VideosError {
	if ((signal.reason as Error | undefined)?.name === 'TimeoutError') {
		return new VideosError('deadline', 'This run of the trigger reached its time limit', details);
	}
	// By the word "canceled" n8n knows a stopped execution from a failed one.
	return new VideosError('stopped', 'The execution was canceled', details);
}

/** @throws VideosError when the signal is aborted */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw interruptedBy(signal);
}

/** A task's result, or an error as soon as the signal is aborted: not every task of a host notices that. */
export async function orAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
	let onAbort = () => {};
	const aborted = new Promise<never>((_, reject) => {
		onAbort = () => reject(new Error('aborted'));
		if (signal.aborted) onAbort();
		signal.addEventListener('abort', onAbort, { once: true });
	});
	task.catch(() => {});
	return await Promise.race([task, aborted]).finally(() =>
		signal.removeEventListener('abort', onAbort),
	);
}

/** A task's result, unless the work is interrupted before. @throws VideosError then, at once */
export async function orInterrupted<T>(
	task: Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> {
	if (signal === undefined) return await task;
	return await orAborted(task, signal).catch((error: unknown) => {
		throwIfInterrupted(signal);
		throw error;
	});
}

/** Waits, and ends at once when the signal is aborted. @throws VideosError then */
export async function pause(
	{ sleep, stopSignal }: Pick<Transport, 'sleep' | 'stopSignal'>,
	ms: number,
	signal: AbortSignal | undefined = stopSignal,
): Promise<void> {
	throwIfInterrupted(signal);
	for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) {
		const slept = sleep(Math.min(left, LONGEST_TIMER_MS), signal).catch(() => undefined);
		if (signal === undefined) await slept;
		else await orAborted(slept, signal).catch(() => undefined);
		throwIfInterrupted(signal);
	}
}
