import { Failure } from '../../../protocol/failure';
import { isOver, keepFailure, noteTold, type WatchedVideo } from './watchedVideo';
import type { Asker } from '../runners/run';
import { waitForVideo } from '../runners/waitForVideo';
import { attempt } from './attempt';
import type { Suspension } from './settings';

async function holdOne(asker: Asker, one: WatchedVideo, plan: Suspension): Promise<WatchedVideo> {
	if (isOver(one)) return one;
	const told = await attempt(asker, one.id, async () => await waitForVideo(asker, one.id, plan));
	return told instanceof Failure ? keepFailure(one, told) : noteTold(one, told.video);
}

/** Waits in memory, where n8n cannot park. @throws Failure only when the execution is stopped */
export async function hold(
	asker: Asker,
	watched: readonly WatchedVideo[],
	plan: Suspension,
): Promise<WatchedVideo[]> {
	return await Promise.all(watched.map(async (one) => await holdOne(asker, one, plan)));
}
