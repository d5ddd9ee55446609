import type { WaitPlan } from '../../client/polling';
import { collection, type ParameterContext } from '../shared/parameters';

const DEFAULT_MINUTES = 30;
const LONGEST_MINUTES = 30 * 24 * 60;

/**
 * How the user wants to wait for a video.
 * @param fallbackMinutes what counts where nothing is filled in, or the operation has no *Waiting*
 * @throws InputError
 */
export function waitPlan(context: ParameterContext, fallbackMinutes = DEFAULT_MINUTES): WaitPlan {
	const waiting = collection(context, 'waiting');
	const minutes = waiting.number('timeout', { least: 0, most: LONGEST_MINUTES });
	const most = LONGEST_MINUTES * 60;
	const intervalSeconds = waiting.number('pollInterval', { least: 0, most });
	return { minutes: minutes || fallbackMinutes, intervalSeconds: intervalSeconds ?? 0 };
}
