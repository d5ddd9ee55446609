import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { readErrorContext } from '../shared/credential';
import { presentable, toNodeError } from '../shared/nodeError';
import type { VideosError } from '../../client/errors';
import { connect, type PolledServer } from './connect';
import { advance } from './cursor/advance';
import { split, toEventItems } from './emit';
import { fetchFiles } from './files';
import { commit, load, save, serverKey, type Memory } from './memory';
import { activationError, react } from './react';
import { readServer } from './readServer';
import { sampleEvent } from './sampleEvent';
import { readSettings, type Settings } from './settings';
import { isLasting } from './trouble';
import { inTurn, isActivation, isStale, nextTurn, noteStoring } from './turns';

type Items = INodeExecutionData[];

interface Connected {
	settings: Settings;
	polled: PolledServer;
}

async function connected(context: IPollFunctions): Promise<Connected> {
	const settings = readSettings(context);
	return { settings, polled: await connect(context, settings.options) };
}

async function shownError(context: IPollFunctions, error: unknown): Promise<VideosError> {
	const { redaction, asked } = await readErrorContext(context);
	return presentable(error, redaction, asked);
}

/** Polls once, remembers, and gives what is to be reported. */
async function pollOnce(
	context: IPollFunctions,
	isFirst: boolean,
	{ settings, polled }: Connected,
	{ cursor, trouble, count }: Memory,
): Promise<Items> {
	const { videos } = polled;
	const now = Date.now() / 1000;
	const { filter, windowSeconds, includePast, withFile, fileName } = settings;
	const how = { now, windowSeconds, filter, isStart: isFirst && !includePast };
	const { reading, seen, error } = await readServer(polled, cursor, how, nextTurn(context));
	if (error !== undefined && isFirst) throw error;
	const step = advance(cursor, how, reading);
	const files = withFile ? await fetchFiles(fileName, videos, step.news) : new Map();
	const { news, cursor: after } = split(cursor, step, files);
	const items = news.flatMap(({ id }) =>
		toEventItems(context, settings.options, polled, seen.get(id)!, files.get(id)),
	);
	const problem = error && (await shownError(context, error));
	const left = problem && react(context, problem, trouble, isLasting(problem));
	const isStored = isFirst || items.length > 0;
	if (isStored) noteStoring(context, count + 1);
	save(context, {
		cursor: after,
		server: serverKey(videos.server),
		trouble: left,
		count: isStored ? count + 1 : count,
	});
	return items;
}

// With another server in its credential, a trigger begins anew: all of that server's videos would be news.
function startsAnew({ cursor, server }: Memory, { polled }: Connected): boolean {
	return cursor === undefined || server !== serverKey(polled.videos.server);
}

async function watch(
	context: IPollFunctions,
	isActivated: boolean,
	memory: Memory,
): Promise<Items[] | null> {
	const isBegin = isActivated || memory.cursor === undefined;
	try {
		const ready = await connected(context);
		const isNew = startsAnew(memory, ready);
		const isFirst = isBegin || isNew;
		const known = isNew ? { ...memory, cursor: undefined } : memory;
		const items = await pollOnce(context, isFirst, ready, known);
		if (isFirst && items.length === 0) await commit(context);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		const shown = await shownError(context, error);
		if (isBegin) throw activationError(context, shown);
		save(context, { ...memory, trouble: react(context, shown, memory.trouble, true) });
		return null;
	}
}

async function test(context: IPollFunctions): Promise<Items[]> {
	try {
		const { settings, polled } = await connected(context);
		return await sampleEvent(context, polled, settings);
	} catch (error) {
		throw toNodeError(context.getNode(), await shownError(context, error));
	}
}

/** One poll: the videos that have ended since the last one, one item each. By hand, one real event to build the workflow with. */
export async function poll(context: IPollFunctions): Promise<Items[] | null> {
	if (context.getMode() === 'manual') return await test(context);
	const isActivated = isActivation(context);
	return await inTurn(context, isActivated, async () => {
		const memory = load(context);
		return isStale(context, memory.count) ? null : await watch(context, isActivated, memory);
	});
}
