import { nextPoll } from '../../../client/pollSchedule';
import { forecast } from '../../../client/renderTimes/forecast';

/** A render on a server, and how the server answers while it goes on. Times are milliseconds. */
export interface Render {
	renderMs: number;
	/** What the server tells at a time; the number of the poll for servers that tell what they like. */
	progress: (atMs: number, poll: number) => number | null;
	/** How long each request takes. */
	requestMs?: (poll: number) => number;
	/** A wait that begins by asking, as Wait for Completion does, not with the answer of a create. */
	askFirst?: boolean;
	/** The render times of earlier jobs of its kind. */
	learnedMs?: readonly number[];
	/** Sets the polls apart: 0 to 1. */
	shift?: (poll: number) => number;
}

/** What the wait cost, and how long after the end of the render it ended. */
export interface Waited {
	polls: number;
	lateMs: number;
	/** When each poll was sent. */
	at: number[];
}

/** Waits as the node does, on a clock of its own. */
export function simulateWait(render: Render): Waited {
	const { renderMs, progress, requestMs, askFirst, learnedMs, shift } = render;
	const known = learnedMs && forecast(learnedMs);
	let now = 0;
	let told = askFirst ? null : progress(0, 0);
	let previousProgress: number | null = null;
	let hastened = 0;
	const at: number[] = [];
	for (let poll = 1; ; poll += 1) {
		if (poll > 1 || !askFirst) {
			const next = nextPoll({
				elapsedMs: now,
				ageMs: now,
				forecast: known,
				progress: told,
				previousProgress,
				hastened,
				intervalSeconds: 0,
				shift: shift?.(poll),
			});
			if (next.hastened) hastened += 1;
			now += next.delayMs;
		}
		at.push(now);
		const took = requestMs?.(poll) ?? 0;
		const answeredAt = now + took / 2;
		now += took;
		if (answeredAt >= renderMs) return { polls: poll, lateMs: now - renderMs, at };
		previousProgress = told;
		told = progress(answeredAt, poll);
	}
}
