import { getPage } from '../pages';
import { readJob } from '../readJob';
import type { Server } from '../retrieve';
import { endedBy } from '../signals';

const SEED_VIDEOS = 50;

/**
 * Learns render times from the finished jobs in the server's list, where it has one; at most once an hour. Nothing is lost where that
 * fails: the node then learns from what it sees.
 * @param signal ends it
 */
export async function seedRenderTimes(server: Server, signal?: AbortSignal): Promise<void> {
	const { renderTimes, baseUrl, dialect } = server;
	if (renderTimes === undefined || !dialect.offers.includes('list')) return;
	if (!renderTimes.mustSeed(baseUrl, Date.now())) return;
	const page = await getPage(endedBy(server, signal), {
		limit: SEED_VIDEOS,
		goesOn: false,
		once: true,
	}).catch(() => undefined);
	// The latest comes first.
	for (const json of [...(page?.data ?? [])].reverse()) {
		const video = readJob(server, json);
		if (video !== undefined) renderTimes.learn(baseUrl, video);
	}
}
