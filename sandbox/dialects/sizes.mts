import { ApiError } from '../errors.mts';

/** `720p` and `16:9` as pixels: even numbers, the shorter side has the lines. */
function pixels(lines: string, ratio: string): string {
	const side = Number.parseInt(lines, 10);
	const [x = 16, y = 9] = ratio.split(':').map(Number);
	const even = (value: number) => Math.round(value / 2) * 2;
	const [width, height] = x >= y ? [even((side * x) / y), side] : [side, even((side * y) / x)];
	return `${width}x${height}`;
}

/** The size that `size`, or `resolution` and `aspect_ratio`, name. @throws ApiError (400) */
export function clipSize(fields: Record<string, unknown>, fallback: string): string {
	const { size, resolution, aspect_ratio: ratio } = fields;
	if (size !== undefined) {
		if (/^\d+x\d+$/.test(String(size))) return String(size);
		throw new ApiError(400, `size: expected WIDTHxHEIGHT, but got '${String(size)}'`);
	}
	if (resolution === undefined && ratio === undefined) return fallback;
	// Everything is rendered small: a clip's pixels are nobody's concern here.
	return pixels('480p', String(ratio ?? '16:9'));
}
