import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { modelsRequest } from '../../../client/models';
import { pathOf } from '../../../protocol/dialects/paths';
import { readDescriptions } from '../../../protocol/reading/modelDescription';
import type { Price } from '../../../protocol/reading/modelPrice';
import { readModels } from '../../../protocol/reading/models';
import { askServer, serverDialect } from './askServer';
import { priceText } from './priceText';

interface ListedModel {
	id: string;
	price?: Price;
}

/** The models of the list, and their prices, which some servers tell in a list of their own. */
async function modelsOf(context: ILoadOptionsFunctions): Promise<ListedModel[]> {
	const dialect = await serverDialect(context);
	const { modelInfo, models = [] } = dialect;
	const path = pathOf(dialect, 'models');
	const info = modelInfo?.path ?? path;
	const [list, described] = await Promise.allSettled([
		askServer(context, modelsRequest(path)),
		info === path ? undefined : askServer(context, modelsRequest(info)),
	]);
	if (list.status === 'rejected') {
		// Some servers have no list of models.
		if (models.length > 0) return models.map((id) => ({ id }));
		throw list.reason;
	}
	const prices = described.status === 'fulfilled' ? (described.value ?? list.value) : undefined;
	const descriptions = readDescriptions(prices);
	return readModels(list.value).map((id) => ({ id, price: descriptions?.get(id)?.price }));
}

/** The server's models for the editor's list, with their prices; those that look like video models first. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const results = (await modelsOf(this))
		.filter(({ id }) => id.toLowerCase().includes(wanted))
		.map(({ id, price }) => ({ name: price ? `${id} (${priceText(price)})` : id, value: id }));
	return { results };
}
