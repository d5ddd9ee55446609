import { dataUrl, MOST_INLINE_BYTES, type FilePart } from '../../body';
import type { Writer } from '../dialect';
import type { Media, SourceVideo } from '../inputs';

/** Why a file does not go into a body's text: it would be too long. */
export const TOO_LARGE = 'from a file that large';

function isTooLarge({ bytes }: FilePart): boolean {
	return bytes.length > MOST_INLINE_BYTES;
}

/** How an image or another file goes out, by where it comes from. A way that is left out is one that the server does not take. */
export interface MediaWays {
	/** The name of the file part. */
	part?: string;
	/** What stands in the body for an address; also for a file's data URL, where there is no part for it. */
	url?: (url: string) => unknown;
	/** The same where a server takes data URLs and requests no other address; `false` where it takes addresses, but no data URLs. */
	data?: ((url: string) => unknown) | false;
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
			const isData = /^data:/i.test(source.url);
			const write = isData ? data : url;
			if (write) return { fields: { [field]: write(source.url) } };
			return isData && data === false ? 'as a data URL' : 'by URL';
		}
		if (part !== undefined && form === 'multipart') return { files: { [part]: source.file } };
		if (data && !onlyPart && isTooLarge(source.file)) return TOO_LARGE;
		if (data && !onlyPart) return { fields: { [field]: data(dataUrl(source.file)) } };
		return form === 'json' ? 'from a binary field with Body Format JSON' : 'from a binary field';
	};
}

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

/** An image in one way as a file and in another by URL; by file ID as by URL. */
export function fileOrUrl(file: Writer<Media>, url: Writer<Media>): Writer<Media> {
	return (source, form, inputs) => ('file' in source ? file : url)(source, form, inputs);
}

const DATA_URL = /^data:([^;,]+);base64,(.+)$/is;

/** An image's own bytes, in base64, inside the body: of a file, or of a data URL. */
export function inlined(
	field: string,
	entry: (base64: string, mimeType: string) => unknown,
): Writer<Media> {
	return (source) => {
		if ('fileId' in source) return 'by file ID';
		if ('file' in source && isTooLarge(source.file)) return TOO_LARGE;
		const url = 'url' in source ? source.url : dataUrl(source.file);
		const [, mimeType, base64] = DATA_URL.exec(url) ?? [];
		return base64 ? { fields: { [field]: entry(base64, mimeType) } } : 'by URL';
	};
}

/** Only what has an address of its own, for a server that takes no files there. */
export function byUrl<T extends SourceVideo | Media[]>(write: Writer<T>): Writer<T> {
	return (value, form, inputs) => {
		const sources: SourceVideo[] = Array.isArray(value) ? value : [value];
		const hasFile = sources.some((source) => 'file' in source);
		return hasFile ? 'from a binary field' : write(value, form, inputs);
	};
}

/** The video that an edit or an extension starts from; its id, and else as other files. */
export function sourceVideo(
	field: string,
	{ id, ...ways }: Partial<MediaWays> & { id?: (id: string) => unknown },
): Writer<SourceVideo> {
	const write = media({ field, ...ways });
	return (source, form, inputs) => {
		if (!('id' in source)) return write(source, form, inputs);
		return id ? { fields: { [field]: id(source.id) } } : 'by ID';
	};
}
