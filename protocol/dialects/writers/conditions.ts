import type { Writer } from '../dialect';
import type { BodyForm, CreateInputs, Media } from '../inputs';

/** Writers that narrow what another one takes: to values, to a number of them, to a form of body, or by the other inputs. */

/** One of these values alone. */
export function among(values: readonly string[], write: Writer<string>): Writer<string> {
	return (value, form, inputs) =>
		values.includes(value) ? write(value, form, inputs) : `other than ${values.join(', ')}`;
}

/** Digits within these bounds. */
export function between(least: number, most: number, write: Writer<string>): Writer<string> {
	return (digits, form, inputs) => {
		const isWithin = Number(digits) >= least && Number(digits) <= most;
		return isWithin ? write(digits, form, inputs) : `other than ${least} to ${most}`;
	};
}

/** One of those that may be several. */
export function single<T>(write: Writer<T>): Writer<T[]> {
	return (all, form, inputs) => (all.length > 1 ? 'beyond the first' : write(all[0], form, inputs));
}

/** So many at most. */
export function atMost<T>(most: number, write: Writer<T[]>): Writer<T[]> {
	return (all, form, inputs) =>
		all.length > most ? `beyond the first ${most}` : write(all, form, inputs);
}

/** Files of so many bytes at most, all together, where they go as a field: a server's form library may bound those. */
export function smallFiles(mostBytes: number, write: Writer<Media[]>): Writer<Media[]> {
	return (all, form, inputs) => {
		const sizes = all.map((one) => ('file' in one ? one.file.bytes.length : 0));
		const isSmall = sizes.reduce((sum, size) => sum + size, 0) <= mostBytes;
		return isSmall ? write(all, form, inputs) : `from files of more than ${mostBytes / 1e6} MB`;
	};
}

function has(inputs: CreateInputs | undefined, name: keyof CreateInputs): boolean {
	const value = inputs?.[name];
	return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Only along with a first frame. */
export function afterFirst<T>(write: Writer<T>): Writer<T> {
	return (value, form, inputs) =>
		has(inputs, 'firstFrame') ? write(value, form, inputs) : 'without a first frame';
}

/** Only in place of a first frame. */
export function insteadOfFirst<T>(write: Writer<T>): Writer<T> {
	return (value, form, inputs) =>
		has(inputs, 'firstFrame') ? 'together with a first frame' : write(value, form, inputs);
}

/** One way for an image alone, another along with other images and videos. */
export function aloneOr<T>(alone: Writer<T>, along: Writer<T>): Writer<T> {
	const others = ['lastFrame', 'referenceImages', 'referenceVideos'] as const;
	return (value, form, inputs) =>
		(others.some((name) => has(inputs, name)) ? along : alone)(value, form, inputs);
}

const FORM_NAMES: Record<BodyForm, string> = { json: 'JSON', multipart: 'Multipart' };

/** In one form of body alone. */
export function onlyIn<T>(wanted: BodyForm, write: Writer<T>): Writer<T> {
	return (value, form, inputs) =>
		form === wanted ? write(value, form, inputs) : `with Body Format ${FORM_NAMES[form]}`;
}
