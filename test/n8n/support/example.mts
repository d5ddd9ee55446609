import { readExample } from '../../../host/examples.mts';
import type { WorkflowJson } from '../../../host/session.mts';
import { apiOf } from '../../support/api.mts';
import type { Sandbox } from '../../support/sandbox.mts';

type Node = WorkflowJson['nodes'][number];

/** An example as it stands, with a user's credential in it. */
export async function exampleOf(credential: { id: string }, file: string): Promise<WorkflowJson> {
	const text = JSON.stringify(await readExample(file));
	return JSON.parse(text.replaceAll('videoSandboxCred', credential.id)) as WorkflowJson;
}

/** The same, with its uploads switched on and going to a receiver. */
export async function exampleFor(
	credential: { id: string },
	file: string,
	uploadUrl = '',
): Promise<WorkflowJson> {
	const text = JSON.stringify(await exampleOf(credential, file));
	const workflow = JSON.parse(
		text.replaceAll('https://example.com/upload', uploadUrl),
	) as WorkflowJson;
	for (const node of workflow.nodes) delete node.disabled;
	return workflow;
}

/** A node of a workflow. @throws Error where there is none of this name */
export function nodeOf(workflow: WorkflowJson, name: string): Node {
	const node = workflow.nodes.find((one) => one.name === name);
	if (!node) throw new Error(`No node "${name}" in the workflow "${workflow.name}".`);
	return node;
}

/** Sets parameters of a node, over those that it has. */
export function change(workflow: WorkflowJson, name: string, parameters: object): void {
	const node = nodeOf(workflow, name);
	node.parameters = { ...(node.parameters as object), ...parameters };
}

/** What the sandbox gives as a video's file. */
export async function served(sandbox: Sandbox, id: string): Promise<Buffer> {
	const answer = await apiOf(sandbox).call('GET', `/videos/${id}/content`);
	return Buffer.from(await answer.arrayBuffer());
}
