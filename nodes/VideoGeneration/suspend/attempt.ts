import { VideosError } from '../../../client/errors';
import type { ServerWithRedaction } from '../../shared/server';
import { presentable } from '../../shared/nodeError';
import { keepingId } from '../afterCreate';

/**
 * A task about one video of several: what goes wrong with it is returned, fit to be stored, since the others continue.
 * @throws VideosError only when the execution is stopped
 */
export async function attempt<T>(
	{ server, redaction }: ServerWithRedaction,
	id: string,
	task: () => Promise<T>,
): Promise<T | VideosError> {
	try {
		return await keepingId(server, id, task);
	} catch (error) {
		const shown = presentable(error, redaction, server);
		if (shown.kind === 'stopped') throw shown;
		return shown;
	}
}
