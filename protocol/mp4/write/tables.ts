import { fits32, fullBox, u32 } from './boxes';
import type { NewSamples } from './newTrack';

// A player reads a chunk at once.
const LONGEST_CHUNK = 1024 * 1024;

/** Equal values in a row: the first index and how often. */
function* runs(values: readonly number[]): Generator<[value: number, count: number]> {
	let count = 0;
	for (let index = 0; index < values.length; index += 1) {
		count += 1;
		if (values[index] === values[index + 1]) continue;
		yield [values[index], count];
		count = 0;
	}
}

/** A table of rows of 32-bit numbers behind its count of rows. */
function table(type: string, rows: number[], width: number): Buffer {
	return fullBox(type, {}, u32(rows.length / width), u32Rows(rows));
}

function u32Rows(values: readonly number[]): Buffer {
	const bytes = Buffer.alloc(values.length * 4);
	for (let index = 0; index < values.length; index += 1)
		bytes.writeUInt32BE(values[index], index * 4);
	return bytes;
}

// 8.6.1.2
function stts({ durations }: NewSamples): Buffer {
	return table(
		'stts',
		[...runs(durations)].flatMap(([value, count]) => [count, value]),
		2,
	);
}

// 8.6.1.3
function ctts({ shifts }: NewSamples): Buffer[] {
	if (shifts.every((shift) => shift === 0)) return [];
	return [
		table(
			'ctts',
			[...runs(shifts)].flatMap(([value, count]) => [count, value]),
			2,
		),
	];
}

// 8.6.2: a track without this table has nothing but sync samples.
function stss({ isSync }: NewSamples): Buffer[] {
	if (isSync.every(Boolean)) return [];
	return [
		table(
			'stss',
			isSync.flatMap((sync, index) => (sync ? [index + 1] : [])),
			1,
		),
	];
}

// 8.7.3.2
function stsz({ sizes }: NewSamples): Buffer {
	return fullBox('stsz', {}, u32(0, sizes.length), u32Rows(sizes));
}

/** Samples that lie one behind the other. */
interface Chunks {
	offsets: number[];
	/** How many samples each has. */
	counts: number[];
}

function chunksOf({ offsets, sizes }: NewSamples): Chunks {
	const chunks: Chunks = { offsets: [], counts: [] };
	let end = -1;
	let bytes = 0;
	for (let index = 0; index < offsets.length; index += 1) {
		if (offsets[index] === end && bytes + sizes[index] <= LONGEST_CHUNK) {
			chunks.counts[chunks.counts.length - 1] += 1;
		} else {
			chunks.offsets.push(offsets[index]);
			chunks.counts.push(1);
			bytes = 0;
		}
		bytes += sizes[index];
		end = offsets[index] + sizes[index];
	}
	return chunks;
}

// 8.7.4: from which chunk on each has so many samples; all have the first description.
function stsc({ counts }: Chunks): Buffer {
	let chunk = 1;
	const rows: number[] = [];
	for (const [samples, count] of runs(counts)) {
		rows.push(chunk, samples, 1);
		chunk += count;
	}
	return table('stsc', rows, 3);
}

// 8.7.5
function chunkOffsets({ offsets }: Chunks, base: number, isLong: boolean): Buffer {
	const count = u32(offsets.length);
	if (!isLong) return fullBox('stco', {}, count, u32Rows(offsets.map((offset) => base + offset)));
	const bytes = Buffer.alloc(offsets.length * 8);
	offsets.forEach((offset, index) => bytes.writeBigUInt64BE(BigInt(base + offset), index * 8));
	return fullBox('co64', {}, count, bytes);
}

/**
 * The tables of a track: the content of stbl behind stsd.
 * @param base where the content of mdat begins in the file
 * @param bytes how long the content of mdat is
 */
export function sampleTables(samples: NewSamples, base: number, bytes: number): Buffer[] {
	const chunks = chunksOf(samples);
	return [
		stts(samples),
		...ctts(samples),
		...stss(samples),
		stsc(chunks),
		stsz(samples),
		// The table's own length must not depend on the base, which depends on it.
		chunkOffsets(chunks, base, !fits32(bytes + MOST_HEAD_BYTES)),
	];
}

const MOST_HEAD_BYTES = 256 * 1024 * 1024;
