import type { Variant } from '../../client/failures';

/**
 * The name of a downloaded file, with the ending of what it really is unless the user chose another.
 * @param chosen the user's own name; empty for one made of the video's id
 */
export function fileName(id: string, variant: Variant, extension: string, chosen = ''): string {
	const name = chosen.trim();
	// A date such as 22.11.2026 has no ending: one needs a letter.
	const hasEnding = /\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{2,5}$/.test(name);
	if (name !== '') return hasEnding ? name : `${name}.${extension}`;
	const safeId = id.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100);
	return `${safeId}${variant === 'video' ? '' : `-${variant}`}.${extension}`;
}

/** The name of one of several files: `clip-0.mp4`. @param index from 0; left out where there is one file */
export function numbered(name: string, index: number | undefined): string {
	if (index === undefined) return name;
	const dot = name.lastIndexOf('.');
	return `${name.slice(0, dot)}-${index}${name.slice(dot)}`;
}
