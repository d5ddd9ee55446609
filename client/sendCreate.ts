import { retryAfterMs } from '../protocol/reading/retryHints';
import type { BusyWait, Turn } from './busyQueue';
import { readText } from './boundedBody';
import type { Connection } from './connection';
import { judgeNetworkError, judgeResponse, type CreateOutcome } from './createPolicy';
import { VideosError } from './errors';
import { priorityOf, responseFailure, send, withRetries, type ApiRequest } from './http';
import { NetworkError } from './networkError';
import type { ApiResponse } from './response';
import { busyDelayMs, mayResend } from './retryPolicy';
import { pause } from './signals';
import { transfer, type DownloadWish, type StoredFile } from './transfer';

/** A create that was sent: what came back, and what that means. */
export interface SentCreate {
	/** Undefined where no answer came. */
	response: ApiResponse | undefined;
	outcome: CreateOutcome;
}

/** A create whose answer was the file. */
export interface Delivered {
	delivered: StoredFile;
}

// No job stands behind a file that came as the answer: whatever goes wrong with it cannot be made good.
function ofCreate(error: unknown): unknown {
	if (!(error instanceof VideosError)) return error;
	return new VideosError(error.kind, error.message, {
		isCreate: true,
		offers: [],
		...error.details,
	});
}

/** Sends a create whose answer is the file, and stores that; else gives the answer in words. */
async function sendForFile(
	connection: Connection,
	apiRequest: ApiRequest,
	wish: DownloadWish,
): Promise<StoredFile | ApiResponse> {
	const { path, query, timeoutMs } = apiRequest;
	const url = `${connection.baseUrl}${path}`;
	const fileWish = { ...wish, url, query, create: apiRequest, timeoutMs };
	const { result } = await withRetries<ApiResponse | (StoredFile & { headers?: undefined })>(
		connection,
		priorityOf(apiRequest),
		async (giveBack) => {
			const found = await transfer(connection, fileWish, giveBack);
			return 'file' in found ? found : { ...found, ...readText(found.text), url };
		},
		(last) => !('file' in last) && mayResend(apiRequest.resend, last),
	).catch((error: unknown) => {
		throw ofCreate(error);
	});
	if (result instanceof NetworkError) throw result;
	return result;
}

/** Sends a create once, but for what mayResend allows. */
async function sendNow(
	connection: Connection,
	apiRequest: ApiRequest,
	wish: DownloadWish | undefined,
): Promise<SentCreate | Delivered> {
	const sending = wish ? sendForFile(connection, apiRequest, wish) : send(connection, apiRequest);
	const response = await sending.catch((error: unknown) => {
		if (error instanceof NetworkError) return error;
		throw error;
	});
	if (response instanceof NetworkError) {
		return { response: undefined, outcome: judgeNetworkError(response) };
	}
	if ('file' in response) return { delivered: response };
	const outcome = judgeResponse(connection, response, (refused) =>
		responseFailure(refused, apiRequest),
	);
	return { response, outcome };
}

function foundBusy(sent: SentCreate | Delivered): sent is SentCreate {
	if ('delivered' in sent) return false;
	const { outcome } = sent;
	return outcome.kind === 'notAccepted' && outcome.error.details.isBusy === true;
}

/** Sends a create again as long as the server is busy with other jobs, item by item, until the time is over. */
async function sendUntilAccepted(
	{ transport }: Connection,
	{ queue, item, timeoutMs }: BusyWait,
	sendOnce: () => Promise<SentCreate | Delivered>,
): Promise<SentCreate | Delivered> {
	const turn: Turn = { item };
	let wasAccepted = false;
	try {
		for (let tries = 1; ; tries += 1) {
			await queue.comesFirst(turn, transport.stopSignal);
			const sent = await sendOnce();
			wasAccepted = 'delivered' in sent || sent.outcome.kind === 'accepted';
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

export async function sendAndJudge(
	connection: Connection,
	apiRequest: ApiRequest,
): Promise<SentCreate>;
export async function sendAndJudge(
	connection: Connection,
	apiRequest: ApiRequest,
	wish: DownloadWish | undefined,
): Promise<SentCreate | Delivered>;
/**
 * Sends a create and judges what comes back. Where the connection has a `busyWait`, it waits for a server that is busy with other jobs.
 * @param wish how the file is wanted, where it is to be the answer
 * @throws VideosError only when the work is interrupted
 */
export async function sendAndJudge(
	connection: Connection,
	apiRequest: ApiRequest,
	wish?: DownloadWish,
): Promise<SentCreate | Delivered> {
	const { busyWait } = connection;
	const sendOnce = async () => await sendNow(connection, apiRequest, wish);
	if (busyWait === undefined) return await sendOnce();
	return await sendUntilAccepted(connection, busyWait, sendOnce);
}
