import { Mp4Error } from '../problem';
import { damaged, needed, rowsIn, VersionedFields } from './boxes';
import { Columns } from './columns';
import { MOST_SAMPLES } from './limits';

/** The contents of the boxes in stbl. */
export type Table = ReadonlyMap<string, Buffer>;

/** The samples of a table, and how they are encoded. */
export interface TableSamples {
	columns: Columns;
	/** Their sample entry, from 1; 0 where there are no samples. */
	description: number;
}

/** Gives the next value of a column with each call. */
type Next = () => number;

// ISO/IEC 14496-12, 8.7.3.2
function sizesOf(stsz: Buffer, fileBytes: number): { count: number; next: Next } {
	const fields = new VersionedFields(stsz, 'stsz');
	const size = fields.unsigned(4);
	if (size === 0) return { count: rowsIn(fields, 4), next: () => fields.unsigned(4) };
	const count = fields.unsigned(4);
	if (count * size > fileBytes) throw new Mp4Error('truncated', 'stsz');
	return { count, next: () => size };
}

// 8.7.3.3: sizes of 4, 8 or 16 bits
function compactSizesOf(stz2: Buffer): { count: number; next: Next } {
	const fields = new VersionedFields(stz2, 'stz2');
	const bits = fields.unsigned(4) & 0xff;
	if (![4, 8, 16].includes(bits)) throw damaged('stz2');
	const count = rowsIn(fields, bits / 8);
	if (bits > 4) return { count, next: () => fields.unsigned(bits / 8) };
	let rest: number | undefined;
	const next = () => {
		if (rest !== undefined) {
			const low = rest;
			rest = undefined;
			return low;
		}
		const both = fields.unsigned(1);
		rest = both & 0xf;
		return both >> 4;
	};
	return { count, next };
}

/** The rows of stts or ctts: how many samples share a value. */
function runsOf(content: Buffer, name: string): VersionedFields & { rows: number } {
	const fields = new VersionedFields(content, name);
	return Object.assign(fields, { rows: rowsIn(fields, 8) });
}

// 8.6.1.2: how many samples stts has, and how long they last together
function totals(stts: Buffer): { samples: number; duration: number } {
	const fields = runsOf(stts, 'stts');
	let [samples, duration] = [0, 0];
	for (let row = 0; row < fields.rows; row += 1) {
		const count = fields.unsigned(4);
		samples += count;
		duration += count * fields.unsigned(4);
	}
	return { samples, duration };
}

/** How long the samples of a table last. @unit the track's timescale */
export function tableDuration(table: Table): number {
	return totals(needed(table, 'stts')).duration;
}

function spread(fields: VersionedFields & { rows: number }, read: Next): Next {
	let { rows } = fields;
	let [left, value] = [0, 0];
	return () => {
		while (left === 0 && rows > 0) {
			rows -= 1;
			left = fields.unsigned(4);
			value = read();
		}
		// ctts may be too short, in ffmpeg too.
		if (left === 0) return 0;
		left -= 1;
		return value;
	};
}

function durationsOf(stts: Buffer): Next {
	const fields = runsOf(stts, 'stts');
	return spread(fields, () => fields.unsigned(4));
}

// 8.6.1.3. In version 0, too, many a file has negative numbers.
function shiftsOf(ctts: Buffer | undefined): Next {
	if (ctts === undefined) return () => 0;
	const fields = runsOf(ctts, 'ctts');
	return spread(fields, () => fields.signed(4));
}

// 8.6.2: the samples that need no others, in order; without the box, all.
function syncsOf(stss: Buffer | undefined, count: number): () => boolean {
	if (stss === undefined) return () => true;
	const fields = new VersionedFields(stss, 'stss');
	let rows = rowsIn(fields, 4);
	let [sample, sync] = [0, 0];
	const advance = () => {
		const last = sync;
		sync = rows > 0 ? fields.unsigned(4) : Infinity;
		rows -= 1;
		if (sync <= last || (sync > count && sync !== Infinity)) throw damaged('stss');
	};
	advance();
	return () => {
		sample += 1;
		if (sample !== sync) return false;
		advance();
		return true;
	};
}

interface Chunks {
	/** Samples in all. */
	samples: number;
	description: number;
	/** How many samples each chunk has. */
	perChunk: Next;
}

// 8.7.4: runs of chunks of equally many samples. The last one goes on to the last chunk.
function chunksOf(stsc: Buffer, chunks: number): Chunks {
	const fields = new VersionedFields(stsc, 'stsc');
	const rows = rowsIn(fields, 12);
	const runs: Array<[chunks: number, samples: number]> = [];
	let [first, perChunk, samples, description] = [1, 0, 0, 0];
	const close = (next: number) => {
		if (next < first || next > chunks + 1) throw damaged('stsc');
		samples += (next - first) * perChunk;
		if (next > first) runs.push([next - first, perChunk]);
		first = next;
	};
	for (let row = 0; row < rows; row += 1) {
		const next = fields.unsigned(4);
		if (next !== 1 && next <= first) throw damaged('stsc');
		if (row === 0 ? next !== 1 : next === 1) throw damaged('stsc');
		close(next);
		perChunk = fields.unsigned(4);
		const used = fields.unsigned(4);
		if (perChunk === 0 || used === 0) throw damaged('stsc');
		if (description !== 0 && used !== description) throw new Mp4Error('mixed');
		description = used;
	}
	close(chunks + 1);
	let run = 0;
	return {
		samples,
		description,
		perChunk: () => {
			if (runs[run][0] === 0) run += 1;
			runs[run][0] -= 1;
			return runs[run][1];
		},
	};
}

// 8.7.5
function placesOf(table: Table): { count: number; next: Next } {
	const [short, long] = [table.get('stco'), table.get('co64')];
	if (short && long) throw damaged('co64');
	const fields = long
		? new VersionedFields(long, 'co64')
		: new VersionedFields(needed(table, 'stco'), 'stco');
	const count = rowsIn(fields, long ? 8 : 4);
	return { count, next: () => (long ? fields.long() : fields.unsigned(4)) };
}

// The table of a movie that is in fragments alone.
function checkEmpty(table: Table): void {
	for (const type of ['stts', 'ctts', 'stss', 'stsc', 'stco', 'co64']) {
		const content = table.get(type);
		if (content && new VersionedFields(content, type).unsigned(4) !== 0) throw damaged(type);
	}
}

/**
 * ISO/IEC 14496-12, 8.6 and 8.7: the samples of a table.
 * @param fileBytes the file's size, which no count may exceed
 * @throws Mp4Error before anything is allocated where counts are too large, or do not agree
 */
export function readTable(table: Table, fileBytes: number): TableSamples {
	const stsz = table.get('stsz');
	if (stsz && table.has('stz2')) throw damaged('stz2');
	const sizes = stsz ? sizesOf(stsz, fileBytes) : compactSizesOf(needed(table, 'stz2'));
	const { count } = sizes;
	if (count > MOST_SAMPLES) throw new Mp4Error('tooLong', 'stsz');
	const columns = new Columns();
	if (count === 0) {
		checkEmpty(table);
		return { columns, description: 0 };
	}
	const stts = needed(table, 'stts');
	if (totals(stts).samples !== count) throw damaged('stts');
	const places = placesOf(table);
	if (places.count > count) throw damaged('stco');
	const chunks = chunksOf(needed(table, 'stsc'), places.count);
	if (chunks.samples !== count) throw damaged('stsc');
	const durations = durationsOf(stts);
	const shifts = shiftsOf(table.get('ctts'));
	const syncs = syncsOf(table.get('stss'), count);
	columns.reserve(count);
	let decodeTime = 0;
	for (let chunk = 0; chunk < places.count; chunk += 1) {
		let offset = places.next();
		for (let left = chunks.perChunk(); left > 0; left -= 1) {
			const [size, duration] = [sizes.next(), durations()];
			columns.add({ offset, size, decodeTime, duration, shift: shifts(), isSync: syncs() });
			offset += size;
			decodeTime += duration;
		}
	}
	return { columns, description: chunks.description };
}
