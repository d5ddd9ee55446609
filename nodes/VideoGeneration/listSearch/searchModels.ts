import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { modelsRequest } from '../../../client/models';
import { pathOf } from '../../../protocol/dialects/paths';
import { readDescriptions } from '../../../protocol/reading/modelDescription';
import type { Price } from '../../../protocol/reading/modelPrice';
import { readModels } from '../../../protocol/reading/models';
import { askServer, serverDialect } from './askServer';
import { priceText } from './priceText';

type Models = ReturnType<typeof readModels>;

interface ListedModel {
	id: string;
	price?: Price;
}

// What a user types to see all models.
const ALL = '*';

/** Which of the models the editor shows: those for videos, where there are some; all that fit, once the user searches. */
function shown({ video, other }: Models, filter: string): string[] {
	const all = [...video, ...other];
	if (filter === ALL) return all;
	if (filter !== '') return all.filter((id) => id.toLowerCase().includes(filter));
	return video.length > 0 ? video : other;
}

/** The models of the list, and their prices, which some servers tell in a list of their own. */
async function modelsOf(context: ILoadOptionsFunctions, filter: string): Promise<ListedModel[]> {
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
		if (models.length > 0) {
			return shown({ video: [...models], other: [] }, filter).map((id) => ({ id }));
		}
		throw list.reason;
	}
	const prices = described.status === 'fulfilled' ? (described.value ?? list.value) : undefined;
	const descriptions = readDescriptions(prices);
	const ids = shown(readModels(list.value), filter);
	return ids.map((id) => ({ id, price: descriptions?.get(id)?.price }));
}

/** The server's models for the editor's list, with their prices. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const models = await modelsOf(this, filter.trim().toLowerCase());
	const nameOf = ({ id, price }: ListedModel) => (price ? `${id} (${priceText(price)})` : id);
	return { results: models.map((model) => ({ name: nameOf(model), value: model.id })) };
}
