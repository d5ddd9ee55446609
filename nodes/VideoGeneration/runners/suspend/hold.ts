import { isOver, keepFailure, noteTold, type WatchedVideo } from '../../../../protocol/suspension';
import { keepingId } from '../afterCreate';
import { explain } from '../explain';
import type { Asker } from '../run';
import { waitForVideo } from '../waitForVideo';
import type { Suspension } from './plan';

async function holdOne(asker: Asker, one: WatchedVideo, plan: Suspension): Promise<WatchedVideo> {
	if (isOver(one)) return one;
	try {
		const { video } = await keepingId(
			asker,
			one.id,
			async () => await waitForVideo(asker, one.id, plan),
		);
		return noteTold(one, video);
	} catch (error) {
		const failure = await explain(asker.context, error, asker.dialect);
		if (failure.details.stopped) throw failure;
		return keepFailure(one, failure);
	}
}

/** Waits in memory, where n8n cannot park. @throws Failure only when the execution is stopped */
export async function hold(
	asker: Asker,
	watched: readonly WatchedVideo[],
	plan: Suspension,
): Promise<WatchedVideo[]> {
	return await Promise.all(watched.map(async (one) => await holdOne(asker, one, plan)));
}
