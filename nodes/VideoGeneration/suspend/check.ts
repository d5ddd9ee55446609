import { VideosError } from '../../../client/errors';
import { NetworkError } from '../../../client/networkError';
import { MISSING_AFTER_CREATE, pollOnce } from '../../../client/pollOnce';
import { reasonOf, type ApiResponse } from '../../../client/response';
import type { Server } from '../../../client/retrieve';
import { pause } from '../../../client/signals';
import { overloadMs } from '../../../protocol/reading/retryHints';
import type { ServerWithRedaction } from '../../shared/server';
import { attempt } from './attempt';
import { isOver, keepError, noteSeen, type WatchedVideo } from './watchedVideo';

/** What a check of one video gave. */
interface Checked {
	one: WatchedVideo;
	/** How long an overloaded server asks to wait, in milliseconds. */
	retryAfterMs: number;
}

/** What a check of all videos gave. */
export interface Check {
	watched: WatchedVideo[];
	/** The longest that the server asked to wait, in milliseconds. */
	retryAfterMs: number;
}

// A check is a running execution: what a slow server does not answer meanwhile waits for the next one.
const LONGEST_CHECK_MS = 60_000;
const LONGEST_POLL_MS = 20_000;
// They are stored with each check.
const LONGEST_REASON = 500;
const FIRST_PAUSES_MS = [500, 1500];
// A key may be refused for a moment, while it is changed.
const MOST_REFUSED = 3;

function lastReason(answer: ApiResponse | undefined): string | undefined {
	if (answer === undefined) return 'nothing';
	return reasonOf(answer, LONGEST_REASON);
}

function afterPoll(one: WatchedVideo, answer: ApiResponse | undefined): Checked {
	return {
		one: {
			...one,
			missing: answer?.status === 404 ? one.missing + 1 : 0,
			lastReason: lastReason(answer),
		},
		retryAfterMs: (answer && overloadMs(answer.status, answer.headers)) ?? 0,
	};
}

async function pollOne(server: Server, one: WatchedVideo): Promise<Checked> {
	const { id, missing } = one;
	// That the server is away for a moment ends no wait that costs nothing.
	const before = { isKnown: true, missing, leftMs: LONGEST_POLL_MS };
	const { retrieved, response } = await pollOnce(server, id, before);
	if (retrieved === undefined) return afterPoll(one, response);
	return { one: noteSeen(one, retrieved), retryAfterMs: 0 };
}

// A "not found" is final in the end, but some gateways know a job only a moment after they have created it.
async function pollNew(server: Server, one: WatchedVideo): Promise<Checked> {
	for (const ms of FIRST_PAUSES_MS) {
		const checked = await pollOne(server, one);
		if (checked.one.missing === 0) return checked;
		await pause(server.transport, ms);
	}
	return await pollOne(server, { ...one, missing: MISSING_AFTER_CREATE });
}

function afterError(one: WatchedVideo, error: VideosError, isFirst: boolean): WatchedVideo {
	const isRefused = [401, 403].includes(error.details.httpStatus ?? 0);
	const refused = one.refused + 1;
	if (!isRefused || isFirst || refused >= MOST_REFUSED) return keepError(one, error);
	return { ...one, refused, lastReason: error.message };
}

async function checkOne(
	connected: ServerWithRedaction,
	one: WatchedVideo,
	isFirst: boolean,
): Promise<Checked> {
	const ask = isFirst ? pollNew : pollOne;
	const checked = await attempt(connected, one.id, async () => await ask(connected.server, one));
	if (!(checked instanceof VideosError)) return checked;
	return { one: afterError(one, checked, isFirst), retryAfterMs: 0 };
}

function withDeadline(server: Server, endsAt: number): Server {
	const { origin } = new URL(server.baseUrl);
	const limit: Server['limit'] = async (task, priority) =>
		await server.limit(async (giveBack) => {
			if (Date.now() <= endsAt) return await task(giveBack);
			throw new NetworkError('unknown', 'the check had to end', origin);
		}, priority);
	return { ...server, limit };
}

/**
 * Asks once for every video that has not ended.
 * @param isFirst whether nothing was asked before
 * @throws VideosError only when the execution is stopped: what is wrong with one video is kept with it
 */
export async function checkAll(
	{ server, redaction }: ServerWithRedaction,
	watched: readonly WatchedVideo[],
	isFirst: boolean,
): Promise<Check> {
	const hurried = { server: withDeadline(server, Date.now() + LONGEST_CHECK_MS), redaction };
	const all = await Promise.all(
		watched.map(async (one) =>
			isOver(one) ? { one, retryAfterMs: 0 } : await checkOne(hurried, one, isFirst),
		),
	);
	return {
		watched: all.map(({ one }) => one),
		retryAfterMs: Math.max(0, ...all.map((checked) => checked.retryAfterMs)),
	};
}
