import { dataUrl, type FilePart } from '../body';
import type { Writer } from './dialect';
import type { Media, SourceVideo } from './inputs';

/** As it is, under this name. */
export function as<T>(name: string): Writer<T> {
	return (value) => ({ fields: { [name]: value } });
}

/** Digits as a number. */
export function number(name: string): Writer<string> {
	return (digits) => ({ fields: { [name]: Number(digits) } });
}

/** Digits as a whole number. */
export function integer(name: string): Writer<string> {
	return (digits) =>
		/^\d+$/.test(digits) ? { fields: { [name]: Number(digits) } } : 'with a fraction';
}

/** Whole seconds as text. */
export function digits(name: string): Writer<string> {
	return (value) => (/^\d+$/.test(value) ? { fields: { [name]: value } } : 'with a fraction');
}

const PIXELS = /^(\d+)x(\d+)$/;

/** Pixels alone, as `1280x720`. */
export function pixels(name: string): Writer<string> {
	return (size) => (PIXELS.test(size) ? { fields: { [name]: size } } : `other than 1280x720`);
}

/** Pixels as two numbers. */
export function widthAndHeight(width = 'width', height = 'height'): Writer<string> {
	return (size) => {
		const [, x, y] = PIXELS.exec(size) ?? [];
		if (y === undefined) return 'other than 1280x720';
		return { fields: { [width]: Number(x), [height]: Number(y) } };
	};
}

/** How an image or another file goes out, by where it comes from. A way that is left out is one that the server does not take. */
export interface MediaWays {
	/** The name of the file part. */
	part?: string;
	/** What stands in the body for an address; also for a file's data URL, where there is no part for it. */
	url?: (url: string) => unknown;
	/** The same where a server takes data URLs and requests no other address. */
	data?: (url: string) => unknown;
	fileId?: (id: string) => unknown;
	/** The name of the field for what stands in the body. */
	field: string;
}

/** An image or another file, in the ways that the server takes. */
export function media({ part, url, data = url, fileId, field }: MediaWays): Writer<Media> {
	return (source, form) => {
		if ('fileId' in source) {
			return fileId ? { fields: { [field]: fileId(source.fileId) } } : 'by file ID';
		}
		if ('url' in source) {
			const write = /^data:/i.test(source.url) ? data : url;
			return write ? { fields: { [field]: write(source.url) } } : 'by URL';
		}
		if (part !== undefined && form === 'multipart') return { files: { [part]: source.file } };
		if (data) return { fields: { [field]: data(dataUrl(source.file)) } };
		return form === 'json' ? 'from a binary field with Body Format JSON' : 'from a binary field';
	};
}

/** Several of a kind, in one list and in parts of one name. @param most how many the server takes */
export function each<T>(write: Writer<T>, most = Infinity): Writer<T[]> {
	return (values, form) => {
		if (values.length > most) return `(more than ${most})`;
		const fields: Record<string, unknown[]> = {};
		const files: Record<string, FilePart[]> = {};
		for (const value of values) {
			const written = write(value, form);
			if (typeof written === 'string') return written;
			for (const [name, one] of Object.entries(written.fields ?? {})) {
				fields[name] = [...(fields[name] ?? []), one];
			}
			for (const [name, parts] of Object.entries(written.files ?? {})) {
				files[name] = [...(files[name] ?? []), ...[parts].flat()];
			}
		}
		return { fields, files };
	};
}

/** Inside an object of that name, under this name. */
export function within<T>(object: string, name: string): Writer<T> {
	return (value) => ({ fields: { [object]: { [name]: value } } });
}

/** An image as an entry of a list; a file as its data URL. */
export function frame(list: string, entry: (url: string) => unknown): Writer<Media> {
	return (source) => {
		if ('fileId' in source) return 'by file ID';
		return { fields: { [list]: [entry('url' in source ? source.url : dataUrl(source.file))] } };
	};
}

/** Pixels, lines and an aspect ratio, each in a field of its own. */
export function sizeParts(names: { pixels: string; lines: string; ratio: string }): Writer<string> {
	return (size) => {
		const fields: Record<string, string> = {};
		for (const part of size.split(' ')) {
			if (PIXELS.test(part)) fields[names.pixels] = part;
			else fields[part.includes(':') ? names.ratio : names.lines] = part;
		}
		return { fields };
	};
}

/** The video that an edit or an extension starts from; its id, and else as other files. */
export function sourceVideo(
	field: string,
	{ id, ...ways }: Partial<MediaWays> & { id?: (id: string) => unknown },
): Writer<SourceVideo> {
	const write = media({ field, ...ways });
	return (source, form) => {
		if (!('id' in source)) return write(source, form);
		return id ? { fields: { [field]: id(source.id) } } : 'by ID';
	};
}
