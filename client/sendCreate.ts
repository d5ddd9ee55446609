import type { Connection } from './connection';
import { judgeNetworkError, judgeResponse, type CreateOutcome } from './createPolicy';
import { responseFailure, send, type ApiRequest } from './http';
import { NetworkError } from './networkError';
import type { ApiResponse } from './response';

/** A create that was sent: what came back, and what that means. */
export interface SentCreate {
	/** Undefined where no answer came. */
	response: ApiResponse | undefined;
	outcome: CreateOutcome;
}

/** Sends a create and judges what comes back. @throws VideosError only when the work is interrupted */
export async function sendAndJudge(
	connection: Connection,
	apiRequest: ApiRequest,
): Promise<SentCreate> {
	const response = await send(connection, apiRequest).catch((error: unknown) => {
		if (error instanceof NetworkError) return error;
		throw error;
	});
	if (response instanceof NetworkError) {
		return { response: undefined, outcome: judgeNetworkError(response) };
	}
	const outcome = judgeResponse(connection, response, (refused) =>
		responseFailure(refused, apiRequest),
	);
	return { response, outcome };
}
