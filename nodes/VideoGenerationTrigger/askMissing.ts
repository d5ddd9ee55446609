import { VideosError } from '../../client/errors';
import { retrieveVideo, type Server } from '../../client/retrieve';
import type { Seen } from './cursor/readPages';

// In each poll: those of one poll must not take the time of the next.
const MOST_ASKED = 100;

async function ask(server: Server, id: string): Promise<Seen | 'gone' | 'unknown'> {
	return await retrieveVideo(server, id).catch((error: unknown) => {
		if (!(error instanceof VideosError)) throw error;
		return error.kind === 'notFound' ? 'gone' : 'unknown';
	});
}

/** What came of asking for watched videos one by one. */
export interface Asked {
	seen: Seen[];
	/** The ids of those that do not exist any more. */
	gone: string[];
}

/**
 * Asks one by one for watched videos that the list does not show: up to a hundred in a poll, others in the next. What the server does not
 * answer now is requested again.
 * @param turn counts the polls, so that each of many is asked for in its turn
 */
export async function askMissing(server: Server, ids: string[], turn: number): Promise<Asked> {
	const start = ids.length <= MOST_ASKED ? 0 : (turn * MOST_ASKED) % ids.length;
	const asked = [...ids.slice(start), ...ids.slice(0, start)].slice(0, MOST_ASKED);
	const answers = await Promise.all(
		asked.map(async (id) => ({ id, answer: await ask(server, id) })),
	);
	return {
		seen: answers.map(({ answer }) => answer).filter((answer) => typeof answer === 'object'),
		gone: answers.filter(({ answer }) => answer === 'gone').map(({ id }) => id),
	};
}
