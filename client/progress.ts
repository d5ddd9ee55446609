import type { SeenJob } from './waitState';

/** What is known of a job that somebody waits for. */
type Seen = Pick<SeenJob, 'video' | 'word'>;

// A line for each percent of many videos would bury the others.
const STEP_PERCENT = 10;

function stepOf({ progress }: Seen['video']): number {
	return Math.floor((progress ?? 0) / STEP_PERCENT);
}

/**
 * A line for somebody who watches a wait; undefined where there is no news: the same status, and less than ten percent more.
 * @param waitedMs how long the wait has lasted
 */
export function progressLine(
	id: string,
	before: Seen | undefined,
	now: Seen | undefined,
	waitedMs: number,
): string | undefined {
	if (now === undefined) return undefined;
	const { video, word } = now;
	const isSame = before?.video.status === video.status && before.word === word;
	if (isSame && stepOf(before.video) === stepOf(video)) return undefined;
	const state = (word ?? video.status).replace('_', ' ');
	const percent = video.progress === null ? '' : `, ${Math.round(video.progress)} %`;
	return `Video ${id}: ${state}${percent} (waited ${Math.round(waitedMs / 1000)} s)`;
}
