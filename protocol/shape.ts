/** What a size looks like: of `1280x720`, `16:9` or `720p 16:9`; `undefined` where it does not say, as in `720p`. */
export function shapeOf(size: string): 'landscape' | 'portrait' | 'square' | undefined {
	const [, width, height] = /(\d+)[x:](\d+)$/.exec(size) ?? [];
	if (height === undefined) return undefined;
	if (Number(width) === Number(height)) return 'square';
	return Number(width) > Number(height) ? 'landscape' : 'portrait';
}
