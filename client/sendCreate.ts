import { retryAfterMs } from '../protocol/reading/retryHints';
import type { BusyWait, Turn } from './busyQueue';
import type { Connection } from './connection';
import { judgeNetworkError, judgeResponse, type CreateOutcome } from './createPolicy';
import { responseFailure, send, type ApiRequest } from './http';
import { NetworkError } from './networkError';
import type { ApiResponse } from './response';
import { busyDelayMs } from './retryPolicy';
import { pause } from './signals';

/** A create that was sent: what came back, and what that means. */
export interface SentCreate {
	/** Undefined where no answer came. */
	response: ApiResponse | undefined;
	outcome: CreateOutcome;
}

async function sendNow(connection: Connection, apiRequest: ApiRequest): Promise<SentCreate> {
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

function foundBusy({ outcome }: SentCreate): boolean {
	return outcome.kind === 'notAccepted' && outcome.error.details.isBusy === true;
}

/** Sends a create again as long as the server is busy with other jobs, item by item, until the time is over. */
async function sendUntilAccepted(
	{ transport }: Connection,
	{ queue, item, timeoutMs }: BusyWait,
	sendOnce: () => Promise<SentCreate>,
): Promise<SentCreate> {
	const turn: Turn = { item };
	let wasAccepted = false;
	try {
		for (let tries = 1; ; tries += 1) {
			await queue.comesFirst(turn, transport.stopSignal);
			const sent = await sendOnce();
			wasAccepted = sent.outcome.kind === 'accepted';
			if (!foundBusy(sent)) return sent;
			queue.wait(turn);
			const leftMs = timeoutMs - queue.waitedMs(turn);
			if (leftMs <= 0) return sent;
			const hint = sent.response && retryAfterMs(sent.response.headers);
			await pause(transport, Math.min(busyDelayMs(tries, hint), leftMs));
		}
	} finally {
		queue.leave(turn, wasAccepted);
	}
}

/**
 * Sends a create and judges what comes back. Where the connection has a `busyWait`, it waits for a server that is busy with other jobs.
 * @throws VideosError only when the work is interrupted
 */
export async function sendAndJudge(
	connection: Connection,
	apiRequest: ApiRequest,
): Promise<SentCreate> {
	const { busyWait } = connection;
	const sendOnce = async () => await sendNow(connection, apiRequest);
	if (busyWait === undefined) return await sendOnce();
	return await sendUntilAccepted(connection, busyWait, sendOnce);
}
