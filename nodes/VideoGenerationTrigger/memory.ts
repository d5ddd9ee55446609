import { createHash } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readCursor, type Cursor } from './cursor/cursor';
import { readTrouble, type Trouble } from './trouble';
import type { Server } from '../../client/retrieve';

/** What the trigger remembers from one poll to the next. n8n stores it with the events that the poll emits. */
export interface Memory {
	cursor?: Cursor;
	/** Which server it is about, without its address. */
	server?: string;
	trouble?: Trouble;
	/** How many polls have begun the watch or emitted: what n8n surely stores. */
	count: number;
}

/** What a server is remembered by. */
export function serverKey({ baseUrl }: Pick<Server, 'baseUrl'>): string {
	return createHash('sha256').update(baseUrl).digest('base64url').slice(0, 16);
}

/** What was remembered. */
export function load(context: IPollFunctions): Memory {
	const stored = context.getWorkflowStaticData('node');
	const { cursor, trouble, count, server } = stored;
	return {
		cursor: readCursor(cursor),
		server: typeof server === 'string' ? server : undefined,
		trouble: readTrouble(trouble),
		count: Number(count) || 0,
	};
}

/** Remembers. Only at the end of a poll: one that fails or is cut off must leave no trace. */
export function save(context: IPollFunctions, memory: Memory): void {
	const { cursor, server, trouble, count } = memory;
	const stored = context.getWorkflowStaticData('node');
	if (cursor !== undefined) stored.cursor = cursor as unknown as IDataObject;
	if (trouble !== undefined) stored.trouble = { ...trouble };
	else delete stored.trouble;
	if (server !== undefined) stored.server = server;
	if (count > 0) stored.count = count;
}

/** Has n8n store what is remembered of an activation that emits nothing: with durable poll cursors it does so only for later polls. */
export async function commit(context: IPollFunctions): Promise<void> {
	await context.__commitCursor?.();
}
