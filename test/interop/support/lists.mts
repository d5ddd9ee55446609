import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { additionalDataFor, buildWorkflow, nodeUnderTest } from '../../engine/support/engine.mts';
import type { PeerServer } from './stage.mts';

type Search = (this: LoadOptionsContext) => Promise<INodeListSearchResult>;

/** The values of one of the node's lists, asked for as the editor does. */
export async function listValues(
	server: PeerServer,
	method: 'searchModels' | 'searchSizes' | 'searchSeconds' | 'searchVideos',
	parameters: IDataObject = {},
): Promise<unknown[]> {
	const workflow = buildWorkflow({ parameters: { operation: 'create', ...parameters } });
	const node = workflow.getNode('Video Generation')!;
	const additionalData = additionalDataFor(server, server.credential);
	additionalData.currentNodeParameters = node.parameters;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const search = nodeUnderTest.methods?.listSearch?.[method] as Search;
	return (await search.call(context)).results.map(({ value }) => value);
}
