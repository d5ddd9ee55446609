import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { WebhookContext } from 'n8n-core';
import { Workflow, type IDataObject, type INode, type IWebhookData } from 'n8n-workflow';
import type { Sandbox } from '../../support/sandbox.mts';
import { additionalDataFor } from './engine.mts';
import { loadWebhookTrigger, nodeTypes } from './types.mts';

/** The compiled webhook trigger behind a port of its own. */
export interface Listener {
	url: string;
	/** The items with which workflows were started, in order. */
	started: IDataObject[];
	close(): Promise<void>;
}

type Request = IncomingMessage & { rawBody?: Buffer };

// What Express gives a response, as far as n8n's nodes use it.
function likeExpress(response: ServerResponse) {
	return Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		json(body: object) {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(body));
		},
	});
}

/** Listens as a published workflow does, with n8n-core's own context for each request. */
export async function listen(
	sandbox: Sandbox,
	signing: IDataObject,
	parameters: INode['parameters'] = {},
): Promise<Listener> {
	const trigger = loadWebhookTrigger();
	const node: INode = {
		id: 'w',
		name: 'Video Generation Webhook Trigger',
		type: 'n8n-nodes-video-generation.videoGenerationWebhookTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: {
			videoGenerationApi: { id: '1', name: 'Sandbox' },
			videoGenerationWebhookApi: { id: '2', name: 'Signatures' },
		},
	};
	const workflow = new Workflow({
		id: 'webhook',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes(trigger, trigger),
	});
	const started: IDataObject[] = [];
	async function take(request: Request, response: ServerResponse): Promise<void> {
		request.rawBody = await buffer(request);
		const context = new WebhookContext(
			workflow,
			node,
			{
				...additionalDataFor(sandbox, signing),
				httpRequest: request,
				httpResponse: likeExpress(response),
			} as never,
			'webhook',
			{} as IWebhookData,
			[],
			null,
		);
		const { workflowData } = await trigger.webhook!.call(context);
		if (workflowData === undefined) return;
		started.push(...workflowData[0].map(({ json }) => json));
		response.end('{"message":"Workflow was started"}');
	}
	const server = createServer((request, response) => void take(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
		started,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
