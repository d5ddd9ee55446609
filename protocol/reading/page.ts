import { isRecord, textOf, type JsonRecord } from './json';
import { readId } from './video';

/** One page of a list, as any server gives it. */
export interface Page {
	data: JsonRecord[];
	/** What `after` must be for the next page; `undefined` on the last one. */
	after?: string;
}

/**
 * Reads a list's answer: `{data, has_more, last_id}`, `{data}` alone, or a bare array.
 * @param pageSize how many entries were asked for: without `has_more`, a shorter page is the last one
 * @returns `undefined` where the answer is no list
 */
export function readPage(answer: unknown, pageSize: number): Page | undefined {
	const entries = Array.isArray(answer) ? answer : isRecord(answer) ? answer.data : undefined;
	if (!Array.isArray(entries)) return undefined;
	const data = entries.filter(isRecord);
	const hasMore = isRecord(answer) ? answer.has_more : undefined;
	const mayGoOn = typeof hasMore === 'boolean' ? hasMore : data.length >= pageSize;
	if (!mayGoOn || data.length === 0) return { data };
	const lastId = isRecord(answer) ? textOf(answer.last_id) : undefined;
	return { data, after: lastId ?? readId(data[data.length - 1]) };
}
