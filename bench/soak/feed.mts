import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from '../../test/support/api.mts';
import type { Sandbox } from '../../test/support/sandbox.mts';
import { clip } from '../clip.mts';

/** Makes videos at a steady pace. */
export interface Feed {
	/** of the videos that were made, in their order */
	ids: string[];
	/** Makes no more. @throws Error when one could not be made */
	stop(): Promise<void>;
}

/**
 * Makes one video a second, directly at the server, and deletes each after a while, as servers do: their
 * list does not grow for ever.
 * @param keepSeconds how long a video stays
 */
export function startFeed(sandbox: Sandbox, keepSeconds: number): Feed {
	const { create, call } = apiOf(sandbox);
	const ids: string[] = [];
	const stopping = new AbortController();
	const feeding = (async () => {
		const startedAt = Date.now();
		while (!stopping.signal.aborted) {
			ids.push(await create({ ...clip }));
			const old = ids[ids.length - 1 - keepSeconds];
			if (old !== undefined) await call('DELETE', `/videos/${old}`);
			const pause = startedAt + ids.length * 1000 - Date.now();
			await sleep(Math.max(pause, 0), undefined, { signal: stopping.signal }).catch(() => {});
		}
	})();
	// Told by stop().
	feeding.catch(() => {});
	return {
		ids,
		async stop() {
			stopping.abort();
			await feeding;
		},
	};
}
