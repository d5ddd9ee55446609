import { readDescriptions, type ModelDescription } from '../protocol/reading/modelDescription';
import { sendOnce, type ApiRequest } from './http';
import { isOk } from './response';
import type { Server } from './retrieve';

// What a create waits for it at most, where the server is slow.
const LONGEST_WAIT_MS = 10_000;

/** The request for a list of models. */
export function modelsRequest(path: string): ApiRequest {
	return { method: 'GET', path, resend: 'safe', reads: 'list', doing: 'list the models' };
}

/**
 * What a server says about its models, by their names. It is asked once and not for long: a create can do without it.
 * @returns `undefined` where the server says nothing, or nothing that can be read in time
 */
export async function describeModels(
	server: Server,
): Promise<Map<string, ModelDescription> | undefined> {
	const { modelInfo } = server.dialect;
	if (modelInfo === undefined) return undefined;
	const timeoutMs = Math.min(server.timeoutMs, LONGEST_WAIT_MS);
	const apiRequest = { ...modelsRequest(modelInfo.path), timeoutMs };
	// Whatever goes wrong here, the create itself reports, if it matters to it.
	const response = await server
		.limit(async () => await sendOnce(server, apiRequest))
		.catch(() => undefined);
	const isWhole = response && isOk(response) && response.incomplete === undefined;
	return isWhole ? readDescriptions(response.json) : undefined;
}
