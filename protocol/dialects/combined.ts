import type { Writer } from './dialect';
import type { Written } from './inputs';

/** Writers that are made of another one: they narrow what it takes, or take a list. */

/** One of these values alone. */
export function among(values: readonly string[], write: Writer<string>): Writer<string> {
	return (value, form) =>
		values.includes(value) ? write(value, form) : `other than ${values.join(', ')}`;
}

/** Digits within these bounds. */
export function between(least: number, most: number, write: Writer<string>): Writer<string> {
	return (digits, form) => {
		const isWithin = Number(digits) >= least && Number(digits) <= most;
		return isWithin ? write(digits, form) : `other than ${least} to ${most}`;
	};
}

/** A list of which the server takes one. */
export function only<T>(write: Writer<T>): Writer<T[]> {
	return ([one, ...more], form) => (more.length > 0 ? 'beyond the first' : write(one, form));
}

/** A list of up to so many, each written as an entry of the same list. */
export function upTo<T>(most: number, write: Writer<T>): Writer<T[]> {
	return (all, form) => {
		if (all.length > most) return `beyond ${most}`;
		const written: Written = {};
		for (const one of all) {
			const entry = write(one, form);
			if (typeof entry === 'string') return entry;
			for (const [name, list] of Object.entries(entry.fields ?? {})) {
				const before = written.fields?.[name];
				written.fields = { ...written.fields, [name]: [before ?? [], list].flat() };
			}
		}
		return written;
	};
}
