import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { additionalDataFor, buildWorkflow, nodeUnderTest } from './engine.mts';

type Search = (filter?: string, token?: string) => Promise<INodeListSearchResult>;

/** Asks for one of the node's lists, as the editor does. */
export async function searchList(
	server: { baseUrl: string; key: string },
	method: 'searchModels' | 'searchVideos',
	filter?: string,
	token?: string,
	credential?: IDataObject,
): Promise<INodeListSearchResult> {
	const workflow = buildWorkflow({ parameters: {} });
	const node = workflow.getNode('Video Generation')!;
	const context = new LoadOptionsContext(workflow, node, additionalDataFor(server, credential), '');
	const search = nodeUnderTest.methods?.listSearch?.[method] as Search;
	return await search.call(context, filter, token);
}
