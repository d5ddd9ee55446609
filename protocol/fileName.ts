/** The files of a video that can be downloaded. */
export type Variant = 'video' | 'thumbnail' | 'spritesheet';

/**
 * The name of a downloaded file, always with the ending of what it really is.
 * @param chosen the user's own name; empty for one made of the video's id
 */
export function fileName(id: string, variant: Variant, extension: string, chosen = ''): string {
	const name = chosen.trim();
	if (name !== '') return /\.[A-Za-z0-9]{2,5}$/.test(name) ? name : `${name}.${extension}`;
	const safeId = id.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100);
	return `${safeId}${variant === 'video' ? '' : `-${variant}`}.${extension}`;
}
