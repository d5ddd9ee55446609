import { Failure } from '../../../protocol/failure';
import { overloadMs } from '../../../protocol/reading/retryHints';
import { isOver, keepFailure, noteTold, type WatchedVideo } from './watchedVideo';
import { isOk, reasonOf, type Answer } from '../runners/answer';
import { NetworkError } from '../runners/networkError';
import { pause } from '../runners/pause';
import { MISSING_AFTER_CREATE, poll } from '../runners/poll';
import type { Asker } from '../runners/run';
import { attempt } from './attempt';

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

// A check is a running execution: what a slow server does not tell meanwhile waits for the next one.
const LONGEST_CHECK_MS = 60_000;
const LONGEST_POLL_MS = 20_000;
// They are stored with each check.
const LONGEST_WORDS = 500;
const FIRST_PAUSES_MS = [500, 1500];
// A key may be refused for a moment, while it is changed.
const MOST_REFUSED = 3;

function lastWords(answer: Answer | undefined): string | undefined {
	if (answer === undefined) return 'nothing';
	return isOk(answer) ? undefined : reasonOf(answer, LONGEST_WORDS);
}

function afterPoll(one: WatchedVideo, answer: Answer | undefined): Checked {
	return {
		one: {
			...one,
			missing: answer?.status === 404 ? one.missing + 1 : 0,
			lastWords: lastWords(answer),
		},
		retryAfterMs: (answer && overloadMs(answer.status, answer.headers)) ?? 0,
	};
}

async function pollOne(asker: Asker, one: WatchedVideo): Promise<Checked> {
	const { id, missing } = one;
	// That the server is away for a moment ends no wait that costs nothing.
	const asked = { isKnown: true, missing, leftMs: LONGEST_POLL_MS };
	const { told, answer } = await poll(asker, id, asked);
	if (told === undefined) return afterPoll(one, answer);
	return { one: noteTold(one, told.video), retryAfterMs: 0 };
}

// A "not found" is final in the end, but some gateways know a job only a moment after they have created it.
async function pollNew(asker: Asker, one: WatchedVideo): Promise<Checked> {
	for (const ms of FIRST_PAUSES_MS) {
		const checked = await pollOne(asker, one);
		if (checked.one.missing === 0) return checked;
		await pause(ms, asker.stopSignal);
	}
	return await pollOne(asker, { ...one, missing: MISSING_AFTER_CREATE });
}

function afterFailure(one: WatchedVideo, failure: Failure, isFirst: boolean): WatchedVideo {
	const isRefused = [401, 403].includes(failure.details.httpStatus ?? 0);
	const refused = one.refused + 1;
	if (!isRefused || isFirst || refused >= MOST_REFUSED) return keepFailure(one, failure);
	return { ...one, refused, lastWords: failure.message };
}

async function checkOne(asker: Asker, one: WatchedVideo, isFirst: boolean): Promise<Checked> {
	const ask = isFirst ? pollNew : pollOne;
	const checked = await attempt(asker, one.id, async () => await ask(asker, one));
	if (!(checked instanceof Failure)) return checked;
	return { one: afterFailure(one, checked, isFirst), retryAfterMs: 0 };
}

function withDeadline(asker: Asker, endsAt: number): Asker {
	const { origin } = new URL(asker.baseUrl);
	const limit: Asker['limit'] = async (task) =>
		await asker.limit(async () => {
			if (Date.now() <= endsAt) return await task();
			throw new NetworkError('timeout', 'the check had to end', origin);
		});
	return { ...asker, limit };
}

/**
 * Asks once for every video that has not ended.
 * @param isFirst whether nothing was asked before
 * @throws Failure only when the execution is stopped: what is wrong with one video is kept with it
 */
export async function checkAll(
	asker: Asker,
	watched: readonly WatchedVideo[],
	isFirst: boolean,
): Promise<Check> {
	const hurried = withDeadline(asker, Date.now() + LONGEST_CHECK_MS);
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
