import type { WorkflowJson } from '../../../host/session.mts';
import { builtIn, start } from '../../n8n/support/workflow.mts';

type Node = WorkflowJson['nodes'][number];
type Saved = { id: string; name: string };

/** What a model calls the node in these workflows. */
export const TOOL = 'Wait_for_the_Video';

function langchain(name: string, type: string, typeVersion: number, parameters: object): Node {
	return {
		...builtIn(name, '', typeVersion, { ...parameters }),
		type: `@n8n/n8n-nodes-langchain.${type}`,
	};
}

function videoTool({ id, name }: Saved, parameters: object, settings: object = {}): Node {
	return {
		...builtIn(TOOL, '', 1, {
			resource: 'video',
			operation: 'suspendUntilCompleted',
			video: {
				__rl: true,
				mode: 'id',
				value: "={{ $fromAI('video_id', 'ID of the video', 'string') }}",
			},
			...parameters,
		}),
		type: 'n8n-nodes-video-generation.videoGenerationTool',
		credentials: { videoGenerationApi: { id, name } },
		...settings,
	};
}

const to = (connection: string, node: string) => ({
	[connection]: [[{ node, type: connection, index: 0 }]],
});

/** Start → AI Agent, with a model and the node as its tool. */
export function agentWorkflow(
	video: Saved,
	model: Saved,
	chatInput: string,
	tool: { parameters?: object; settings?: object } = {},
): WorkflowJson {
	const agent = langchain('Agent', 'agent', 3.1, {
		promptType: 'define',
		text: '={{ $json.chatInput }}',
	});
	const llm: Node = {
		...langchain('Model', 'lmChatOpenAi', 1.3, {
			model: { __rl: true, mode: 'id', value: 'gpt-5' },
			responsesApiEnabled: false,
		}),
		credentials: { openAiApi: { id: model.id, name: model.name } },
	};
	return {
		name: 'Agent',
		nodes: [
			builtIn(start, 'manualTrigger', 1, {}),
			agent,
			llm,
			videoTool(video, tool.parameters ?? {}, tool.settings),
		],
		connections: {
			[start]: to('main', 'Agent'),
			Model: to('ai_languageModel', 'Agent'),
			[TOOL]: to('ai_tool', 'Agent'),
		},
		settings: { executionOrder: 'v1' },
		pinData: { [start]: [{ json: { chatInput } }] },
	};
}

/** n8n's MCP server with the node as its tool. */
export function mcpWorkflow(video: Saved, path: string): WorkflowJson {
	const trigger = {
		...langchain('MCP Server', 'mcpTrigger', 2, { authentication: 'none', path }),
		webhookId: path,
	};
	return {
		name: 'MCP',
		nodes: [trigger, videoTool(video, { options: { pollInterval: 0.2 } })],
		connections: { [TOOL]: to('ai_tool', 'MCP Server') },
		settings: { executionOrder: 'v1' },
	};
}
