import { createHost, type Host, type Server } from '../../../host/n8n.mts';
import { freePort } from '../../../host/ports.mts';
import { sandboxCredential } from '../../../host/sandbox-credential.mts';
import type { Execution } from '../../../host/execution.mts';
import { CLOSE, type CredentialJson, type WorkflowJson } from '../../../host/session.mts';
import { builtIn } from '../../n8n/support/workflow.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../support/sandbox.mts';
import { until } from '../../support/until.mts';

/** Name of the trigger in the workflow here. */
export const trigger = 'Event';
/** Its id. */
export const workflowId = 'webhookWorkflow1';

const webhookCredential = (data: Record<string, unknown>): CredentialJson => ({
	id: 'webhookSecretCred',
	name: 'Webhook secret',
	type: 'videoGenerationWebhookApi',
	data,
});

/** A workflow of the trigger and a node behind it. */
export function triggerWorkflow(parameters: Record<string, unknown> = {}): WorkflowJson {
	return {
		id: workflowId,
		name: 'On a video event',
		active: false,
		nodes: [
			{
				id: 'trigger-under-test',
				name: trigger,
				type: 'n8n-nodes-video-generation.videoGenerationWebhookTrigger',
				typeVersion: 1,
				webhookId: 'video-events',
				position: [0, 0],
				parameters,
				credentials: {
					videoGenerationApi: { id: 'videoSandboxCred', name: 'Video sandbox' },
					videoGenerationWebhookApi: { id: 'webhookSecretCred', name: 'Webhook secret' },
				},
			},
			builtIn('Behind', 'noOp', 1, {}),
		],
		connections: { [trigger]: { main: [[{ node: 'Behind', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** The sandbox, and an n8n whose published workflow waits for its events. */
export interface WebhookStage {
	sandbox: Sandbox;
	host: Host;
	/** The one that runs; another one after `restart`. */
	server: Server;
	/** The trigger's production URL, the same after a restart. */
	url: string;
	/** Ends n8n hard and starts it again with the same data. */
	restart(): Promise<void>;
	/** The executions so far, oldest first, each waited for. */
	executions(): Promise<Execution[]>;
	/** Waits until there are so many executions. */
	started(count: number): Promise<Execution[]>;
	close(): Promise<void>;
}

async function waitUntilListening(url: string): Promise<void> {
	const listens = async () => (await fetch(url, { method: 'POST', headers: CLOSE })).status !== 404;
	await until(`n8n listens on ${url}`, listens, 60_000);
}

/** Starts it all. @param credential of the webhook, over the sandbox's own secret */
export async function openWebhookStage(
	options: SandboxOptions & {
		parameters?: Record<string, unknown>;
		credential?: Record<string, unknown>;
		/** More for n8n's environment. */
		environment?: Record<string, string>;
	} = {},
): Promise<WebhookStage> {
	const { parameters, credential, environment, ...sandboxOptions } = options;
	const sandbox = await startSandbox({ renderSeconds: 0.3, ...sandboxOptions });
	const { webhookSecret } = await sandbox.settings();
	const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
	const port = await freePort();
	const host = await createHost({ port, environment, withEditor: false });
	const close = async () => {
		await host.dispose();
		await sandbox.stop();
	};
	try {
		await host.importCredentials(
			{ ...template, data: { ...template.data, server: options.dialect ?? 'sandbox' } },
			webhookCredential({
				scheme: 'standardWebhooks',
				signingSecret: webhookSecret,
				...credential,
			}),
		);
		await host.importWorkflows(triggerWorkflow(parameters));
		const url = `http://127.0.0.1:${port}/webhook/video-events/webhook`;
		const start = async () => {
			const server = await host.start();
			await server.session.signIn();
			return server;
		};
		const stage: WebhookStage = {
			sandbox,
			host,
			url,
			server: await start(),
			async restart() {
				await stage.server.stop();
				stage.server = await start();
				await waitUntilListening(url);
			},
			async executions() {
				const { session } = stage.server;
				const ids = await session.executionsOf(workflowId);
				return await Promise.all(ids.reverse().map((id) => session.finished(id)));
			},
			async started(count) {
				for (const deadline = Date.now() + 60_000; ;) {
					const ids = await stage.server.session.executionsOf(workflowId);
					if (ids.length >= count) return await stage.executions();
					if (Date.now() > deadline) throw new Error(`Only ${ids.length} of ${count} started.`);
					await new Promise((resolve) => setTimeout(resolve, 100));
				}
			},
			close,
		};
		await stage.server.session.publish(workflowId);
		await waitUntilListening(url);
		return stage;
	} catch (error) {
		await close();
		throw error;
	}
}

/** Waits until the sandbox has tried to deliver so many events that fit. */
export async function deliveriesOf(
	sandbox: Sandbox,
	fits: (delivery: Awaited<ReturnType<Sandbox['deliveries']>>[number]) => boolean,
	count = 1,
) {
	for (const deadline = Date.now() + 60_000; ;) {
		const found = (await sandbox.deliveries()).filter(fits);
		if (found.length >= count) return found;
		if (Date.now() > deadline) {
			const last = JSON.stringify((await sandbox.deliveries()).at(-1)?.attempts.at(-1));
			throw new Error(`Only ${found.length} of ${count} deliveries. The last attempt: ${last}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
