import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult } from 'n8n-workflow';
import { additionalDataFor, buildWorkflow, nodeUnderTest } from '../../engine/support/engine.mts';
import type { PathServer, Settings } from './path.mts';

type Search = () => Promise<INodeListSearchResult>;

/** Asks for one of the node's lists, as the editor does. @param method its name in the description */
export async function searchAs(
	server: PathServer,
	method: string,
	{ credential, options = {} }: Settings,
): Promise<INodeListSearchResult> {
	const workflow = buildWorkflow({ parameters: { options } });
	const node = workflow.getNode('Video Generation')!;
	const additionalData = additionalDataFor(server, credential);
	additionalData.currentNodeParameters = { options } as never;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return await (nodeUnderTest.methods!.listSearch![method] as unknown as Search).call(context);
}
