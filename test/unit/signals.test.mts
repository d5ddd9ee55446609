import fc from 'fast-check';
import {
	anySignal,
	interruptedBy,
	LONGEST_TIMER_MS,
	orAborted,
	pause,
	startTimeout,
	throwIfInterrupted,
	timerMs,
} from '../../client/signals';
import { VideosError } from '../../client/errors';
import { RUNS } from './support/fuzz.mts';

const DAY_MS = 24 * 60 * 60 * 1000;
const moment = async (ms = 20) => await new Promise((resolve) => setTimeout(resolve, ms));

/** A signal that is aborted as a Stop button does it. */
function stopped(): AbortSignal {
	const controller = new AbortController();
	controller.abort();
	return controller.signal;
}

const aborted = async (signal: AbortSignal) =>
	await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));

async function timedOut(): Promise<AbortSignal> {
	const signal = AbortSignal.timeout(1);
	await moment();
	return signal;
}

test('a timer never overflows, however long it should be', () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true }), (ms) => {
			const timer = timerMs(ms);
			expect(Number.isInteger(timer)).toBe(true);
			expect(timer).toBeGreaterThanOrEqual(1);
			expect(timer).toBeLessThanOrEqual(2 ** 31 - 1);
			if (ms >= 1 && ms <= LONGEST_TIMER_MS) expect(timer).toBe(Math.ceil(ms));
		}),
		{ numRuns: RUNS },
	);
});

test.each([24.9 * DAY_MS, 3650 * DAY_MS, Infinity])(
	'a timeout of %d ms does not end at once',
	async (ms) => {
		const { signal, clear } = startTimeout(ms);
		await moment();
		expect(signal.aborted).toBe(false);
		clear();
	},
);

test('a timeout ends after its time, as a timeout', async () => {
	const { signal } = startTimeout(5);
	await aborted(signal);
	expect(interruptedBy(signal).kind).toBe('deadline');
});

test('a timeout that was cleared never ends', async () => {
	const { signal, clear } = startTimeout(5);
	clear();
	await aborted(startTimeout(50).signal);
	expect(signal.aborted).toBe(false);
});

test('Stop and the end of the time are distinguished, also through other signals', async () => {
	expect(interruptedBy(stopped())).toMatchObject({
		kind: 'stopped',
		message: 'The execution was canceled',
	});
	expect(interruptedBy(anySignal(undefined, stopped())).kind).toBe('stopped');
	const over = await timedOut();
	expect(interruptedBy(over).kind).toBe('deadline');
	expect(interruptedBy(anySignal(over, new AbortController().signal)).kind).toBe('deadline');
	expect(interruptedBy(anySignal(stopped(), over)).kind).toBe('stopped');
	expect(interruptedBy(anySignal(over, stopped())).kind).toBe('deadline');
});

test.each([[undefined], ['a text'], [{ name: 'Error' }], [null]])(
	'a stop with the reason %j is a stop',
	(reason) => {
		const controller = new AbortController();
		controller.abort(reason);
		expect(interruptedBy(controller.signal).kind).toBe('stopped');
	},
);

test('nothing is thrown before there is an interruption', () => {
	expect(() => throwIfInterrupted(undefined)).not.toThrow();
	expect(() => throwIfInterrupted(new AbortController().signal)).not.toThrow();
	expect(() => throwIfInterrupted(stopped())).toThrow(VideosError);
});

describe('a pause', () => {
	/** A host that waits no time at all, and records for how long it should have. */
	function host(stopSignal?: AbortSignal) {
		const slept: number[] = [];
		const sleep = async (ms: number) => void slept.push(ms);
		return { slept, sleep, stopSignal };
	}

	test('that is longer than a timer consists of several', async () => {
		const { slept, ...transport } = host();
		await pause(transport, 60 * DAY_MS);
		expect(slept.every((ms) => ms > 0 && ms <= LONGEST_TIMER_MS)).toBe(true);
		expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(60 * DAY_MS);
	});

	test('of no time does not wait', async () => {
		const { slept, ...transport } = host();
		await pause(transport, 0);
		expect(slept).toEqual([]);
	});

	test('ends at once when it is interrupted, even if the host does not notice', async () => {
		const controller = new AbortController();
		const sleep = async () => await new Promise<void>(() => undefined);
		setTimeout(() => controller.abort(), 10);
		const waiting = pause({ sleep, stopSignal: controller.signal }, DAY_MS);
		await expect(waiting).rejects.toMatchObject({ kind: 'stopped' });
	});

	test('does not begin after an interruption', async () => {
		const { slept, ...transport } = host(stopped());
		await expect(pause(transport, 1000)).rejects.toMatchObject({ kind: 'stopped' });
		expect(slept).toEqual([]);
	});

	test('tells the end of the time from a stop', async () => {
		const { sleep } = host();
		const stopSignal = await timedOut();
		await expect(pause({ sleep, stopSignal }, 1000)).rejects.toMatchObject({ kind: 'deadline' });
	});
});

describe('a task', () => {
	test('gives its result, or its own error', async () => {
		const { signal } = new AbortController();
		await expect(orAborted(Promise.resolve(1), signal)).resolves.toBe(1);
		await expect(orAborted(Promise.reject(new Error('own')), signal)).rejects.toThrow('own');
	});

	test('that is interrupted ends at once, and its late error is nobody’s', async () => {
		const controller = new AbortController();
		const late = moment(30).then(() => Promise.reject(new Error('late')));
		const waiting = orAborted(late, controller.signal);
		controller.abort();
		await expect(waiting).rejects.toThrow('aborted');
		await moment(60);
	});

	test('leaves no listener', async () => {
		const { signal } = new AbortController();
		let listeners = 0;
		const add = signal.addEventListener.bind(signal);
		const remove = signal.removeEventListener.bind(signal);
		signal.addEventListener = ((...args: Parameters<typeof add>) => {
			listeners += 1;
			add(...args);
		}) as typeof signal.addEventListener;
		signal.removeEventListener = ((...args: Parameters<typeof remove>) => {
			listeners -= 1;
			remove(...args);
		}) as typeof signal.removeEventListener;
		for (let n = 0; n < 100; n += 1) await orAborted(Promise.resolve(n), signal);
		expect(listeners).toBe(0);
	});
});
