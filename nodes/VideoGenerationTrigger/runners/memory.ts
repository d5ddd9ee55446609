import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readCursor, type Cursor } from '../../../protocol/cursor';
import { readTrouble, type Trouble } from '../../../protocol/trouble';

/** What the trigger remembers from one poll to the next. n8n stores it with the events that the poll emits. */
export interface Memory {
	cursor?: Cursor;
	trouble?: Trouble;
}

/** What was remembered. */
export function load(context: IPollFunctions): Memory {
	const stored = context.getWorkflowStaticData('node');
	return { cursor: readCursor(stored.cursor), trouble: readTrouble(stored.trouble) };
}

/** Remembers. Only at the end of a poll: one that fails or is cut off must leave no trace. */
export function save(context: IPollFunctions, { cursor, trouble }: Memory): void {
	const stored = context.getWorkflowStaticData('node');
	if (cursor !== undefined) stored.cursor = cursor as unknown as IDataObject;
	if (trouble !== undefined) stored.trouble = { ...trouble };
	else delete stored.trouble;
}

/** Has n8n store what is remembered of an activation that emits nothing: with durable poll cursors it does so only for later polls. */
export async function commit(context: IPollFunctions): Promise<void> {
	await context.__commitCursor?.();
}
