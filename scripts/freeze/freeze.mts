import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { credentialTypes, descriptions } from '../descriptions.mts';
import { formsOf } from './forms.mts';
import { defaultsOf, ofCredential, ofNode, saved } from './parameters.mts';
import { formWorkflow, runnableWorkflow } from './savedWorkflows.mts';
import { RUNNABLE, TRIGGERED } from './workflows.mts';

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
