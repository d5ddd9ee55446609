import { randomBytes } from 'node:crypto';
import { CLOSE } from '../../host/session.mts';
import { apiOf } from '../support/api.mts';
import { inspectable, openInspector, type Inspector } from '../support/inspector.mts';
import type { Delivery } from '../support/sandbox.mts';
import { signedHeaders } from '../../sandbox/webhooks/sign.mts';
import { deliveriesOf, openWebhookStage, type WebhookStage } from './support/webhookStage.mts';

jest.setTimeout(1_800_000);

const REQUESTS = Number(process.env.FLOOD_REQUESTS ?? 10_000);
const AT_ONCE = 10;
const MEGABYTE = 1024 * 1024;
const json = { 'content-type': 'application/json' };

interface Forgery {
	headers: Record<string, string>;
	body: string;
	/** What n8n must answer. */
	status: number;
}

const eventOf = (id: string) => JSON.stringify({ type: 'video.completed', data: { id } });

/** Bodies that are refused, each in another way. @param taken a delivery that n8n has accepted */
function forgery(n: number, taken: Delivery, secret: string): Forgery {
	const { headers } = taken.attempts.at(-1)!;
	const id = `wh_${n}`;
	const event = { id, type: 'video.completed', body: eventOf(taken.jobId) };
	const signed = (sign: string, at: number) =>
		signedHeaders('standard', event, sign, new Date(Date.now() + at * 1000));
	const again = { id: taken.id, type: taken.type, body: taken.body };
	const forged = `whsec_${randomBytes(24).toString('base64')}`;
	switch (n % 8) {
		case 0:
			return { headers: signed(forged, 0), body: event.body, status: 401 };
		case 1:
			// The taken event once more, as the server itself would send it.
			return {
				headers: signedHeaders('standard', again, secret, new Date()),
				body: taken.body,
				status: 200,
			};
		case 2:
			return { headers: signed(secret, -400), body: event.body, status: 401 };
		case 3:
			return { headers: signed(secret, 400), body: event.body, status: 401 };
		case 4:
			return { headers, body: taken.body.slice(0, n % taken.body.length), status: 0 };
		case 5:
			return { headers: { ...headers, 'webhook-id': id }, body: taken.body, status: 401 };
		case 6:
			return {
				headers: { ...json, 'webhook-signature': 'v1,'.repeat(2000) },
				body: '{}',
				status: 401,
			};
		default:
			// Every hundredth of these is huge.
			return n % 800 === 7
				? { headers, body: JSON.stringify({ a: 'x'.repeat(2 * MEGABYTE) }), status: 413 }
				: { headers: json, body: randomBytes(40).toString('hex'), status: 0 };
	}
}

describe(`${REQUESTS} requests that nobody asked for`, () => {
	let stage: WebhookStage;
	let inspector: Inspector;
	// n8n's default engine makes a V8 isolate for every request to a webhook: 0.3 s each on two busy cores, against 0.015 s.
	const environment = { N8N_EXPRESSION_ENGINE: 'legacy', ...inspectable };
	beforeAll(async () => {
		stage = await openWebhookStage({ environment });
		inspector = await openInspector(await stage.server.output());
	});
	afterAll(async () => {
		inspector?.close();
		await stage?.close();
	});

	/** What n8n holds when all garbage is collected. A peak would depend on when V8 collects. */
	async function heldMegabytes() {
		const { heapAndBuffers } = await inspector.look({ collects: true });
		return Math.round(heapAndBuffers / MEGABYTE);
	}

	async function send({ headers, body, status }: Forgery) {
		const sent = { ...headers, ...CLOSE };
		const answer = await fetch(stage.url, { method: 'POST', headers: sent, body });
		const text = await answer.text();
		// n8n itself refuses what is no JSON, before any node is asked.
		const allowed = status === 0 ? [401, 422] : [status];
		if (!allowed.includes(answer.status)) throw new Error(`${answer.status}: ${text}`);
	}

	async function flood(from: number, to: number, taken: Delivery, secret: string) {
		let next = from;
		const worker = async () => {
			while (next < to) await send(forgery(next++, taken, secret));
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
	}

	/** n8n's own pages come at once. */
	async function expectAnswers() {
		const startedAt = Date.now();
		const answer = await fetch(`${stage.server.url}/healthz`, { headers: CLOSE });
		expect(answer.status).toBe(200);
		expect(Date.now() - startedAt).toBeLessThan(5000);
	}

	test('start nothing, leave the memory flat, and n8n answers on', async () => {
		const { sandbox } = stage;
		const { webhookSecret } = await sandbox.settings({ webhookUrl: stage.url });
		await apiOf(sandbox).create();
		const [taken] = await deliveriesOf(sandbox, ({ delivered }) => delivered);
		await stage.started(1);
		const asked = (await sandbox.stats()).requests;

		const held: number[] = [];
		const startedAt = Date.now();
		for (let part = 0; part < 4; part += 1) {
			await flood((part * REQUESTS) / 4, ((part + 1) * REQUESTS) / 4, taken, webhookSecret);
			held.push(await heldMegabytes());
			const seconds = Math.round((Date.now() - startedAt) / 1000);
			// At once: Jest keeps what is logged until the end, which may be a quarter of an hour away.
			process.stderr.write(`${(REQUESTS / 4) * (part + 1)} requests after ${seconds} s\n`);
			await expectAnswers();
		}
		const seconds = (Date.now() - startedAt) / 1000;
		console.log(`${REQUESTS} requests in ${seconds} s; held in MB: ${held.join(', ')}`);

		expect(await stage.executions()).toHaveLength(1);
		expect((await sandbox.stats()).requests).toBe(asked);
		// The first quarter warms n8n up.
		expect(held[3]).toBeLessThan(held[0] + 10);
		await apiOf(sandbox).create();
		expect(await stage.started(2)).toHaveLength(2);
		expect(await deliveriesOf(sandbox, ({ delivered }) => delivered, 2)).toHaveLength(2);
	});
});
