import { readProvider } from '../protocol/reading/providers';
import { sendOnce, type ApiRequest } from './http';
import { NetworkError } from './networkError';
import { isOk } from './response';
import type { Server } from './retrieve';

const TIMEOUT_MS = 10_000;

/**
 * Asks a gateway whose a model is. It may not say, or not to this key: then nobody knows, and the create says what is wrong.
 * @returns the gateway's name for the provider
 * @throws VideosError when the work is interrupted
 */
export async function providerOf(server: Server, model: string): Promise<string | undefined> {
	const { providers } = server.dialect;
	if (providers === undefined || model === '') return undefined;
	const apiRequest: ApiRequest = {
		method: 'GET',
		path: providers.path,
		resend: 'safe',
		reads: 'list',
		doing: 'ask for the provider of the model',
		timeoutMs: Math.min(TIMEOUT_MS, server.timeoutMs),
	};
	const response = await server
		.limit(async () => await sendOnce(server, apiRequest))
		.catch((error: unknown) => {
			if (error instanceof NetworkError) return undefined;
			throw error;
		});
	return readProvider(response && isOk(response) ? response.json : undefined, model);
}
