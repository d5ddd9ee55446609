import fc from 'fast-check';
import {
	JsonScanner,
	type JsonLimits,
	type ScannedJson,
} from '../../../protocol/reading/jsonScanner';

/** Limits that nothing here reaches. */
export const NO_LIMITS: JsonLimits = {
	bytes: Infinity,
	depth: Infinity,
	entries: Infinity,
	fileBytes: Infinity,
};

/** Where a body is split into chunks, as shares of its length. */
export const anySplits = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** The bytes in chunks that end at these shares of the length. */
export function split(bytes: Buffer, shares: number[]): Buffer[] {
	const ends = shares.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b);
	return [...ends, bytes.length].map((end, n) => bytes.subarray(ends[n - 1] ?? 0, end));
}

/** What the scanner makes of a text that comes in chunks. */
export function scan(
	text: string | Buffer,
	shares: number[] = [],
	limits: Partial<JsonLimits> = {},
	keepsFiles = true,
): ScannedJson {
	const scanner = new JsonScanner({ ...NO_LIMITS, ...limits }, keepsFiles);
	for (const chunk of split(Buffer.from(text), shares)) scanner.push(chunk);
	return scanner.end();
}

/** The shortest of some runs in milliseconds: what the machine does besides does not count. */
export function shortestMs(task: () => unknown, runs = 5): number {
	const times = Array.from({ length: runs }, () => {
		const startedAt = performance.now();
		task();
		return performance.now() - startedAt;
	});
	return Math.min(...times);
}
