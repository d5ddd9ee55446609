/** Values of which those that are empty are left out. */
export type Filled<T> = { [K in keyof T]?: Exclude<T[K], null> };

function isEmpty(value: unknown): boolean {
	if (value === null || value === undefined || value === '') return true;
	return typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** An object without its empty fields: null, empty text, an object without fields. A list stays, since "none" is what it says. */
export function filled<T extends object>(values: T): Filled<T> {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => !isEmpty(value)),
	) as Filled<T>;
}

/** A time as ISO text in UTC; undefined where there is none that a date can hold. @param seconds Unix time in seconds */
export function isoTime(seconds: number | null): string | undefined {
	const date = new Date((seconds ?? NaN) * 1000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
