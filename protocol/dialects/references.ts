import type { FilePart } from '../body';
import type { Writer } from './dialect';
import type { CreateInputs, Media } from './inputs';
import { media, type MediaWays } from './writers';

/** Writers for a create's images, videos and audio, of which there may be several, and which may exclude each other. */

/** Several, each as an entry of the list, or as a part of the same name. */
export function list({ field, part, ...ways }: MediaWays): Writer<Media[]> {
	const write = media({ field, part, ...ways });
	return (all, form, inputs) => {
		const entries: unknown[] = [];
		const files: FilePart[] = [];
		for (const one of all) {
			const written = write(one, form, inputs);
			if (typeof written === 'string') return written;
			entries.push(...Object.values(written.fields ?? {}));
			files.push(...Object.values(written.files ?? {}).flat());
		}
		return {
			...(entries.length > 0 && { fields: { [field]: entries } }),
			...(part !== undefined && files.length > 0 && { files: { [part]: files } }),
		};
	};
}

/** One that goes into the list of others. */
export function entry(ways: MediaWays): Writer<Media> {
	const write = list(ways);
	return (one, form, inputs) => write([one], form, inputs);
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
		has(inputs, 'firstFrame') ? 'beside a first frame' : write(value, form, inputs);
}

/** One way for an image alone, another along with other images and videos. */
export function aloneOr<T>(alone: Writer<T>, along: Writer<T>): Writer<T> {
	const others = ['lastFrame', 'referenceImages', 'referenceVideos'] as const;
	return (value, form, inputs) =>
		(others.some((name) => has(inputs, name)) ? along : alone)(value, form, inputs);
}
