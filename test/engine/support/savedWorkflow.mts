import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
} from 'n8n-workflow';
import type { Frozen } from '../../support/frozen.mts';
import { additionalDataFor, nodeUnderTest, startNode } from './engine.mts';

type Saved = Frozen['runs'][string];

/** n8n's manual trigger, and our node. */
function typesFor(start: INodeType): INodeTypes {
	const known: Record<string, INodeType> = {
		'n8n-nodes-base.manualTrigger': start,
		'n8n-nodes-video-generation.videoGeneration': nodeUnderTest,
	};
	const get = (type: string) => known[type];
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) } as INodeTypes;
}

/**
 * Runs a saved workflow from its manual trigger, which hands out what is pinned to it.
 * @returns what its last node gives
 */
export async function runSaved(
	server: { baseUrl: string; key: string },
	{ nodes, connections, pinData = {} }: Saved,
): Promise<INodeExecutionData[]> {
	const [start] = nodes;
	const workflow = new Workflow({
		id: 'saved',
		nodes,
		connections,
		active: false,
		nodeTypes: typesFor(startNode(pinData[start.name] ?? [])),
		settings: { executionOrder: 'v1' },
	});
	// As `n8n execute` does: nothing is suspended there.
	const execution = new WorkflowExecute(
		{ ...additionalDataFor(server), getRunExecutionData: async () => undefined },
		'cli',
		createRunExecutionData({}),
	);
	const run: IRun = await execution.run({ workflow, startNode: workflow.getNode(start.name)! });
	const { error, runData } = run.data.resultData;
	if (error) throw error;
	return runData[nodes.at(-1)!.name]?.at(-1)?.data?.main[0] ?? [];
}
