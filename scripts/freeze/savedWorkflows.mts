import type { INodeTypeDescription } from 'n8n-workflow';
import type { Filled } from './forms.mts';
import { newest, ofNode, saved } from './parameters.mts';
import type { Runnable } from './workflows.mts';

const PACKAGE = 'n8n-nodes-video-generation';

type Workflow = ReturnType<typeof workflowOf>;

function nodeOf(description: INodeTypeDescription, name: string, values: object, place: number) {
	const { operation } = values as { operation?: string };
	const credentials = (description.credentials ?? []).filter(
		({ displayOptions }) => !displayOptions?.hide?.operation?.includes(operation),
	);
	return {
		id: name.toLowerCase().replaceAll(/\W+/g, '-'),
		name,
		type: `${PACKAGE}.${description.name}`,
		typeVersion: newest(description),
		position: [200 * place, 0],
		parameters: saved(ofNode(description), values),
		credentials: Object.fromEntries(
			credentials.map((one) => [one.name, { id: one.name, name: one.name }]),
		),
	};
}

function workflowOf(name: string, nodes: object[], connections = {}, pinData = {}) {
	return { name, nodes, connections, settings: { executionOrder: 'v1' }, pinData };
}

/** A workflow of nodes beside each other, filled in one way each. */
export function formWorkflow(
	description: INodeTypeDescription,
	name: string,
	forms: Filled[],
): Workflow {
	const nodes = forms.map((one, place) => nodeOf(description, one.name, one.values, place));
	return workflowOf(name, nodes);
}

/** A workflow of nodes one after the other. @param all our nodes */
export function runnableWorkflow(
	all: INodeTypeDescription[],
	{ name, items, steps }: Runnable,
): Workflow {
	const start = {
		...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
		...{ position: [0, 0], parameters: {} },
	};
	const own = steps.map((step, place) => {
		const description = all.find((one) => one.name === (step.type ?? 'videoGeneration'))!;
		return nodeOf(description, step.name, step.parameters, place + 1);
	});
	const nodes = items.length > 0 ? [start, ...own] : own;
	const connections = nodes
		.slice(1)
		.map((node, n) => [nodes[n].name, { main: [[{ node: node.name, type: 'main', index: 0 }]] }]);
	const pinned = items.length > 0 ? { Start: items.map((json) => ({ json })) } : {};
	return workflowOf(name, nodes, Object.fromEntries(connections) as object, pinned);
}
