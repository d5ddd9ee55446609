import { dataUrl, type FilePart } from '../body';
import type { Writer } from './dialect';
import type { BodyForm, Media, SourceVideo } from './inputs';

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
	/** A file goes as the part alone: the server does not read its data URL. */
	onlyPart?: boolean;
	/** The name of the field for what stands in the body. */
	field: string;
}

/** What stands in OpenAI's body for an image that is not a part. */
export const AS_OBJECT = {
	url: (image_url: string) => ({ image_url }),
	fileId: (file_id: string) => ({ file_id }),
};

/** An image or another file, in the ways that the server takes. */
export function media({
	part,
	url,
	data = url,
	fileId,
	field,
	onlyPart,
}: MediaWays): Writer<Media> {
	return (source, form) => {
		if ('fileId' in source) {
			return fileId ? { fields: { [field]: fileId(source.fileId) } } : 'by file ID';
		}
		if ('url' in source) {
			const write = /^data:/i.test(source.url) ? data : url;
			return write ? { fields: { [field]: write(source.url) } } : 'by URL';
		}
		if (part !== undefined && form === 'multipart') return { files: { [part]: source.file } };
		if (data && !onlyPart) return { fields: { [field]: data(dataUrl(source.file)) } };
		return form === 'json' ? 'from a binary field with Body Format JSON' : 'from a binary field';
	};
}

/** Several, each as an entry of the list, or as a part of the same name. */
export function list({ field, part, ...ways }: MediaWays): Writer<Media[]> {
	const write = media({ field, part, ...ways });
	return (all, form) => {
		const entries: unknown[] = [];
		const files: FilePart[] = [];
		for (const one of all) {
			const written = write(one, form);
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

const FORM_NAMES: Record<BodyForm, string> = { json: 'JSON', multipart: 'Multipart' };

/** In one form of body alone. */
export function onlyIn<T>(wanted: BodyForm, write: Writer<T>): Writer<T> {
	return (value, form) =>
		form === wanted ? write(value, form) : `with Body Format ${FORM_NAMES[form]}`;
}

/** An image in one way as a file and in another by URL; by file ID as by URL. */
export function fileOrUrl(file: Writer<Media>, url: Writer<Media>): Writer<Media> {
	return (source, form) => ('file' in source ? file : url)(source, form);
}

const DATA_URL = /^data:([^;,]+);base64,(.+)$/is;

/** An image's own bytes, in base64, inside the body: of a file, or of a data URL. */
export function inlined(
	field: string,
	entry: (base64: string, mimeType: string) => unknown,
): Writer<Media> {
	return (source) => {
		if ('fileId' in source) return 'by file ID';
		const url = 'url' in source ? source.url : dataUrl(source.file);
		const [, mimeType, base64] = DATA_URL.exec(url) ?? [];
		return base64 ? { fields: { [field]: entry(base64, mimeType) } } : 'by URL';
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

/** Only what has an address of its own, for a server that takes no files there. */
export function byUrl<T extends SourceVideo | Media[]>(write: Writer<T>): Writer<T> {
	return (value, form) => {
		const sources: SourceVideo[] = Array.isArray(value) ? value : [value];
		return sources.some((source) => 'file' in source) ? 'from a binary field' : write(value, form);
	};
}

/** Into an object of that name goes what another writer writes. */
export function inside<T>(object: string, write: Writer<T>): Writer<T> {
	return (value, form) => {
		const written = write(value, form);
		return typeof written === 'string' ? written : { fields: { [object]: written.fields ?? {} } };
	};
}

/** An address that must begin with https. */
export function https(name: string): Writer<string> {
	return (url) =>
		/^https:/i.test(url) ? { fields: { [name]: url } } : 'that does not begin with https://';
}

/** Pixels in one way, all other sizes in another. */
export function sized(inPixels: Writer<string>, otherwise: Writer<string>): Writer<string> {
	return (size, form) => (PIXELS.test(size) ? inPixels : otherwise)(size, form);
}

/** Pixels, lines and an aspect ratio, each in a field of its own. Without a field for pixels they are not taken. */
export function sizeParts(names: {
	pixels?: string;
	lines: string;
	ratio: string;
}): Writer<string> {
	return (size) => {
		const fields: Record<string, string> = {};
		for (const part of size.split(' ')) {
			if (PIXELS.test(part)) {
				if (names.pixels === undefined) return 'other than 720p, 16:9 or 720p 16:9';
				fields[names.pixels] = part;
			} else fields[part.includes(':') ? names.ratio : names.lines] = part;
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
