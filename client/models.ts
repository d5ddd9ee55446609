import { readDescriptions, type ModelDescription } from '../protocol/reading/modelDescription';
import { sendInTurn, type ApiRequest } from './http';
import { isOk } from './response';
import type { Server } from './retrieve';
import { throwIfInterrupted } from './signals';

// What a create waits for it at most, where the server is slow.
const LONGEST_WAIT_MS = 10_000;

/** The request for a list of models. A create waits for it. */
export function modelsRequest(path: string): ApiRequest {
	return {
		method: 'GET',
		path,
		resend: 'safe',
		reads: 'list',
		doing: 'list the models',
		priority: 'create',
	};
}

/**
 * Asks for a list that a create can do without: once, and not for long. What goes wrong here, the create itself reports if it matters.
 * @returns `undefined` where the server does not give the whole list in time
 * @throws VideosError when the work is interrupted
 */
export async function askList(server: Server, path: string): Promise<unknown> {
	const timeoutMs = Math.min(server.timeoutMs, LONGEST_WAIT_MS);
	const response = await sendInTurn(server, { ...modelsRequest(path), timeoutMs }).catch(() => {
		throwIfInterrupted(server.transport.stopSignal);
		return undefined;
	});
	const isWhole = response && isOk(response) && response.incomplete === undefined;
	return isWhole ? response.json : undefined;
}

/**
 * What a server says about its models, by their names.
 * @returns `undefined` where the server says nothing, or nothing that can be read in time
 * @throws VideosError when the work is interrupted
 */
export async function describeModels(
	server: Server,
): Promise<Map<string, ModelDescription> | undefined> {
	const { modelInfo } = server.dialect;
	if (modelInfo === undefined) return undefined;
	return readDescriptions(await askList(server, modelInfo.path));
}
