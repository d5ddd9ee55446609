import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { advance } from '../cursor/advance';
import type { Dialect } from '../../../protocol/dialects/dialect';
import { isLasting } from '../trouble';
import { toApiError } from '../../VideoGeneration/runners/apiError';
import { explain } from '../../VideoGeneration/runners/explain';
import type { Asker } from '../../VideoGeneration/runners/run';
import { connect } from './connect';
import { fetchFiles } from './files';
import { lookAt } from './look';
import { commit, load, save, serverKey, type Memory } from './memory';
import { activationError, react } from './react';
import { readSettings, type Settings } from './settings';
import { split, toItem } from './tell';
import { sampleEvent } from './sampleEvent';
import { inTurn, isActivation, isStale, noteStoring } from './turns';

type Items = INodeExecutionData[];

interface Connected {
	settings: Settings;
	asker: Asker;
}

async function connected(context: IPollFunctions): Promise<Connected> {
	const settings = readSettings(context);
	return { settings, asker: await connect(context, settings.options) };
}

/** Looks once, remembers, and gives what is to be told. */
async function look(
	context: IPollFunctions,
	isFirst: boolean,
	{ settings, asker }: Connected,
	{ cursor, trouble, count }: Memory,
): Promise<Items> {
	const now = Date.now() / 1000;
	const { filter, windowSeconds, includePast, withFile } = settings;
	const how = { now, windowSeconds, filter, isStart: isFirst && !includePast };
	const { reading, told, failure } = await lookAt(asker, cursor, how);
	if (failure !== undefined && isFirst) throw failure;
	const step = advance(cursor, how, reading);
	const files = withFile ? await fetchFiles(asker, step.news) : new Map();
	const { news, cursor: after } = split(cursor, step, files);
	const items = await Promise.all(
		news.map(async ({ id }) => await toItem(context, asker.dialect, told.get(id)!, files.get(id))),
	);
	const problem = failure && (await explain(context, failure, asker.dialect));
	const left = problem && react(context, problem, trouble, isLasting(problem));
	const isStored = isFirst || items.length > 0;
	if (isStored) noteStoring(context, count + 1);
	save(context, {
		cursor: after,
		server: serverKey(asker),
		trouble: left,
		count: isStored ? count + 1 : count,
	});
	return items;
}

// With another server in its credential, a trigger begins anew: all of that server's videos would be news.
function startsAnew({ cursor, server }: Memory, { asker }: Connected): boolean {
	return cursor === undefined || server !== serverKey(asker);
}

async function watch(
	context: IPollFunctions,
	isActivated: boolean,
	memory: Memory,
): Promise<Items[] | null> {
	let dialect: Dialect | undefined;
	const isBegin = isActivated || memory.cursor === undefined;
	try {
		const ready = await connected(context);
		dialect = ready.asker.dialect;
		const isNew = startsAnew(memory, ready);
		const isFirst = isBegin || isNew;
		const known = isNew ? { ...memory, cursor: undefined } : memory;
		const items = await look(context, isFirst, ready, known);
		if (isFirst && items.length === 0) await commit(context);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		const failure = await explain(context, error, dialect);
		if (isBegin) throw activationError(context, failure);
		save(context, { ...memory, trouble: react(context, failure, memory.trouble, true) });
		return null;
	}
}

async function test(context: IPollFunctions): Promise<Items[]> {
	let dialect: Dialect | undefined;
	try {
		const { settings, asker } = await connected(context);
		dialect = asker.dialect;
		return await sampleEvent(context, asker, settings);
	} catch (error) {
		throw toApiError(context.getNode(), await explain(context, error, dialect));
	}
}

/** One poll: the videos that have ended since the last one, an item each. By hand, one real event to build the workflow with. */
export async function poll(context: IPollFunctions): Promise<Items[] | null> {
	if (context.getMode() === 'manual') return await test(context);
	const isActivated = isActivation(context);
	return await inTurn(context, isActivated, async () => {
		const memory = load(context);
		return isStale(context, memory.count) ? null : await watch(context, isActivated, memory);
	});
}
