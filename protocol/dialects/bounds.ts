import type { Writer } from './dialect';

// Writers that narrow what another one takes.

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

/** A list of up to so many. */
export function upTo<T>(most: number, write: Writer<T[]>): Writer<T[]> {
	return (all, form) => (all.length > most ? `beyond ${most}` : write(all, form));
}
