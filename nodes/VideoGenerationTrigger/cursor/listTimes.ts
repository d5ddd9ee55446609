import type { Video } from '../../../protocol/reading/video';
import { createdAt } from './filter';

/** By how much a list may be out of order. */
export const JITTER_SECONDS = 60;

/** Whether a list tells when its videos were created. */
export function isTimed(videos: Video[]): boolean {
	return videos.some((video) => createdAt(video) !== null);
}

/** When each was created, in Unix seconds; in a list with times, one that has none is as old as the one above it. */
export function timesOf(videos: Video[], now: number): Array<number | null> {
	if (!isTimed(videos)) return videos.map(() => null);
	let last = now;
	return videos.map((video) => (last = createdAt(video) ?? last));
}

/** The newest time that has passed: a clock that is ahead, or a wrong date, must not settle what is still to come. */
export function newestOf(times: Array<number | null>, now: number): number {
	const given = times.filter((time) => time !== null);
	const past = given.filter((time) => time <= now);
	return past.length > 0 ? Math.max(...past) : now;
}

/** Whether a list goes from the newest to the oldest, but for a minute. */
export function isNewestFirst(times: number[]): boolean {
	let oldest = Infinity;
	for (const time of times) {
		if (time > oldest + JITTER_SECONDS) return false;
		oldest = Math.min(oldest, time);
	}
	return times.length > 0 && times[0] >= times[times.length - 1];
}
