import type { WorkflowJson } from '../../host/session.mts';
import { names } from '../../test/durable/support/suspendWorkflow.mts';

const OTHER_LENGTH = '8';

/**
 * The same workflow for videos of another length: what n8n loads for its first executions is no wait's, and
 * their render times must say nothing about those that are measured.
 */
export function forWarmUp(workflow: WorkflowJson): WorkflowJson {
	const nodes = workflow.nodes.map((node) =>
		node.name === names.create
			? { ...node, parameters: { ...(node.parameters as object), seconds: OTHER_LENGTH } }
			: node,
	);
	return { ...workflow, nodes };
}
