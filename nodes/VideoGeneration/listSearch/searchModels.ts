import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pathOf } from '../../../protocol/dialects/paths';
import { readModels } from '../../../protocol/reading/models';
import { askServer, serverDialect } from './askServer';

async function modelsOf(context: ILoadOptionsFunctions): Promise<string[]> {
	const dialect = await serverDialect(context);
	const { models = [] } = dialect;
	const request = { path: pathOf(dialect, 'models'), doing: 'list the models' };
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
