import type { Cursor, Steps } from '../steps';

/** A box whose header has been read. */
export interface Box {
	type: string;
	/** Bytes from the file's start. */
	end: number;
}

/** Reads a box, and notes in the context what it says. */
export type Visit<C> = (cursor: Cursor, box: Box, context: C) => Steps;

/** What to do with a box, by its type. */
export type Visits<C> = Record<string, Visit<C>>;

/**
 * ISO/IEC 14496-12, 4.2: goes through the boxes up to `end`. Those that nobody visits are passed over; what a visit leaves of
 * its box is, too. No box ends behind the one that holds it.
 */
export function* eachBox<C>(cursor: Cursor, end: number, visits: Visits<C>, context: C): Steps {
	while (end - cursor.position >= 8) {
		const start = cursor.position;
		const head = yield* cursor.take(8);
		const type = head.toString('latin1', 4);
		let size = head.readUInt32BE(0);
		// 1: the size stands behind the type, in 64 bits. 0: the box goes on to the end.
		if (size === 1) size = Number((yield* cursor.take(8)).readBigUInt64BE(0));
		else if (size === 0) size = Infinity;
		const box: Box = { type, end: Math.min(start + size, end) };
		if (box.end < cursor.position) throw new RangeError('A box ends in its header');
		if (Object.hasOwn(visits, type)) yield* visits[type](cursor, box, context);
		yield* cursor.skip(box.end - cursor.position);
	}
}

/** Visits the boxes in a box. */
export function within<C>(visits: Visits<C>): Visit<C> {
	return (cursor, { end }, context) => eachBox(cursor, end, visits, context);
}

/** The content of a box from here on, but at most so many bytes. */
export function* fieldsOf(cursor: Cursor, { end }: Box, most: number): Steps<Buffer> {
	return yield* cursor.take(Math.max(Math.min(most, end - cursor.position), 0));
}

const ROWS_BYTES = 4096;

/** The rows of a table, as many as its count says and its box has, a few kilobytes at a time. */
export function* eachRow(
	cursor: Cursor,
	{ end }: Box,
	[count, rowBytes]: [count: number, rowBytes: number],
	visit: (rows: Buffer, at: number) => void,
): Steps {
	let left = Math.min(count, Math.floor((end - cursor.position) / rowBytes));
	while (left > 0) {
		const rows = Math.min(left, Math.floor(ROWS_BYTES / rowBytes));
		const bytes = yield* cursor.take(rows * rowBytes);
		for (let at = 0; at < bytes.length; at += rowBytes) visit(bytes, at);
		left -= rows;
	}
}
