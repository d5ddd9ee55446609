import { networkFailure } from '../../client/http';
import { timedOut as noAnswerInTime } from '../../client/networkError';
import {
	retrieveRequest,
	retrieveVideo,
	type RetrievedVideo,
	type Server,
} from '../../client/retrieve';
import { pause, startTimeout } from '../../client/signals';
import { hasEnded } from '../../protocol/reading/status';

// With n8n's own work around it, an answer comes within ten seconds.
const LONGEST_MS = 9000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2000;

// An event may overtake what the server itself says of the job.
async function fetchUntilEnded(server: Server, id: string): Promise<RetrievedVideo> {
	for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
		const retrieved = await retrieveVideo(server, id);
		if (hasEnded(retrieved.video.status)) return retrieved;
		await pause(server.transport, ms);
	}
}

/**
 * The job that an event is about, fetched before the event is answered: one that cannot be had now is sent again by the server.
 * @throws VideosError when the job cannot be had in time
 */
export async function fetchEnded(server: Server, id: string): Promise<RetrievedVideo> {
	const { signal: deadline, clear } = startTimeout(LONGEST_MS);
	const transport = { ...server.transport, stopSignal: deadline };
	return await fetchUntilEnded({ ...server, transport, timeoutMs: LONGEST_MS }, id)
		.catch((error: unknown) => {
			if (!deadline.aborted) throw error;
			const { origin } = new URL(server.baseUrl);
			const late = noAnswerInTime(origin, 'the video was not finished after 9 seconds');
			throw networkFailure(late, retrieveRequest(server, id));
		})
		.finally(clear);
}
