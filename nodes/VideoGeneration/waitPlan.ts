import type { WaitPlan } from '../../client/polling';
import type { Fields } from '../shared/parameters';

const DEFAULT_MINUTES = 30;
const LONGEST_MINUTES = 30 * 24 * 60;

/**
 * How the user wants to wait for a video.
 * @param fallbackMinutes what counts where nothing is filled in, or the operation does not wait
 * @throws InputError
 */
export function waitPlan(options: Fields, fallbackMinutes = DEFAULT_MINUTES): WaitPlan {
	const minutes = options.number('timeout', { least: 0, most: LONGEST_MINUTES });
	const most = LONGEST_MINUTES * 60;
	const intervalSeconds = options.number('pollInterval', { least: 0, most });
	return { minutes: minutes || fallbackMinutes, intervalSeconds: intervalSeconds ?? 0 };
}
