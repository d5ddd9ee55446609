import type { Cursor, Steps } from '../steps';

/** What a size of unknown length is read as: that of a stream whose end nobody knew. */
export const UNKNOWN = Infinity;

// RFC 8794, 4: the leading zeros of the first byte say how many bytes follow.
function* variableInteger(cursor: Cursor, longest: number): Steps<[first: number, rest: Buffer]> {
	const first = (yield* cursor.take(1))[0];
	const length = Math.clz32(first) - 24;
	if (length >= longest) throw new RangeError('No EBML');
	return [first, length === 0 ? NO_BYTES : yield* cursor.take(length)];
}

const NO_BYTES = Buffer.alloc(0);

/** RFC 8794, 5: an element's id, with the bit that tells its length. */
export function* elementId(cursor: Cursor): Steps<number> {
	const [first, rest] = yield* variableInteger(cursor, 4);
	return rest.reduce((id, byte) => id * 256 + byte, first);
}

/** RFC 8794, 6: the size of an element's content in bytes. */
export function* elementSize(cursor: Cursor): Steps<number> {
	const [first, rest] = yield* variableInteger(cursor, 8);
	const most = 0x7f >> rest.length;
	const isUnknown = (first & most) === most && rest.every((byte) => byte === 0xff);
	return isUnknown ? UNKNOWN : rest.reduce((size, byte) => size * 256 + byte, first & most);
}

/** RFC 8794, 7.2. */
export function unsignedOf(bytes: Buffer): number {
	return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** RFC 8794, 7.3: of no, four or eight bytes. */
export function floatOf(bytes: Buffer): number {
	if (bytes.length === 4) return bytes.readFloatBE(0);
	return bytes.length === 8 ? bytes.readDoubleBE(0) : 0;
}

/** RFC 8794, 7.4: a text may be filled up with zeros. */
export function textOf(bytes: Buffer): string {
	return bytes.toString('latin1').split('\0')[0];
}
