import type { IDataObject, INodeProperties } from 'n8n-workflow';

function operationsOf({ displayOptions }: INodeProperties): string[] {
	return (displayOptions?.show?.operation ?? []) as string[];
}

function shownFor(field: INodeProperties, operation: string[]): INodeProperties {
	const { displayOptions } = field;
	const show = { ...displayOptions?.show, operation };
	return { ...field, displayOptions: { ...displayOptions, show } };
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null;

// Not by their JSON, which leaves functions out.
function isAlike(one: unknown, other: unknown): boolean {
	if (!isObject(one) || !isObject(other)) return Object.is(one, other);
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	return Object.keys({ ...one, ...other }).every((name) => isAlike(one[name], other[name]));
}

function isSame(one: INodeProperties, other: INodeProperties): boolean {
	return one.name === other.name && isAlike(shownFor(one, []), shownFor(other, []));
}

/**
 * The fields of a resource's operations, with one entry for what several of them have alike. Each operation shows its fields in
 * its own order. For each item, n8n evaluates the value of a field, with all expressions in it, twice for every entry of that name,
 * also for those that are hidden: fewer entries cost less.
 */
export function shareFields(operations: INodeProperties[][]): INodeProperties[] {
	const shared: INodeProperties[] = [];
	for (const fields of operations) {
		let next = 0;
		for (const field of fields) {
			const place = shared.findIndex((other, index) => index >= next && isSame(other, field));
			if (place === -1) {
				shared.splice(next, 0, field);
				next += 1;
			} else {
				const all = [...operationsOf(shared[place]), ...operationsOf(field)];
				shared[place] = shownFor(field, all);
				next = place + 1;
			}
		}
	}
	return shared;
}
