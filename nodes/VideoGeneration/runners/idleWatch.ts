import { pause } from './pause';

/** Notices that bytes have stopped coming. */
export interface IdleWatch {
	/** Aborted when nothing came for the time-out. */
	signal: AbortSignal;
	/** Begins to watch. */
	start(): void;
	/** Tells that bytes came. */
	note(bytes: number): void;
	/** How many bytes came so far. */
	readonly bytes: number;
	/** Ends the watch. */
	end(): void;
}

const LOOKS = 4;

/**
 * A watch over a transfer. n8n's HTTP helper has no idle time-out where redirects are
 * followed by hand: a stalled body would hang for ever.
 */
export function watchIdle(idleMs: number): IdleWatch {
	const idle = new AbortController();
	const ended = new AbortController();
	let bytes = 0;
	const look = async () => {
		for (let seen = -1, same = 0; same < LOOKS;) {
			await pause(idleMs / LOOKS, ended.signal);
			same = bytes === seen ? same + 1 : 0;
			seen = bytes;
		}
		idle.abort();
	};
	return {
		signal: idle.signal,
		// The end of the watch is the one thing that interrupts it.
		start: () => void look().catch(() => {}),
		note: (more) => (bytes += more),
		get bytes() {
			return bytes;
		},
		end: () => ended.abort(),
	};
}
