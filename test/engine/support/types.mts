import path from 'node:path';
import { RoutingNode, DirectoryLoader } from 'n8n-core';
import type { ExecuteContext } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes } from 'n8n-workflow';

const dist = path.join(process.cwd(), 'dist');

function load<T>(file: string, className: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const loaded = require(path.join(dist, file)) as Record<string, new () => T>;
	return new loaded[className]();
}

/** The compiled node, prepared as n8n prepares a declarative node (n8n 2.41, node-types.js). */
export function loadNode(): INodeType {
	const node = load<INodeType>('nodes/VideoGeneration/VideoGeneration.node.js', 'VideoGeneration');
	DirectoryLoader.applyDeclarativeNodeOptionParameters(node);
	node.execute = async function () {
		return (await new RoutingNode(this as unknown as ExecuteContext, node).runNode()) ?? [];
	};
	return node;
}

/** The compiled trigger. */
export function loadTrigger(): INodeType {
	return load<INodeType>(
		'nodes/VideoGenerationTrigger/VideoGenerationTrigger.node.js',
		'VideoGenerationTrigger',
	);
}

/** The compiled webhook trigger. */
export function loadWebhookTrigger(): INodeType {
	return load<INodeType>(
		'nodes/VideoGenerationWebhookTrigger/VideoGenerationWebhookTrigger.node.js',
		'VideoGenerationWebhookTrigger',
	);
}

/** The compiled credential type. */
export function loadCredential(): ICredentialType {
	return load<ICredentialType>(
		'credentials/VideoGenerationApi.credentials.js',
		'VideoGenerationApi',
	);
}

/** Node types for a workflow of a start node that hands out given items, and the node under test. */
export function nodeTypes(start: INodeType, node: INodeType): INodeTypes {
	const byName = (name: string) => (name === 'test.start' ? start : node);
	return {
		getByName: byName,
		getByNameAndVersion: byName,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
}
