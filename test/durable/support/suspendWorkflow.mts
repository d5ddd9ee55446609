import type { WorkflowJson } from '../../../host/session.mts';
import { builtIn, start } from '../../n8n/support/workflow.mts';

/** Names of the workflow's nodes, as they are in an execution's data. */
export const names = { create: 'Create', suspend: 'Suspend', done: 'Download', bad: 'Bad Ones' };

/** What differs between the workflows of a suspended wait. */
export interface SuspendWorkflow {
	credential: { id: string; name: string };
	/** One video is created of each; a video's id instead is waited for as it is. */
	prompts: string[];
	/** Started by a call of this webhook, with `{prompts}`; by hand without it. */
	webhookPath?: string;
	/** Parameters of the suspending node. */
	parameters?: Record<string, unknown>;
	/** Settings of the suspending node. */
	node?: Record<string, unknown>;
	/** Settings of the workflow. */
	settings?: Record<string, unknown>;
}

function videoNode(
	name: string,
	{ credential }: SuspendWorkflow,
	parameters: Record<string, unknown>,
): WorkflowJson['nodes'][number] {
	const { id, name: credentialName } = credential;
	return {
		id: name,
		name,
		type: 'n8n-nodes-video-generation.videoGeneration',
		typeVersion: 1,
		position: [200, 0],
		parameters: { resource: 'video', ...parameters },
		credentials: { videoGenerationApi: { id, name: credentialName } },
	};
}

const to = (...nodes: string[]) => ({
	main: nodes.map((node) => [{ node, type: 'main', index: 0 }]),
});
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Start → Create (the job at once) → Suspend Until Completed → Download; errors go to a node of their own. */
export function suspendWorkflow(options: SuspendWorkflow): WorkflowJson {
	const { prompts, webhookPath, parameters, node, settings } = options;
	const trigger = webhookPath
		? {
				...builtIn('Call', 'webhook', 2, { httpMethod: 'POST', path: webhookPath }),
				webhookId: webhookPath,
			}
		: builtIn(start, 'manualTrigger', 1, {});
	const split = builtIn('Prompts', 'splitOut', 1, {
		fieldToSplitOut: webhookPath ? 'body.prompts' : 'prompts',
		options: { destinationFieldName: 'line' },
	});
	const create = videoNode(names.create, options, {
		operation: 'create',
		prompt: '={{ $json.line }}',
		model: byId('sora-2'),
		seconds: '4',
		size: '720x1280',
		returnWhat: 'job',
		options: { includeInputFields: true },
	});
	const suspend = videoNode(names.suspend, options, {
		operation: 'suspendUntilCompleted',
		video: byId('={{ $json.id }}'),
		...parameters,
	});
	const download = videoNode(names.done, options, {
		operation: 'download',
		video: byId('={{ $json.id }}'),
	});
	return {
		name: `Suspended ${webhookPath ?? 'by hand'}`,
		nodes: [
			trigger,
			split,
			create,
			{ ...suspend, ...node },
			download,
			builtIn(names.bad, 'noOp', 1, {}),
		],
		connections: {
			[trigger.name]: to('Prompts'),
			Prompts: to(names.create),
			[names.create]: to(names.suspend),
			[names.suspend]: to(names.done, names.bad),
		},
		settings: { executionOrder: 'v1', ...settings },
		...(webhookPath === undefined && { pinData: { [start]: [{ json: { prompts } }] } }),
	};
}

/** The same workflow with another operation in the place of the suspended wait. */
export function withOperation(workflow: WorkflowJson, operation: string): WorkflowJson {
	const nodes = workflow.nodes.map((node) =>
		node.name === names.suspend
			? { ...node, parameters: { ...(node.parameters as object), operation, downloadFile: false } }
			: node,
	);
	return { ...workflow, nodes };
}
