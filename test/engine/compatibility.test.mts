import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { allFrozen } from '../support/frozen.mts';
import { until } from '../support/until.mts';
import { watch } from './support/poll.mts';
import { runSaved } from './support/savedWorkflow.mts';
import { useStage } from './support/stage.mts';
import { listen } from './support/webhook.mts';

// Workflows that were saved with a release, and those that would be saved now.
const stage = useStage({ renderSeconds: 0.1 });

/** What a saved trigger emits for a video that ends after its workflow was published. */
async function emitted({ type, parameters }: INode): Promise<INodeExecutionData[]> {
	const fields = { model: 'sora-2' };
	if (type.endsWith('WebhookTrigger')) {
		const { webhookSecret } = await stage.sandbox.settings();
		const signing = { scheme: 'standardWebhooks', signingSecret: webhookSecret };
		const listener = await listen(stage.sandbox, signing, parameters);
		try {
			await stage.sandbox.settings({ webhookUrl: listener.url });
			await stage.api.createEnded(fields);
			const started = () => listener.started.length > 0 && listener.started;
			return (await until('an event', started)).map((json) => ({ json }));
		} finally {
			await listener.close();
		}
	}
	const watcher = watch(stage.sandbox, { parameters: parameters as IDataObject });
	await watcher.poll();
	await stage.api.createEnded(fields);
	const items = await watcher.poll();
	expect(watcher.errors).toEqual([]);
	return items;
}

describe.each(allFrozen())('workflows saved with $version', ({ runs, gives }) => {
	test.each(Object.entries(runs))('%s runs, and gives what it gave', async (name, workflow) => {
		const isTriggered = workflow.nodes.length === 1;
		const items = isTriggered
			? await emitted(workflow.nodes[0])
			: await runSaved(stage.sandbox, workflow);
		const [{ json, binary = {} }] = items;
		const files = Object.entries(binary).map(([field, { mimeType }]) => [field, mimeType]);
		expect({ items: items.length, files: Object.fromEntries(files) as object }).toEqual({
			items: gives[name].items,
			files: gives[name].files,
		});
		expect(Object.keys(json)).toEqual(expect.arrayContaining(gives[name].fields));
	});
});
