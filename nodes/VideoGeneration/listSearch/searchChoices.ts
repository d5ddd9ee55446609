import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { modelsRequest } from '../../../client/models';
import { pathOf } from '../../../protocol/dialects/paths';
import { readDescriptions, sizesOf } from '../../../protocol/reading/modelDescription';
import { shapeOf } from '../../../protocol/media/shape';
import { askServer, serverDialect } from './askServer';

// Only a list of models that is made for videos says what they take.
async function choicesOf(
	context: ILoadOptionsFunctions,
): Promise<{ sizes: string[]; seconds: string[] }> {
	const dialect = await serverDialect(context);
	const model = context.getCurrentNodeParameter('model', { extractValue: true });
	const models = await askServer(context, modelsRequest(pathOf(dialect, 'models')))
		.then(readDescriptions)
		.catch(() => undefined);
	const description = models?.get(typeof model === 'string' ? model : '') ?? {};
	const ownSizes = sizesOf(description);
	return {
		sizes: ownSizes.length > 0 ? ownSizes : [...dialect.sizes],
		seconds: description.seconds ?? [...dialect.seconds],
	};
}

function toList(
	values: string[],
	filter: string,
	nameOf: (value: string) => string,
): INodeListSearchResult {
	const results = values
		.map((value) => ({ name: nameOf(value), value }))
		.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
	// The way back, once something is chosen.
	return { results: [{ name: "Server's Default", value: '' }, ...results] };
}

function sizeName(size: string): string {
	const shape = shapeOf(size);
	return shape === undefined ? size : `${size} (${shape})`;
}

/** The sizes that the chosen model takes, as its server tells or as they are known of the server. */
export async function searchSizes(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return toList((await choicesOf(this)).sizes, filter, sizeName);
}

/** The lengths that the chosen model takes, as its server tells or as they are known of the server. */
export async function searchSeconds(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return toList((await choicesOf(this)).seconds, filter, (seconds) => `${seconds} s`);
}
