import type { Forecast } from './forecast';

// From here on a job is taken for one that is unlike the earlier ones.
const LATE_CHANCE = 0.93;

/** Whether a job has gone on for so long that the earlier ones say nothing about its end any more. */
export function isUnlike(known: Forecast, ageMs: number): boolean {
	return known.at(Math.max(ageMs, 1)).unlike > LATE_CHANCE;
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
	return before === undefined || isUnlike(before, ageMs) ? latest() : before;
}
