import type { Forecast, Outlook } from './forecast';

// From here on a job is taken for one that is unlike the earlier ones.
const LATE_CHANCE = 0.93;

/** Whether a job has gone on for so long that the earlier ones say nothing about its end any more. */
export function isUnlike({ unlike }: Outlook): boolean {
	return unlike > LATE_CHANCE;
}

/**
 * What a wait expects of its job: what was known when the wait began, until the job is unlike that. Of jobs that began together, the fast
 * ones end first: learned at once, their times would make all others seem late.
 * @param before what it has expected so far
 * @param latest what is known by now
 */
export function expectation(
	before: Forecast | undefined,
	ageMs: number,
	latest: () => Forecast | undefined,
): Forecast | undefined {
	return before === undefined || isUnlike(before.at(Math.max(ageMs, 1))) ? latest() : before;
}
