import { slowness } from '../../support/slowness.mts';

const RUNS = 8;

/**
 * The least CPU time of a few runs, in milliseconds of the machine for which the limits are written: what else runs hardly counts.
 * @param enough a time that is short enough: no further run is needed
 */
export function cpuMs(task: () => unknown, enough = 0): number {
	let least = Infinity;
	for (let run = 0; run < RUNS && least > enough; run += 1) {
		const startedAt = process.cpuUsage();
		task();
		const { user, system } = process.cpuUsage(startedAt);
		least = Math.min(least, (user + system) / 1000);
	}
	return least > enough ? least / slowness() : least;
}
