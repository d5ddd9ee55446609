import { readProvider } from '../protocol/reading/providers';
import { askList } from './models';
import type { Server } from './retrieve';

/**
 * Asks a gateway whose a model is. It may not say, or not to this key: then nobody knows, and the create says what is wrong.
 * @returns the gateway's name for the provider
 * @throws VideosError when the work is interrupted
 */
export async function providerOf(server: Server, model: string): Promise<string | undefined> {
	const { providers, modelInfo } = server.dialect;
	if (providers === undefined || modelInfo === undefined || model === '') return undefined;
	return readProvider(await askList(server, modelInfo.path), model);
}
