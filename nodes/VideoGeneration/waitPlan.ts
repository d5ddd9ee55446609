import type { WaitPlan } from '../../client/polling';
import { collection, type ParameterContext } from '../shared/parameters';
import { checkNumber } from '../shared/validate';

const DEFAULT_MINUTES = 30;
const LONGEST_MINUTES = 30 * 24 * 60;

/**
 * How the user wants to wait for a video.
 * @param fallbackMinutes what counts where nothing is filled in, or the operation has no *Waiting*
 * @throws InputError
 */
export function waitPlan(context: ParameterContext, fallbackMinutes = DEFAULT_MINUTES): WaitPlan {
	const { timeout, pollInterval } = collection(context, 'waiting');
	const minutes = checkNumber('Time-Out', timeout, { least: 0, most: LONGEST_MINUTES });
	const intervalSeconds = checkNumber('Poll Interval', pollInterval, {
		least: 0,
		most: LONGEST_MINUTES * 60,
	});
	return { minutes: minutes || fallbackMinutes, intervalSeconds: intervalSeconds ?? 0 };
}
