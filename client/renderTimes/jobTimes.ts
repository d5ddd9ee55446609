import type { Video } from '../../protocol/reading/video';
import type { ResponseHeaders } from '../transport';

const LONGEST_AGE_MS = 24 * 60 * 60_000;
const MOST_VAGUE = 0.3;

/**
 * How old a job is, in milliseconds: by the server's own clock, where it says what time it is (the header `Date`, RFC 9110, 6.6.1).
 * @returns undefined where the server does not say when it was created, or something that cannot be
 */
export function jobAgeMs(
	{ created_at: createdAt }: Pick<Video, 'created_at'>,
	headers: ResponseHeaders | undefined,
	now: number,
): number | undefined {
	if (createdAt === null) return undefined;
	const serverNow = Date.parse(String(headers?.date ?? ''));
	const age = (Number.isNaN(serverNow) ? now : serverNow) - createdAt * 1000;
	return age >= 0 && age <= LONGEST_AGE_MS ? age : undefined;
}

/** How long the server says that a finished job took, in milliseconds; its times are whole seconds. */
function serverMs({ status, created_at: from, completed_at: to }: Video): number | undefined {
	if (status !== 'completed' || from === null || to === null || to <= from) return undefined;
	return (to - from) * 1000;
}

/** How old a job was when it was last seen going on, and when it was seen finished, in milliseconds. */
export interface SeenAges {
	goingOnMs: number;
	finishedMs: number;
}

/** What was seen of a job that is finished now; undefined where nobody saw it going on. Times are epoch milliseconds. */
export function seenOf(
	{ createdAt, goingOnAt }: { createdAt?: number; goingOnAt?: number },
	now: number,
): SeenAges | undefined {
	if (createdAt === undefined || goingOnAt === undefined) return undefined;
	return { goingOnMs: goingOnAt - createdAt, finishedMs: now - createdAt };
}

/**
 * How long a finished job took, in milliseconds.
 * @param seen left out where nobody saw it going on
 * @returns undefined where that is not known
 */
export function renderMs(video: Video, seen?: SeenAges): number | undefined {
	const said = serverMs(video);
	if (seen === undefined || video.status !== 'completed') return said;
	const { goingOnMs, finishedMs } = seen;
	if (said !== undefined) return Math.min(Math.max(said, goingOnMs), finishedMs);
	// Between two polls that lie far apart it may have ended at any time.
	const isVague = finishedMs - goingOnMs > MOST_VAGUE * finishedMs;
	return isVague ? undefined : (goingOnMs + finishedMs) / 2;
}
