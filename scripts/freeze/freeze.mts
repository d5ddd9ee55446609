import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { credentialTypes, descriptions } from '../descriptions.mts';
import { formsOf, type Filled } from './forms.mts';
import { defaultsOf, newest, saved, type Form } from './parameters.mts';
import { RUNNABLE, TRIGGERED, type Runnable } from './workflows.mts';

const PACKAGE = 'n8n-nodes-video-generation';

/** What n8n knows of a node's form. */
export const ofNode = (description: INodeTypeDescription): Form => ({
	name: description.name,
	properties: description.properties,
	description,
});

/** What n8n knows of a credential's form. */
export const ofCredential = ({ name, properties }: ICredentialType): Form => ({
	name,
	properties,
	description: null,
});

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

/** One node beside the other, filled in one way each. */
function formWorkflow(description: INodeTypeDescription, name: string, forms: Filled[]): Workflow {
	const nodes = forms.map((one, place) => nodeOf(description, one.name, one.values, place));
	return workflowOf(name, nodes);
}

/** One node after the other. */
function runnableWorkflow(all: INodeTypeDescription[], { name, items, steps }: Runnable): Workflow {
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

/** The operations of a node, each with the values that choose it; a trigger has one without a name. */
function operationsOf({ properties }: INodeTypeDescription) {
	const lists = properties.filter(({ name }) => name === 'operation');
	const all = lists.flatMap(({ options, displayOptions }) => {
		const resource = displayOptions?.show?.resource?.[0];
		return (options as Array<{ value: string }>).map(({ value }) => ({
			resource,
			operation: value,
		}));
	});
	return all.length > 0 ? all : [{}];
}

/** Writes what a release must keep: its saved workflows and credentials, what n8n reads from them, and what they give. */
export function freezeInto(folder: string): void {
	const write = (kind: string, name: string, content: unknown) => {
		const file = path.join(folder, kind, `${name.replaceAll(/\W+/g, '-')}.json`);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify(content, null, '\t')}\n`);
	};
	rmSync(folder, { recursive: true, force: true });
	const all = descriptions();
	for (const description of all) {
		const form = ofNode(description);
		for (const choice of operationsOf(description)) {
			const name = [description.name, ...Object.values(choice)].join(' ');
			const workflow = formWorkflow(description, name, formsOf(form, choice));
			write('forms', name, workflow);
			const read = workflow.nodes as Array<{ name: string; parameters: object }>;
			const defaults = read.map((node) => [node.name, defaultsOf(form, node.parameters)]);
			write('defaults', name, Object.fromEntries(defaults));
		}
	}
	for (const type of credentialTypes()) {
		const form = ofCredential(type);
		const forms = formsOf(form).map(({ name, values }) => ({
			...{ id: name, name, type: type.name, data: saved(form, values) },
		}));
		write('credentials', type.name, forms);
		const defaults = forms.map(({ name, data }) => [name, defaultsOf(form, data)]);
		write('defaults', type.name, Object.fromEntries(defaults));
	}
	for (const runnable of [...RUNNABLE, ...TRIGGERED]) {
		write('runs', runnable.name, runnableWorkflow(all, runnable));
		write('gives', runnable.name, runnable.gives);
	}
}
