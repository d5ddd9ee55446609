import type { IExecuteFunctions } from 'n8n-workflow';
import type { VideosError } from '../../../client/errors';
import { toVideosError } from '../../shared/nodeError';
import { ofItem, text } from '../../shared/parameters';
import { countItems } from '../../shared/tool';

/** The items that become one video. */
export interface Group {
	/** What *Group By* gives for them; empty where it is not filled in. */
	value: string;
	/** Their places among the input items, in order; at least one. */
	items: number[];
	/** Why it is not known to which group the item belongs. */
	error?: VideosError;
}

/**
 * Items with the same value are a group, however far apart they are.
 * @param valueOf the value of an item; what it throws becomes a group of this item alone
 * @returns the groups in the order in which each appears first
 */
export function groupItems(count: number, valueOf: (item: number) => string): Group[] {
	const groups: Group[] = [];
	const byValue = new Map<string, Group>();
	for (let item = 0; item < count; item += 1) {
		try {
			const value = valueOf(item);
			const known = byValue.get(value);
			if (known !== undefined) {
				known.items.push(item);
				continue;
			}
			const group = { value, items: [item] };
			byValue.set(value, group);
			groups.push(group);
		} catch (error) {
			groups.push({ value: '', items: [item], error: toVideosError(error) });
		}
	}
	return groups;
}

/** The groups of a node's input items, as its field *Group By* says. */
export function readGroups(context: IExecuteFunctions): Group[] {
	return groupItems(countItems(context), (item) => text(ofItem(context, item), 'groupBy'));
}
