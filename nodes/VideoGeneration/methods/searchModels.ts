import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readModels } from '../../../protocol/models';
import { askServer } from './connection';

/** The server's models for the editor's list, those that look like video models first. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const answer = await askServer(this, {
		method: 'GET',
		path: '/models',
		doing: 'list the models',
	});
	const wanted = filter.toLowerCase();
	const results = readModels(answer)
		.filter((id) => id.toLowerCase().includes(wanted))
		.map((id) => ({ name: id, value: id }));
	return { results };
}
