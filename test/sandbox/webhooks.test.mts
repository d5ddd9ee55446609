import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { apiOf } from '../support/api.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { until } from '../support/until.mts';

interface Received {
	headers: IncomingHttpHeaders;
	body: string;
	at: number;
}

/** Somebody who is told of events, and answers with these statuses, then with 200. */
async function startListener() {
	const received: Received[] = [];
	const statuses: number[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString();
		received.push({ headers: request.headers, body, at: Date.now() });
		response.writeHead(statuses.shift() ?? 200).end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	const close = async () => {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	};
	return { url, received, statuses, close };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('webhooks', () => {
	let listener: Awaited<ReturnType<typeof startListener>>;
	let sandbox: Sandbox;
	const secret = 'whsec_c2FuZGJveC13ZWJob29rLXNpZ25pbmcta2V5ISE=';
	const client = new OpenAI({ apiKey: 'none', webhookSecret: secret });

	beforeAll(async () => {
		listener = await startListener();
		sandbox = await startSandbox({ webhookUrl: listener.url, webhookRetrySeconds: [0.05, 0.3] });
	});
	afterAll(async () => {
		await sandbox?.stop();
		await listener?.close();
	});
	beforeEach(async () => {
		await sandbox.reset();
		listener.received.length = 0;
		listener.statuses.length = 0;
	});

	test("tell that a job is completed, and pass the openai package's check", async () => {
		const id = await apiOf(sandbox).create();
		await until('events', () => listener.received.length > 0);
		const [{ headers, body, at }] = listener.received;
		const event = (await client.webhooks.unwrap(body, headers as Record<string, string>)) as object;
		expect(event).toMatchObject({ object: 'event', type: 'video.completed', data: { id } });
		const [job] = await sandbox.jobs();
		expect(at).toBeGreaterThanOrEqual(job.completedAt!);
		expect(at - job.completedAt!).toBeLessThan(30_000);
	});

	test('tell that a job has failed', async () => {
		await apiOf(sandbox).create({ prompt: '[sandbox:moderation]' });
		await until('events', () => listener.received.length > 0);
		expect(JSON.parse(listener.received[0].body)).toMatchObject({ type: 'video.failed' });
	});

	test('come again, newly signed and with the same id, until they are taken', async () => {
		listener.statuses.push(503, 500, 302, 404);
		await apiOf(sandbox).create();
		await until('events', () => listener.received.length === 5);
		await sleep(500);
		expect(listener.received).toHaveLength(5);
		const ids = new Set(listener.received.map(({ headers }) => headers['webhook-id']));
		expect(ids.size).toBe(1);
		const [delivery] = await sandbox.deliveries();
		expect(delivery).toMatchObject({ delivered: true, type: 'video.completed', url: listener.url });
		expect(delivery.attempts.map(({ status }) => status)).toEqual([503, 500, 302, 404, 200]);
		for (const { headers, body } of listener.received) {
			await client.webhooks.unwrap(body, headers as Record<string, string>);
		}
	});

	test('come at once for a job that was ended by hand, and never for one that was deleted', async () => {
		await sandbox.settings({ renderSeconds: 2 });
		const { create, call } = apiOf(sandbox);
		const ended = await create({ prompt: '[sandbox:hang]' });
		const deleted = await create();
		await call('DELETE', `/videos/${deleted}`);
		await sandbox.finish(ended);
		await until('events', () => listener.received.length > 0);
		await sleep(2500);
		expect(listener.received.map(({ body }) => JSON.parse(body).data.id)).toEqual([ended]);
	});

	test('end with a reset: nothing is sent any more', async () => {
		listener.statuses.push(...Array<number>(100).fill(503));
		await apiOf(sandbox).create();
		await until('events', () => listener.received.length >= 2);
		await sandbox.settings({ renderSeconds: 0.5 });
		await apiOf(sandbox).create();
		await sandbox.reset();
		const before = listener.received.length;
		await sleep(1200);
		expect(listener.received.length).toBeLessThanOrEqual(before + 1);
		expect(await sandbox.deliveries()).toEqual([]);
	});

	test('go nowhere but to this machine', async () => {
		for (const webhookUrl of [
			'https://example.com/',
			'http://example.com/',
			'http://127.0.0.1.a/',
		]) {
			await expect(sandbox.settings({ webhookUrl })).rejects.toThrow('webhookUrl');
		}
		expect((await sandbox.settings({ webhookUrl: null })).webhookUrl).toBeNull();
	});

	test('that nobody asked for are not sent', async () => {
		await sandbox.settings({ webhookUrl: null });
		await apiOf(sandbox).createEnded();
		await sleep(300);
		expect(await sandbox.deliveries()).toEqual([]);
	});
});

describe("OpenRouter's webhooks", () => {
	test('go where the create says, and only there', async () => {
		const listener = await startListener();
		const sandbox = await startSandbox({ dialect: 'openrouter' });
		try {
			const { create, postJson } = apiOf(sandbox);
			const fields = { model: 'google/veo-3.1' };
			await create(fields);
			const id = await create({ ...fields, callback_url: listener.url });
			await until('events', () => listener.received.length > 0);
			const [{ headers, body }, ...others] = listener.received;
			expect(others).toEqual([]);
			// As in openrouter.ai/docs/guides/overview/multimodal/video-generation, Webhook Payload.
			expect(JSON.parse(body)).toEqual({
				type: 'video.generation.completed',
				created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				data: {
					...{ id, status: 'completed', generation_id: id, model: 'google/veo-3.1' },
					unsigned_urls: [`${sandbox.baseUrl}/videos/${id}/content?index=0`],
					usage: { cost: 0.5, is_byok: false },
				},
			});
			expect(headers['x-openrouter-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
			expect(headers['x-openrouter-idempotency-key']).toBe(`${id}-completed`);
			const abroad = { ...fields, prompt: 'A cat', callback_url: 'https://example.com/hook' };
			expect((await postJson('/videos', abroad)).status).toBe(400);
		} finally {
			await sandbox.stop();
			await listener.close();
		}
	});
});
