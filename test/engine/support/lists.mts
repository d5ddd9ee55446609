import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { additionalDataFor, buildWorkflow, nodeUnderTest } from './engine.mts';

type Search = (filter?: string, token?: string) => Promise<INodeListSearchResult>;

/** What the form and the credential hold, and what is typed into the list. */
export interface ListSearch {
	parameters?: INodeParameters;
	credential?: IDataObject;
	filter?: string;
	/** Of the next page. */
	token?: string;
}

/** Asks for one of the node's lists, as the editor does. */
export async function searchList(
	server: { baseUrl: string; key: string },
	method: 'searchModels' | 'searchSeconds' | 'searchSizes' | 'searchVideos',
	{ parameters = {}, credential, filter, token }: ListSearch = {},
): Promise<INodeListSearchResult> {
	const workflow = buildWorkflow({ parameters });
	const node = workflow.getNode('Video Generation')!;
	const additionalData = {
		...additionalDataFor(server, credential),
		currentNodeParameters: parameters,
	};
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const search = nodeUnderTest.methods?.listSearch?.[method] as Search;
	return await search.call(context, filter, token);
}
