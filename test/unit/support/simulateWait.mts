import { nextPoll } from '../../../client/pollSchedule';

/** A render on a server, and how the server answers while it goes on. Times are milliseconds. */
export interface Render {
	renderMs: number;
	/** What the server tells at a time; the number of the poll for servers that tell what they like. */
	progress: (atMs: number, poll: number) => number | null;
	/** How long each request takes. */
	requestMs?: (poll: number) => number;
	/** A wait that begins by asking, as Wait for Completion does, not with the answer of a create. */
	askFirst?: boolean;
}

/** What the wait cost, and how long after the end of the render it ended. */
export interface Waited {
	polls: number;
	lateMs: number;
}

/** Waits as the node does, on a clock of its own. */
export function simulateWait({ renderMs, progress, requestMs, askFirst }: Render): Waited {
	let now = 0;
	let told = askFirst ? null : progress(0, 0);
	let previousProgress: number | null = null;
	let hastened = 0;
	for (let poll = 1; ; poll += 1) {
		if (poll > 1 || !askFirst) {
			const next = nextPoll({
				elapsedMs: now,
				progress: told,
				previousProgress,
				hastened,
				intervalSeconds: 0,
			});
			if (next.hastened) hastened += 1;
			now += next.delayMs;
		}
		const took = requestMs?.(poll) ?? 0;
		const answeredAt = now + took / 2;
		now += took;
		if (answeredAt >= renderMs) return { polls: poll, lateMs: now - renderMs };
		previousProgress = told;
		told = progress(answeredAt, poll);
	}
}
