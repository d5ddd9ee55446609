import { randomUUID } from 'node:crypto';
import { PollContext } from 'n8n-core';
import { Workflow, type IDataObject, type INode, type INodeExecutionData } from 'n8n-workflow';
import { additionalDataFor } from './engine.mts';
import { loadTrigger, nodeTypes } from './types.mts';

type Server = { baseUrl: string; key: string };
type Mode = ConstructorParameters<typeof PollContext>[3];
type Activation = ConstructorParameters<typeof PollContext>[4];

/** A trigger in one activation of a workflow, polled when the test says so. */
export interface Watcher {
	/** One poll; the items that it emits. */
	poll(): Promise<INodeExecutionData[]>;
	/** The errors that were raised beside what was emitted. */
	errors: Error[];
	/** What n8n would store. */
	memory(): IDataObject;
}

/** How the workflow of a trigger was started. */
export interface Start {
	parameters?: IDataObject;
	credential?: IDataObject;
	activation?: Activation;
	mode?: Mode;
	/** What n8n stored before. */
	memory?: IDataObject;
	/** One of its own by default. */
	workflowId?: string;
	/** n8n's time for a poll, in milliseconds. */
	budgetMs?: number;
	/** Whether the host is older than that. */
	isOld?: boolean;
}

/** Activates a workflow with the compiled trigger in n8n-core's own context. */
export function watch(server: Server, start: Start = {}): Watcher {
	const { parameters = {}, credential, activation = 'activate', mode = 'trigger', memory } = start;
	const trigger = loadTrigger();
	const node: INode = {
		id: 't',
		name: 'Video Generation Trigger',
		type: 'n8n-nodes-video-generation.videoGenerationTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { videoGenerationApi: { id: '1', name: 'Sandbox' } },
	};
	const workflow = new Workflow({
		id: start.workflowId ?? randomUUID(),
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes(trigger, trigger),
		staticData: memory && { 'node:Video Generation Trigger': memory },
	});
	const errors: Error[] = [];
	const context = new PollContext(
		workflow,
		node,
		additionalDataFor(server, credential),
		mode,
		activation,
		undefined,
		(error) => void errors.push(error),
		undefined,
		undefined,
		undefined,
		start.budgetMs === undefined ? undefined : () => start.budgetMs!,
	);
	if (start.isOld) Object.defineProperty(context, 'getPollBudgetMs', { value: undefined });
	return {
		errors,
		poll: async () => (await trigger.poll!.call(context))?.[0] ?? [],
		memory: () => JSON.parse(JSON.stringify(workflow.getStaticData('node', node))) as IDataObject,
	};
}
