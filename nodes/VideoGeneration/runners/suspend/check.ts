import { readErrorText } from '../../../../protocol/errorText';
import { retryAfterMs } from '../../../../protocol/retryHints';
import { isOver, keepFailure, type WatchedVideo } from '../../../../protocol/suspension';
import { keepingId } from '../afterCreate';
import { isOk, type Answer } from '../answer';
import { explain } from '../explain';
import { pause } from '../pause';
import { MISSING_AFTER_CREATE, poll } from '../poll';
import type { Asker } from '../run';

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

const LONGEST_POLL_MS = 60_000;
const FIRST_PAUSES_MS = [500, 1500];

function lastWords(answer: Answer | undefined): string | undefined {
	if (answer === undefined) return 'nothing';
	const { status, text } = answer;
	return `${readErrorText(text)?.slice(0, 500) ?? 'no reason given'} (HTTP ${status})`;
}

function afterPoll(one: WatchedVideo, answer: Answer | undefined): Checked {
	const isOverloaded = answer?.status === 429 || answer?.status === 503;
	return {
		one: {
			...one,
			missing: answer?.status === 404 ? one.missing + 1 : 0,
			lastWords: answer && isOk(answer) ? undefined : lastWords(answer),
		},
		retryAfterMs: isOverloaded ? (retryAfterMs(answer.headers) ?? 0) : 0,
	};
}

async function pollOne(asker: Asker, one: WatchedVideo): Promise<Checked> {
	const { id, missing } = one;
	// That the server is away for a moment ends no wait that costs nothing.
	const { told, answer } = await poll(asker, id, {
		isKnown: true,
		missing,
		leftMs: LONGEST_POLL_MS,
	});
	if (told === undefined) return afterPoll(one, answer);
	return {
		one: { ...one, video: told.video, missing: 0, lastWords: undefined },
		retryAfterMs: 0,
	};
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

async function checkOne(asker: Asker, one: WatchedVideo, isFirst: boolean): Promise<Checked> {
	if (isOver(one)) return { one, retryAfterMs: 0 };
	const ask = isFirst ? pollNew : pollOne;
	try {
		return await keepingId(asker, one.id, async () => await ask(asker, one));
	} catch (error) {
		const failure = await explain(asker.context, error, asker.dialect);
		if (failure.details.stopped) throw failure;
		return { one: keepFailure(one, failure), retryAfterMs: 0 };
	}
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
	const all = await Promise.all(watched.map(async (one) => await checkOne(asker, one, isFirst)));
	return {
		watched: all.map(({ one }) => one),
		retryAfterMs: Math.max(0, ...all.map((checked) => checked.retryAfterMs)),
	};
}
