/** What a schedule costs for one video. */
export interface Followed {
	polls: number;
	/** seconds */
	lag: number;
}

const SHORTEST = 1;
const LONGEST = 30;
const SHARE_OF_ELAPSED = 0.12;

/**
 * How the node followed a video of a server that tells no progress before it learned render times
 * (version 0.1): after an eighth of the time waited, from 1 s to 30 s. Requests take no time here.
 */
export function followAsBefore(renderSeconds: number): Followed {
	let at = 0;
	let polls = 0;
	while (at < renderSeconds) {
		at += Math.min(Math.max(at * SHARE_OF_ELAPSED, SHORTEST), LONGEST);
		polls += 1;
	}
	return { polls, lag: at - renderSeconds };
}
