import type { CredentialJson, WorkflowJson } from '../../../host/session.mts';

type Node = WorkflowJson['nodes'][number];

/** Name of the manual trigger in every workflow here. */
export const start = 'Start';
/** Name of the node under test. */
export const video = 'Video';

interface VideoWorkflow {
	credential: CredentialJson;
	/** what the trigger hands out: an item each */
	items: Array<Record<string, unknown>>;
	/** the node's parameters, over a create that returns the finished file */
	parameters?: Record<string, unknown>;
	/** the node's settings: `onError`, `retryOnFail`, `maxTries`, `waitBetweenTries` */
	settings?: Record<string, unknown>;
	/** nodes behind the node's outputs, an element an output */
	next?: Array<Node | undefined>;
}

/** A node of n8n's own, for the place behind the node under test. */
export function builtIn(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): Node {
	return {
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		parameters,
		position: [400, 0],
	};
}

/** A workflow as a user would build it: a trigger with items, the node, and what comes behind it. */
export function videoWorkflow(options: VideoWorkflow): WorkflowJson {
	const { credential, items, parameters, settings, next = [] } = options;
	const { id, name } = credential;
	const behind = next.filter((node) => node !== undefined);
	return {
		name: 'Test',
		nodes: [
			{ ...builtIn(start, 'manualTrigger', 1, {}), position: [0, 0] },
			{
				id: 'node-under-test',
				name: video,
				type: 'n8n-nodes-video-generation.videoGeneration',
				typeVersion: 1,
				position: [200, 0],
				parameters: {
					resource: 'video',
					operation: 'create',
					prompt: '={{ $json.prompt }}',
					model: { __rl: true, mode: 'id', value: 'sora-2' },
					seconds: '4',
					size: '720x1280',
					returnWhat: 'file',
					options: { pollInterval: 0.2 },
					...parameters,
				},
				credentials: { videoGenerationApi: { id, name } },
				...settings,
			},
			...behind,
		],
		connections: {
			[start]: { main: [[{ node: video, type: 'main', index: 0 }]] },
			[video]: {
				main: next.map((node) => (node ? [{ node: node.name, type: 'main', index: 0 }] : [])),
			},
		},
		settings: { executionOrder: 'v1' },
		pinData: { [start]: items.map((json) => ({ json })) },
	};
}
