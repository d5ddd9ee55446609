import type { JsonRecord } from './json';

/** Names of fields, in the order in which they count. */
export type Fields = ReadonlyMap<string, number>;

/** @param names the first counts most */
export function fields(...names: string[]): Fields {
	return new Map(names.map((name, rank) => [name, rank]));
}

// The names of so many fields take long to list: this is done once.
const MANY = 1000;
const large = new WeakSet<JsonRecord>();

/** Which of the fields an object has, in their order. A page of a list has many objects with few fields, so those are gone through. */
export function fieldsIn(record: JsonRecord, wanted: Fields): string[] {
	if (large.has(record)) return [...wanted.keys()].filter((name) => Object.hasOwn(record, name));
	const all = Object.keys(record);
	if (all.length > MANY) large.add(record);
	const names: string[] = [];
	for (const name of all) if (wanted.has(name)) names.push(name);
	return names.length < 2
		? names
		: names.sort((one, other) => wanted.get(one)! - wanted.get(other)!);
}
