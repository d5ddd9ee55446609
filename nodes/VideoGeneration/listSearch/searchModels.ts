import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readModels } from '../../../protocol/reading/models';
import { askServer, serverDialect } from './askServer';

async function modelsOf(context: ILoadOptionsFunctions): Promise<string[]> {
	const { modelsPath, models = [] } = await serverDialect(context);
	const request = { path: modelsPath, doing: 'list the models' };
	return await askServer(context, request)
		.then(readModels)
		.catch((error: unknown) => {
			// Some servers have no list of models.
			if (models.length > 0) return [...models];
			throw error;
		});
}

/** The server's models for the editor's list, those that look like video models first. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const results = (await modelsOf(this))
		.filter((id) => id.toLowerCase().includes(wanted))
		.map((id) => ({ name: id, value: id }));
	return { results };
}
