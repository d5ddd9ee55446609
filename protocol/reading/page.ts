import { jobOf, readId } from './job';
import { isRecord, textOf, type JsonRecord } from './json';

/** One page of a list, as any server gives it. */
export interface Page {
	data: JsonRecord[];
	/** What `after` must be for the next page; `undefined` on the last one. */
	after?: string;
}

// What holds the list, or an object with the list, in an answer.
const LISTS = ['data', 'models', 'videos', 'items', 'list', 'records', 'results', 'tasks'];
const DEEPEST = 2;

interface List {
	entries: unknown[];
	/** What stands around it. */
	around: JsonRecord;
}

function findList(answer: unknown, depth = 0): List | undefined {
	if (Array.isArray(answer)) return { entries: answer, around: {} };
	if (!isRecord(answer) || depth > DEEPEST) return undefined;
	for (const field of LISTS) {
		const value = answer[field];
		if (Array.isArray(value)) return { entries: value, around: answer };
		const inside = isRecord(value) ? findList(value, depth + 1) : undefined;
		if (inside !== undefined) return inside;
	}
	return undefined;
}

/** The entries of a list's answer, of videos as of models; `undefined` where it is not a list. */
export function listIn(answer: unknown): unknown[] | undefined {
	return findList(answer)?.entries;
}

/**
 * Reads a list's answer: `{data, has_more, last_id}`, `{data}` alone, a bare array, or one of them inside of `{code, message, data}`.
 * @param pageSize how many entries were asked for: without `has_more`, a shorter page is the last one
 * @returns `undefined` where the answer is no list
 */
export function readPage(answer: unknown, pageSize: number): Page | undefined {
	const list = findList(answer);
	if (list === undefined) return undefined;
	const data = list.entries.filter(isRecord);
	const { has_more: hasMore, last_id: lastId } = list.around;
	const mayGoOn = typeof hasMore === 'boolean' ? hasMore : data.length >= pageSize;
	if (!mayGoOn || data.length === 0) return { data };
	const last = jobOf(data[data.length - 1]) ?? {};
	return { data, after: textOf(lastId) ?? readId(last) };
}
