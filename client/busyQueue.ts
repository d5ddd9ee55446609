import { orInterrupted } from './signals';

/** How a create waits for a server that is busy with other jobs. */
export interface BusyWait {
	/** Shared by all items of a run. */
	queue: BusyQueue;
	item: number;
	/** How long to wait at most, in milliseconds. */
	timeoutMs: number;
}

/** A create's turn in the queue. */
export interface Turn {
	item: number;
	/** When its time began; undefined as long as it does not wait. */
	since?: number;
	wake?: () => void;
}

/**
 * The creates of a run that a busy server has refused, and those that came after them. Only the one of the first item asks again: videos
 * are created in the order of their items, and the server gets one request at a time.
 */
export class BusyQueue {
	private readonly waiting = new Set<Turn>();
	private acceptedAt = 0;
	/** Since when the server has been busy without a break. */
	private busySince: number | undefined;

	/** Waits until no item before this one waits; most of the time nobody does. @throws VideosError when interrupted */
	async comesFirst(turn: Turn, signal: AbortSignal | undefined): Promise<void> {
		while (this.isBehind(turn)) {
			this.wait(turn);
			await orInterrupted(new Promise<void>((resolve) => (turn.wake = resolve)), signal);
		}
	}

	/** Puts a create into the queue. Its time is the queue's: with Videos at Once, each of many items would wait out a timeout of its own. */
	wait(turn: Turn): void {
		turn.since ??= this.busySince ??= Date.now();
		this.waiting.add(turn);
	}

	/** How long a create has waited, in milliseconds. The time starts anew with each create of the run that the server accepts. */
	waitedMs({ since = Date.now() }: Turn): number {
		return Date.now() - Math.max(since, this.acceptedAt);
	}

	/** Takes a create out of the queue. @param wasAccepted whether the server has a job now */
	leave(turn: Turn, wasAccepted: boolean): void {
		if (wasAccepted) {
			this.acceptedAt = Date.now();
			this.busySince = undefined;
		}
		this.waiting.delete(turn);
		for (const { wake } of this.waiting) wake?.();
	}

	private isBehind({ item }: Turn): boolean {
		return [...this.waiting].some((other) => other.item < item);
	}
}
