import type { JsonRecord } from './json';

/** Names of fields, in the order in which they count. */
export type Fields = ReadonlyMap<string, number>;

/** @param names the first counts most */
export function fields(...names: string[]): Fields {
	return new Map(names.map((name, rank) => [name, rank]));
}

/** Which of the fields an object has, in their order. A page of a list has many objects with few fields, so those are gone through. */
export function fieldsIn(record: JsonRecord, wanted: Fields): string[] {
	const names = Object.keys(record).filter((name) => wanted.has(name));
	return names.length < 2
		? names
		: names.sort((one, other) => wanted.get(one)! - wanted.get(other)!);
}
