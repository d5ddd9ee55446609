import { seenOf } from '../../../client/renderTimes/jobTimes';
import { kindOf } from '../../../client/renderTimes/renderTimes';
import { seedRenderTimes } from '../../../client/renderTimes/seed';
import type { Server } from '../../../client/retrieve';
import { startTimeout } from '../../../client/signals';
import { isOver, type WatchedVideo } from './watchedVideo';

const LONGEST_SEED_MS = 10_000;

function knownTimes({ renderTimes, baseUrl }: Server, { video }: WatchedVideo): readonly number[] {
	return (video && renderTimes?.of(baseUrl, kindOf(video))) ?? [];
}

/** Learns from the videos that have ended how long their renders took. */
export function learnFrom(
	{ renderTimes, baseUrl }: Server,
	before: readonly WatchedVideo[],
	after: readonly WatchedVideo[],
): void {
	const now = Date.now();
	after.forEach((one, index) => {
		const { video } = one;
		if (video === undefined || isOver(before[index])) return;
		renderTimes?.learn(baseUrl, video, seenOf(one, now));
	});
}

/** Adds to the videos how long earlier ones took: as this process knows it, or as an earlier check has. */
export function withRenderTimes(server: Server, watched: readonly WatchedVideo[]): WatchedVideo[] {
	return watched.map((one) => {
		if (isOver(one)) return { ...one, renderTimes: undefined };
		const known = knownTimes(server, one);
		const carried = one.renderTimes ?? [];
		return known.length >= carried.length ? { ...one, renderTimes: known } : one;
	});
}

/** Looks into the server's list where nothing is known of the kind of a video that goes on. */
export async function seedForUnknown(
	server: Server,
	watched: readonly WatchedVideo[],
): Promise<void> {
	const isNew = watched.some(
		(one) => !isOver(one) && one.video && knownTimes(server, one).length === 0,
	);
	if (!isNew) return;
	const { signal, clear } = startTimeout(LONGEST_SEED_MS);
	await seedRenderTimes(server, signal).finally(clear);
}
