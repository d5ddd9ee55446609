import { VideosError } from '../../../client/errors';
import { poll } from '../../../client/polling';
import type { ServerWithRedaction } from '../../shared/server';
import { attempt } from './attempt';
import type { Suspension } from './settings';
import { isOver, keepError, noteSeen, type WatchedVideo } from './watchedVideo';

async function holdOne(
	connected: ServerWithRedaction,
	one: WatchedVideo,
	plan: Suspension,
): Promise<WatchedVideo> {
	if (isOver(one)) return one;
	const { minutes, intervalSeconds } = plan;
	const retrieved = await attempt(
		connected,
		one.id,
		async () => await poll(connected.server, one.id, { minutes, intervalSeconds }),
	);
	return retrieved instanceof VideosError ? keepError(one, retrieved) : noteSeen(one, retrieved);
}

/** Waits in memory, where n8n cannot park. @throws VideosError only when the execution is stopped */
export async function hold(
	connected: ServerWithRedaction,
	watched: readonly WatchedVideo[],
	plan: Suspension,
): Promise<WatchedVideo[]> {
	return await Promise.all(watched.map(async (one) => await holdOne(connected, one, plan)));
}
