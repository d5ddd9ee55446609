import { hasEnded } from '../../../protocol/reading/status';
import { answerFailure } from '../../VideoGeneration/runners/answerFailure';
import { NetworkError } from '../../VideoGeneration/runners/networkError';
import { pause } from '../../VideoGeneration/runners/pause';
import { networkFailure, send } from '../../VideoGeneration/runners/request';
import {
	jobIn,
	retrieveRequest,
	type ToldVideo,
} from '../../VideoGeneration/runners/retrieveVideo';
import type { Asker } from '../../VideoGeneration/runners/run';
import { Refusal } from './reply';

// With n8n's own work around it, an answer comes within ten seconds.
const LONGEST_MS = 9000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2000;

async function fetchOnce(asker: Asker, id: string): Promise<ToldVideo> {
	const request = retrieveRequest(id);
	const answer = await send(asker, request).catch((error: unknown) => {
		const isBlocked = error instanceof NetworkError && error.kind === 'blocked';
		// n8n's own settings forbid the request: the server's sending the event again would not help.
		throw isBlocked ? new Refusal(500, `n8n refused to ask the server: ${error.message}`) : error;
	});
	const video = jobIn(answer, id);
	if (video === undefined) throw answerFailure(answer, request);
	return { video, answer };
}

// An event may overtake what the server itself tells of the job.
async function fetchUntilEnded(asker: Asker, id: string): Promise<ToldVideo> {
	for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
		const told = await fetchOnce(asker, id);
		if (hasEnded(told.video.status)) return told;
		await pause(ms, asker.stopSignal);
	}
}

/**
 * The job that an event is about, fetched before the event is answered: one that cannot be had now is sent again by the server.
 * @throws Refusal (500) when n8n's settings forbid it, Failure when the job cannot be had in time
 */
export async function fetchEnded(asker: Asker, id: string): Promise<ToldVideo> {
	const deadline = AbortSignal.timeout(LONGEST_MS);
	const hurried = { ...asker, stopSignal: deadline, timeoutMs: LONGEST_MS };
	return await fetchUntilEnded(hurried, id).catch((error: unknown) => {
		if (error instanceof Refusal) throw error;
		const { origin } = new URL(asker.baseUrl);
		const late = new NetworkError('timeout', 'the video had not ended within 9 seconds', origin);
		throw networkFailure(deadline.aborted ? late : error, retrieveRequest(id));
	});
}
