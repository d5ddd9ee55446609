import type { ImageSize } from './imageSize';

interface Sides extends ImageSize {
	/** Whether they are pixels; else a ratio. */
	inPixels: boolean;
}

// Of `1280x720`, `16:9` and `720p 16:9`.
function sidesOf(size: string): Sides | undefined {
	const [, width, sign, height] = /(\d+)([x:])(\d+)$/.exec(size) ?? [];
	if (sign === undefined) return undefined;
	return { width: Number(width), height: Number(height), inPixels: sign === 'x' };
}

/** What a size looks like; `undefined` where it does not say, as in `720p`. */
export function shapeOf(size: string): 'landscape' | 'portrait' | 'square' | undefined {
	const sides = sidesOf(size);
	if (sides === undefined) return undefined;
	if (sides.width === sides.height) return 'square';
	return sides.width > sides.height ? 'landscape' : 'portrait';
}

/** Sizes are multiples of 16 or 32: 832x480 goes for 16:9. */
export const SAME_SHAPE = 0.03;

/**
 * Whether an image fits a video's size: `1280x720` by its pixels, `16:9` and `720p 16:9` by its shape, anything else always.
 * @param scales whether the server scales images, so that only the shape counts
 */
export function fitsSize({ width, height }: ImageSize, size: string, scales = false): boolean {
	const sides = sidesOf(size);
	if (sides === undefined) return true;
	if (sides.inPixels && !scales) return width === sides.width && height === sides.height;
	return Math.abs((width * sides.height) / (height * sides.width) - 1) < SAME_SHAPE;
}
