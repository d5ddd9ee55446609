import type { Writer } from '../dialect';

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

/** Pixels as two numbers, lines and an aspect ratio in fields of their own. */
export function sized(names: { lines: string; ratio: string }): Writer<string> {
	return (size, form, inputs) =>
		(PIXELS.test(size) ? widthAndHeight() : sizeParts(names))(size, form, inputs);
}

/** An address that must begin with https. */
export function https(name: string): Writer<string> {
	return (url) =>
		/^https:/i.test(url) ? { fields: { [name]: url } } : 'that does not begin with https://';
}

/** Inside an object of that name, under this name. */
export function within<T>(object: string, name: string): Writer<T> {
	return (value) => ({ fields: { [object]: { [name]: value } } });
}

/** Into an object of that name goes what another writer writes; files go along as they are. */
export function inside<T>(object: string, write: Writer<T>): Writer<T> {
	return (value, form, inputs) => {
		const written = write(value, form, inputs);
		if (typeof written === 'string') return written;
		const { fields, files } = written;
		return { ...(fields && { fields: { [object]: fields } }), ...(files && { files }) };
	};
}
