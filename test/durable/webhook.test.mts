import { itemsOf, type Execution } from '../../host/execution.mts';
import { CLOSE } from '../../host/session.mts';
import { apiOf } from '../support/api.mts';
import type { Delivery } from '../support/sandbox.mts';
import {
	deliveriesOf,
	openWebhookStage,
	trigger,
	type WebhookStage,
} from './support/webhookStage.mts';

jest.setTimeout(600_000);

const isDelivered = ({ delivered }: Delivery) => delivered;
const statusesOf = ({ attempts }: Delivery) => attempts.map(({ status }) => status);
const itemOf = (execution: Execution) => itemsOf(execution, trigger)[0].json;

/** Sends a recorded delivery once more, byte for byte. */
async function replay({ url, body, attempts }: Delivery, changes: Record<string, string> = {}) {
	const headers = { ...attempts.at(-1)!.headers, ...changes, ...CLOSE };
	const answer = await fetch(url, { method: 'POST', headers, body });
	const text = await answer.text();
	return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as object) };
}

describe('a published workflow behind Standard Webhooks', () => {
	let stage: WebhookStage;
	beforeAll(
		async () =>
			(stage = await openWebhookStage({ parameters: { options: { models: 'sora-2, veo-3.1' } } })),
	);
	afterAll(async () => await stage?.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.settings({ webhookUrl: stage.url });
	});

	const create = async (prompt = 'A lighthouse in the fog') =>
		await apiOf(stage.sandbox).create({ prompt });
	const countNow = async () => (await stage.executions()).length;

	it('starts with the finished video', async () => {
		const before = await countNow();
		const id = await create();
		const [delivery] = await deliveriesOf(stage.sandbox, isDelivered);
		expect(statusesOf(delivery)).toEqual([200]);
		const execution = (await stage.started(before + 1)).at(-1)!;
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const event = JSON.parse(delivery.body) as { id: string; created_at: number };
		expect(itemsOf(execution, 'Behind')).toHaveLength(1);
		expect(itemOf(execution)).toMatchObject({
			id,
			status: 'completed',
			prompt: 'A lighthouse in the fog',
			event: {
				id: event.id,
				type: 'video.completed',
				created_at: new Date(event.created_at * 1000).toISOString(),
			},
		});
	});

	it('starts with the failed video and its reason', async () => {
		const before = await countNow();
		const id = await create('A lighthouse [sandbox:fail]');
		await deliveriesOf(stage.sandbox, isDelivered);
		const item = itemOf((await stage.started(before + 1)).at(-1)!);
		expect(item).toMatchObject({
			id,
			status: 'failed',
			error: { code: 'video_generation_failed' },
			event: { type: 'video.failed' },
		});
	});

	it('acknowledges an event of another model, and starts nothing', async () => {
		const before = await countNow();
		await apiOf(stage.sandbox).create({ model: 'sora-2-pro' });
		const [delivery] = await deliveriesOf(stage.sandbox, isDelivered);
		expect(delivery.attempts.at(-1)!.answer).toContain('ignored');
		expect(await countNow()).toBe(before);
	});

	it('loses no event while the server cannot tell of its job, and starts once', async () => {
		const before = await countNow();
		await stage.sandbox.fault({
			match: { method: 'GET', path: '/videos/' },
			times: 2,
			fault: { status: 500 },
		});
		const id = await create();
		const [delivery] = await deliveriesOf(stage.sandbox, isDelivered);
		expect(statusesOf(delivery)).toEqual([503, 503, 200]);
		expect(delivery.attempts[0].answer).toContain(id);
		expect(delivery.attempts[0].answer).not.toContain(stage.sandbox.key);
		expect(await stage.started(before + 1)).toHaveLength(before + 1);
	});

	it('waits a moment for a job that has not caught up with its event', async () => {
		const before = await countNow();
		await stage.sandbox.fault({
			match: { method: 'GET', path: '/videos/' },
			times: 2,
			fault: { status: 200, body: { id: 'x', object: 'video', status: 'in_progress' } },
		});
		await create();
		const [delivery] = await deliveriesOf(stage.sandbox, isDelivered);
		expect(statusesOf(delivery)).toEqual([200]);
		expect(itemOf((await stage.started(before + 1)).at(-1)!)).toMatchObject({
			status: 'completed',
		});
	});

	it('answers to a server that hangs, before that gives up', async () => {
		const before = await countNow();
		await stage.sandbox.fault({
			match: { method: 'GET', path: '/videos/' },
			fault: { delayMs: 60_000 },
		});
		await create();
		const [delivery] = await deliveriesOf(stage.sandbox, isDelivered);
		expect(statusesOf(delivery)).toEqual([503, 200]);
		expect(delivery.attempts[0].durationMs).toBeGreaterThan(8_500);
		// The node waits for 9 s, the sandbox for 30 s.
		expect(delivery.attempts[0].durationMs).toBeLessThan(25_000);
		expect(await stage.started(before + 1)).toHaveLength(before + 1);
	});

	it('refuses what is not signed, is signed otherwise or was changed', async () => {
		await create();
		const [delivery] = await deliveriesOf(stage.sandbox, isDelivered);
		const before = await countNow();
		const wrong: Array<Record<string, string>> = [
			{ 'webhook-signature': 'v1,AAAA' },
			{ 'webhook-signature': '' },
			{ 'webhook-id': 'wh_another' },
			{ 'webhook-timestamp': '1' },
		];
		for (const changes of wrong) {
			const { status, body } = await replay(delivery, changes);
			expect([changes, status]).toEqual([changes, 401]);
			expect(body).toEqual({ error: expect.any(String) });
		}
		const { status } = await replay({ ...delivery, body: `${delivery.body} ` });
		expect(status).toBe(401);
		expect((await fetch(stage.url, { method: 'POST', headers: CLOSE })).status).toBe(401);
		expect(await countNow()).toBe(before);
	});

	it('starts once for many copies at the same time', async () => {
		const before = await countNow();
		// Nobody listens on this port: the event is signed, and sent by hand.
		await stage.sandbox.settings({ webhookUrl: 'http://127.0.0.1:9/none' });
		await create();
		const [delivery] = await deliveriesOf(stage.sandbox, ({ attempts }) => attempts.length > 0);
		const copies = Array.from({ length: 20 }, () => replay({ ...delivery, url: stage.url }));
		const statuses = (await Promise.all(copies)).map(({ status }) => status);
		// What comes while another copy is being processed is sent again, since that one may still fail.
		expect(statuses).toContain(200);
		expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([]);
		expect(await replay({ ...delivery, url: stage.url })).toMatchObject({ status: 200 });
		expect(await stage.started(before + 1)).toHaveLength(before + 1);
	});

	it('starts nothing for replays, also of many events, after n8n was killed and started again', async () => {
		// n8n saves static data otherwise once there is some.
		await create();
		await deliveriesOf(stage.sandbox, isDelivered);
		const before = (await countNow()) - 1;
		const count = 15;
		await Promise.all(Array.from({ length: count - 1 }, async () => await create()));
		const taken = await deliveriesOf(stage.sandbox, isDelivered, count);
		expect(await stage.started(before + count)).toHaveLength(before + count);
		await stage.restart();
		for (const delivery of taken) {
			expect(await replay(delivery)).toEqual({
				status: 200,
				body: { ignored: expect.stringContaining('already processed') },
			});
		}
		expect(await countNow()).toBe(before + count);
		const id = await create('Something new');
		expect(itemOf((await stage.started(before + count + 1)).at(-1)!)).toMatchObject({ id });
	});
});
