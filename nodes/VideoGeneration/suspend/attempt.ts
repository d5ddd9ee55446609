import { Failure } from '../../../protocol/failure';
import { keepingId } from '../runners/afterCreate';
import { explain } from '../runners/explain';
import type { Asker } from '../runners/run';

/**
 * A task about one video of several: what goes wrong with it is returned, since the others go on.
 * @throws Failure only when the execution is stopped
 */
export async function attempt<T>(
	asker: Asker,
	id: string,
	task: () => Promise<T>,
): Promise<T | Failure> {
	try {
		return await keepingId(asker, id, task);
	} catch (error) {
		const failure = await explain(asker.context, error, asker.dialect);
		if (failure.details.stopped) throw failure;
		return failure;
	}
}
