import type { IDataObject } from 'n8n-workflow';
import { itemsOf } from '../../host/execution.mts';
import { CLOSE } from '../../host/session.mts';
import { builtIn, start, video, videoWorkflow } from '../n8n/support/workflow.mts';
import {
	deliveriesOf,
	openWebhookStage,
	trigger,
	workflowId,
	type WebhookStage,
} from './support/webhookStage.mts';

jest.setTimeout(600_000);

const model = 'google/veo-3.1';

describe('Create with a Callback URL, and a trigger behind it, as with OpenRouter', () => {
	let stage: WebhookStage;
	beforeAll(async () => {
		stage = await openWebhookStage({
			dialect: 'openrouter',
			credential: { scheme: 'openRouter' },
			parameters: { options: { models: `of-another-server, ${model}` } },
		});
	});
	afterAll(async () => await stage?.close());

	/** Creates a video with the node, as a user does. */
	async function create(prompt: string, options: IDataObject) {
		const workflow = videoWorkflow({
			credential: { id: 'videoSandboxCred', name: 'Video sandbox', type: '', data: {} },
			items: [{ prompt }],
			parameters: {
				model: { __rl: true, mode: 'id', value: model },
				size: '1280x720',
				returnWhat: 'job',
				options,
			},
			next: [builtIn('Behind', 'noOp', 1, {})],
		});
		return await stage.server.session.runToEnd(workflow, start);
	}

	it('starts with the video that Create has asked for', async () => {
		// OpenRouter itself takes https alone, and so does the option Callback URL.
		const extraBody = JSON.stringify({ callback_url: stage.url });
		const execution = await create('A lighthouse in the fog', { extraBody });
		expect(execution.status).toBe('success');
		const { id, status } = itemsOf(execution, video)[0].json;
		expect(status).not.toBe('completed');
		const [delivery] = await deliveriesOf(stage.sandbox, ({ delivered }) => delivered);
		expect(delivery.attempts).toHaveLength(1);
		const [started] = await stage.started(1);
		expect(itemsOf(started, trigger)[0].json).toMatchObject({
			id,
			status: 'completed',
			// Only the event tells it.
			model,
			event: { type: 'video.generation.completed' },
		});
	});

	it('starts nothing for a retry of the same event, though it is signed anew', async () => {
		const [{ body }] = await stage.sandbox.deliveries();
		const { webhookSecret } = await stage.sandbox.settings();
		const { signedHeaders } = await import('../../sandbox/webhooks/sign.mts');
		const event = { id: 'another', type: '', body };
		const signature = signedHeaders('openrouter', event, webhookSecret, new Date());
		const headers = { ...signature, ...CLOSE };
		const answer = await fetch(stage.url, { method: 'POST', headers, body });
		expect([answer.status, await answer.json()]).toEqual([200, { ignored: expect.any(String) }]);
		expect(await stage.executions()).toHaveLength(1);
	});

	it.each(['my-n8n/webhook', 'http://n8n.example.com/webhook'])(
		'refuses the address %s before anything is sent',
		async (callbackUrl) => {
			const { created } = await stage.sandbox.stats();
			const execution = await create('A lighthouse', { callbackUrl });
			expect(execution).toMatchObject({
				status: 'error',
				error: { message: expect.stringContaining('Callback URL') },
			});
			expect((await stage.sandbox.stats()).created).toBe(created);
		},
	);

	it('listens for a test event, which may come more than once', async () => {
		const [delivery] = await stage.sandbox.deliveries();
		const { session, url } = stage.server;
		const before = (await session.executionsOf(workflowId)).length;
		for (let n = 1; n <= 2; n += 1) {
			const listening = await session.rest('POST', `/workflows/${workflowId}/run`, {
				triggerToStartFrom: { name: trigger },
			});
			expect(listening).toEqual({ waitingForWebhook: true });
			const headers = { ...delivery.attempts[0].headers, ...CLOSE };
			const testUrl = `${url}/webhook-test/video-events/webhook`;
			const forged = { ...headers, 'x-openrouter-signature': 't=1,v1=00' };
			const wrong = await fetch(testUrl, { method: 'POST', headers: forged, body: delivery.body });
			expect(wrong.status).toBe(401);
			const answer = await fetch(testUrl, { method: 'POST', headers, body: delivery.body });
			expect([answer.status, await answer.text()]).toEqual([200, '']);
			const executions = await stage.started(before + n);
			expect(executions).toHaveLength(before + n);
			const tested = executions.at(-1)!;
			expect(tested).toMatchObject({ status: 'success', mode: 'manual' });
			expect(itemsOf(tested, trigger)[0].json).toMatchObject({ id: delivery.jobId });
		}
	});
});
