import { until } from '../support/until.mts';
import { useStage } from './support/stage.mts';
import { listen, type Listener } from './support/webhook.mts';

// The suite durable has the webhook trigger in a whole n8n; this is what it needs of n8n's engine.
const stage = useStage({ renderSeconds: 0.2 });
let listener: Listener;

beforeAll(async () => {
	const { webhookSecret } = await stage.sandbox.settings();
	listener = await listen(stage.sandbox, {
		scheme: 'standardWebhooks',
		signingSecret: webhookSecret,
	});
});
afterAll(async () => await listener?.close());
beforeEach(async () => await stage.sandbox.settings({ webhookUrl: listener.url }));

async function delivery() {
	const look = async () => {
		const [first] = await stage.sandbox.deliveries();
		return first?.delivered && first;
	};
	return await until('a delivery', look);
}

test('a signed event starts the workflow with its video, once', async () => {
	const id = await stage.api.create();
	const { url, body, attempts } = await delivery();
	expect(listener.started).toEqual([
		expect.objectContaining({ id, status: 'completed', prompt: 'a test card' }),
	]);
	const again = await fetch(url, { method: 'POST', headers: attempts.at(-1)!.headers, body });
	expect([again.status, await again.json()]).toEqual([
		200,
		{ ignored: 'This event was already processed' },
	]);
	const changed = await fetch(url, {
		method: 'POST',
		headers: attempts.at(-1)!.headers,
		body: body.replace('completed', 'failed'),
	});
	expect(changed.status).toBe(401);
	expect(listener.started).toHaveLength(1);
});

describe('where only failed videos are wanted', () => {
	let failures: Listener;

	beforeAll(async () => {
		const { webhookSecret } = await stage.sandbox.settings();
		const signing = { scheme: 'standardWebhooks', signingSecret: webhookSecret };
		failures = await listen(stage.sandbox, signing, { events: ['failed'] });
	});
	afterAll(async () => await failures?.close());
	beforeEach(async () => await stage.sandbox.settings({ webhookUrl: failures.url }));

	test('a completed one starts nothing', async () => {
		await stage.api.create();
		await delivery();
		expect(failures.started).toEqual([]);
	});

	test('one that is called completed, but was blocked, starts the workflow', async () => {
		await stage.sandbox.fault({
			match: { method: 'GET', path: '/videos/[^/]+$' },
			times: null,
			fault: { merge: { respect_moderation: false } },
		});
		const id = await stage.api.create();
		await delivery();
		expect(failures.started).toEqual([
			expect.objectContaining({
				id,
				status: 'failed',
				error: { code: 'respect_moderation' },
				event: expect.objectContaining({ type: 'video.completed' }),
			}),
		]);
	});
});
