import type { CredentialJson, WorkflowJson } from '../../host/session.mts';
import { clip, type Clip } from '../clip.mts';

export type Node = WorkflowJson['nodes'][number];

/** What n8n needs to know of a credential that is saved in it. */
export type SavedCredential = Pick<CredentialJson, 'id' | 'name'>;

/** The credentials of the sandbox that an n8n has. */
export interface Credentials {
	videoGenerationApi: SavedCredential;
	openAiApi: SavedCredential;
}

/** One way to come from prompts to files. */
export interface Contender {
	/** as tables and plots call it */
	name: string;
	/** name of the node whose output carries the files */
	fileNode: string;
	/** Whether it makes its items one after the other. */
	isSerial?: boolean;
	/** its nodes, the first of which gets the items */
	nodes(credentials: Credentials, video: Clip): Node[];
	/** a line a wire: from which node's which output to which node */
	wires: Array<[from: string, output: number, to: string]>;
}

/** The trigger of every workflow here. */
export const triggerName = 'Start';

function connectionsOf(wires: Contender['wires']): WorkflowJson['connections'] {
	const connections: Record<string, { main: Array<Array<Record<string, unknown>>> }> = {};
	for (const [from, output, to] of wires) {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output].push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

/**
 * A contender's workflow: a trigger that hands out items, and its nodes behind it.
 * @param items how many prompts, or the items themselves
 * @param video over what everybody asks for
 */
export function workflowOf(
	contender: Contender,
	credentials: Credentials,
	items: number | Array<Record<string, unknown>>,
	video: Partial<Clip> = {},
): WorkflowJson {
	const nodes = contender.nodes(credentials, { ...clip, ...video });
	const prompt = { prompt: clip.prompt };
	const handedOut = typeof items === 'number' ? Array(items).fill(prompt) : items;
	const trigger = {
		name: triggerName,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	return {
		name: `Benchmark: ${contender.name}`,
		nodes: [trigger, ...nodes].map((node, index) => ({
			id: `node-${index}`,
			position: [index * 200, 0],
			...node,
		})),
		connections: connectionsOf([[triggerName, 0, nodes[0].name], ...contender.wires]),
		settings: { executionOrder: 'v1' },
		pinData: {
			[triggerName]: handedOut.map((json) => ({ json })),
		},
	};
}
