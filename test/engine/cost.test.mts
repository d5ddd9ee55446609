import type { INodeExecutionData } from 'n8n-workflow';
import { until } from '../support/until.mts';
import { watch } from './support/poll.mts';
import { byId, useStage } from './support/stage.mts';
import { listen } from './support/webhook.mts';

// What it cost: cost and seed stand in the output of everything that tells about a video.
const stage = useStage();
const SAID = { usage: { cost: 0.5, is_byok: false }, seed: 4711 };
const TOLD = { cost: 0.5, seed: 4711, usage: SAID.usage };
const RETRIEVE = { method: 'GET', path: '/videos/[^/]+$' };
const LIST = { method: 'GET', path: '/videos$' };

beforeEach(async () => {
	await stage.sandbox.fault({ match: RETRIEVE, times: null, fault: { merge: SAID } });
});

/** Lets the list tell of a job as a GET of it does. */
async function listSays(id: string) {
	const job = (await (await stage.api.call('GET', `/videos/${id}`)).json()) as object;
	const body = { object: 'list', data: [job], has_more: false };
	await stage.sandbox.fault({ match: LIST, times: null, fault: { status: 200, body } });
}

function expectTold(items: INodeExecutionData[], id?: string) {
	expect(items).toHaveLength(1);
	expect(items[0].json).toMatchObject({ ...TOLD, ...(id !== undefined && { id }) });
}

test('Create', async () => {
	const { items } = await stage.run({ parameters: { operation: 'create', prompt: 'a lake' } });
	expectTold(items);
});

test.each(['retrieve', 'waitForCompletion', 'suspendUntilCompleted'])('%s', async (operation) => {
	const id = await stage.api.createEnded();
	const { items } = await stage.run({
		parameters: { operation, video: byId(id) },
		// Where n8n cannot park, Suspend Until Completed holds.
		mode: 'cli',
	});
	expectTold(items, id);
});

test('Get Many', async () => {
	const id = await stage.api.createEnded();
	await listSays(id);
	const { items } = await stage.run({ parameters: { operation: 'list' } });
	expectTold(items, id);
});

test('the trigger', async () => {
	const watcher = watch(stage.sandbox);
	await watcher.poll();
	const id = await stage.api.createEnded();
	await listSays(id);
	expectTold(await watcher.poll(), id);
});

test('the webhook trigger', async () => {
	const { webhookSecret } = await stage.sandbox.settings();
	const signing = { scheme: 'standardWebhooks', signingSecret: webhookSecret };
	const listener = await listen(stage.sandbox, signing);
	try {
		await stage.sandbox.settings({ webhookUrl: listener.url });
		const id = await stage.api.create();
		await until('a start', () => listener.started.length > 0, 10_000);
		expect(listener.started).toEqual([expect.objectContaining({ ...TOLD, id })]);
	} finally {
		await listener.close();
	}
});
