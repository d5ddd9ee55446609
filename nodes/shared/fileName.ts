import type { Variant } from '../../client/failures';

/** The names of downloaded files: each is one file name that every file system, and HTTP, takes. */

// What ends a title, such as ".js" or ".2026", is no file extension.
const EXTENSIONS =
	/\.(mp4|m4v|mov|qt|webm|mkv|avi|mpe?g|ogv|wmv|flv|3gp|gif|webp|avif|png|jpe?g|bmp|tiff?|heic)$/i;

// Windows takes none of the first; the others are not shown, or turn the direction of what is shown.
const FORBIDDEN =
	/[/\\:*?"<>|]|[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

// Names of devices on Windows, whatever their extension.
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)/i;

const LONGEST_BYTES = 255;

/** As much of a text as so many bytes of UTF-8 hold, without half a character. */
function upToBytes(text: string, most: number): string {
	if (Buffer.byteLength(text) <= most) return text;
	let bytes = 0;
	let kept = '';
	for (const character of text) {
		bytes += Buffer.byteLength(character);
		if (bytes > most) break;
		kept += character;
	}
	return kept.trimEnd();
}

function assemble(stem: string, ending: string): string {
	const safe = RESERVED.test(stem) ? `_${stem}` : stem;
	return `${upToBytes(safe, LONGEST_BYTES - Buffer.byteLength(ending))}${ending}`;
}

// Windows drops points and blanks at the end.
function clean(chosen: string): string {
	const name = chosen.trim().replace(FORBIDDEN, '-');
	let end = name.length;
	while (end > 0 && '. '.includes(name[end - 1])) end -= 1;
	return name.slice(0, end).trim();
}

/**
 * The name of a downloaded file, with the file extension of what it really is unless the user chose another.
 * @param chosen the user's own name; empty for one made of the video's id
 * @param index which of several files it is, from 0: `clip-0.mp4`; left out where there is one
 */
export function fileName(
	id: string,
	variant: Variant,
	extension: string,
	chosen = '',
	index?: number,
): string {
	const number = index === undefined ? '' : `-${index}`;
	const name = clean(chosen);
	const [own = `.${extension}`] = EXTENSIONS.exec(name) ?? [];
	const stem = name.replace(EXTENSIONS, '');
	if (/[^-. ]/.test(stem)) return assemble(stem, `${number}${own}`);
	const safeId = id.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100);
	return assemble(`${safeId}${variant === 'video' ? '' : `-${variant}`}`, `${number}.${extension}`);
}
