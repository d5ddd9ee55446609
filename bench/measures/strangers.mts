// A server with models without end, for a node that learns the render times of each.
import { workflowOf } from '../contenders/contender.mts';
import { thisNodeWith } from '../contenders/this-node.mts';
import { clip } from '../clip.mts';
import type { N8n } from '../n8n.mts';
import { hideProgress, planRenders } from '../renders.mts';
import type { Stage } from '../stage.mts';
import type { Sandbox } from '../../test/support/sandbox.mts';
import { until } from '../../test/support/until.mts';

/** An n8n, and a server that takes any model's name and hides its progress. */
export interface Strangers {
	n8n: N8n;
	sandbox: Sandbox;
	/** Forgets all videos, and hides the progress of those to come. */
	restart(): Promise<void>;
	/**
	 * Makes a video of each model, in executions of a few: from ten on, the node would ask for all of them at once. Resolves when all
	 * are created, to what resolves when the executions have ended: not to a promise, which would be waited for.
	 * @param renders how long each renders, in seconds, in whatever order
	 * @param interval the user's own poll interval in seconds; 0 is automatic
	 */
	begin(models: string[], renders: number[], interval?: number): Promise<() => Promise<unknown>>;
}

// SGLang's server runs whatever model it was started with.
const SERVER = 'sglang';
const GRACE_SECONDS = 180;
const MOST_PER_EXECUTION = 8;
// The sandbox renders a clip of its own for each model: a small one.
const VIDEO = { model: '={{ $json.model }}', seconds: '2', size: '480x832' };

/** Gives a measure a fresh n8n and a server of its own. */
export async function withStrangers<T>(
	stage: Stage,
	use: (strangers: Strangers) => Promise<T>,
): Promise<T> {
	const sandbox = await stage.openSandbox({ dialect: SERVER });
	const n8n = await stage.openN8n({ sandbox, server: SERVER });
	const restart = async () => {
		await sandbox.reset();
		await hideProgress(sandbox);
	};
	const begin: Strangers['begin'] = async (models, renders, pollInterval = 0) => {
		const { created } = await sandbox.stats();
		await planRenders(sandbox, renders);
		const contender = thisNodeWith(pollInterval > 0 ? { options: { pollInterval } } : {});
		const items = models.map((model) => ({ prompt: clip.prompt, model }));
		const mostSeconds = Math.max(...renders) * 1.5 + GRACE_SECONDS;
		const some = Array.from({ length: Math.ceil(items.length / MOST_PER_EXECUTION) }, (_, index) =>
			items.slice(index * MOST_PER_EXECUTION, (index + 1) * MOST_PER_EXECUTION),
		);
		const ended = Promise.all(
			some.map(async (few) => {
				await n8n.run(workflowOf(contender, n8n.credentials, few, VIDEO), mostSeconds);
			}),
		);
		// Told when it is awaited.
		ended.catch(() => {});
		const areThere = async () => (await sandbox.stats()).created >= created + models.length;
		await Promise.race([until(`${models.length} videos`, areThere), ended]);
		return async () => await ended;
	};
	try {
		return await use({ n8n, sandbox, restart, begin });
	} finally {
		await n8n.dispose();
		await sandbox.stop();
	}
}
