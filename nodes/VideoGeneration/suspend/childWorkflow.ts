import type {
	IConnections,
	INode,
	INodeParameters,
	IWorkflowBase,
	IWorkflowSettings,
} from 'n8n-workflow';
import type { Suspension } from './settings';

const PARK = 'Wait';
const CHECK = 'Check the Videos';
const IS_WAITING = 'Still Waiting?';
const DONE = 'Finished';

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
	column: number,
): INode {
	return { id: name, name, type, typeVersion, parameters, position: [column * 200, 0] };
}

function connected(...pairs: Array<[from: string, ...to: string[]]>): IConnections {
	return Object.fromEntries(
		pairs.map(([from, ...to]) => [
			from,
			{ main: to.map((name) => [{ node: name, type: 'main' as const, index: 0 }]) },
		]),
	);
}

// An agent's tool carries the node's type with an ending that n8n knows only there.
function typeOf({ type }: INode): string {
	return type.replace(/Tool$/, '');
}

function checkNode(user: INode, suspension: Suspension): INode {
	const parameters = {
		resource: 'video',
		operation: 'suspendUntilCompleted',
		// n8n wants a required field filled in.
		video: { __rl: true, mode: 'id', value: 'those of the input' },
		// As text, since a value that begins with "=" would be an expression.
		suspension: JSON.stringify(suspension),
	};
	const { typeVersion, credentials } = user;
	return { ...node(CHECK, typeOf(user), typeVersion, parameters, 2), credentials };
}

function isWaiting(): INodeParameters {
	const operator = { type: 'number', operation: 'exists', singleValue: true };
	const leftValue = '={{ $json.suspended?.next_check_in_seconds }}';
	return {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [{ id: 'waiting', leftValue, rightValue: '', operator }],
			combinator: 'and',
		},
		options: {},
	};
}

/** The first node. It says whose videos these are: n8n's list of executions shows the child under the user's workflow. */
function startNode(user: INode, { parent }: Suspension, workflow: string): INode {
	const type = 'n8n-nodes-base.executeWorkflowTrigger';
	const name = parent === undefined ? 'Videos' : `Videos of Execution ${parent.executionId}`;
	const whose = parent === undefined ? 'An execution' : `Execution ${parent.executionId}`;
	return {
		...node(name, type, 1.1, { inputSource: 'passthrough' }, 0),
		notes: `${whose} waits for these videos, in the node "${user.name}" of the workflow "${workflow}". It continues when all of them have ended. To stop waiting, stop that execution.`,
		notesInFlow: true,
	};
}

/**
 * The workflow that parks and checks until all videos have ended, of n8n's own nodes and this one. It has its own settings: with
 * those of the user's workflow, n8n might not store it, or start the user's error workflow for it.
 * @param user the node that suspends
 * @param workflow the user's workflow: its name, and what it says of showing data
 */
export function childWorkflow(
	user: INode,
	suspension: Suspension,
	workflow: { name: string; settings: IWorkflowSettings },
): Pick<IWorkflowBase, 'name' | 'nodes' | 'connections' | 'settings'> {
	const { redactionPolicy } = workflow.settings;
	const start = startNode(user, suspension, workflow.name);
	return {
		name: `${workflow.name}: ${user.name}`,
		nodes: [
			start,
			node(
				PARK,
				'n8n-nodes-base.wait',
				1.1,
				{
					resume: 'timeInterval',
					amount: '={{ $json.suspended.next_check_in_seconds }}',
					unit: 'seconds',
				},
				1,
			),
			checkNode(user, suspension),
			node(IS_WAITING, 'n8n-nodes-base.if', 2.2, isWaiting(), 3),
			node(DONE, 'n8n-nodes-base.noOp', 1, {}, 4),
		],
		connections: connected(
			[start.name, PARK],
			[PARK, CHECK],
			[CHECK, IS_WAITING],
			[IS_WAITING, PARK, DONE],
		),
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
			saveManualExecutions: true,
			callerPolicy: 'workflowsFromSameOwner',
			...(redactionPolicy && { redactionPolicy }),
			// Its end is the deadline that it carries.
			executionTimeout: -1,
		},
	};
}
