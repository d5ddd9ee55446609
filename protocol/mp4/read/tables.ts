import { Mp4Error } from '../problem';
import type { Samples } from '../movie';
import { damaged } from './boxes';

/** The stretches of a file that hold tables, in which no sample can be. */
export class TableRanges {
	private readonly starts: number[] = [];
	private readonly ends: number[] = [];

	/** A range behind those before. */
	add(start: number, end: number): void {
		const last = this.ends.length - 1;
		if (this.ends[last] === start) {
			this.ends[last] = end;
			return;
		}
		this.starts.push(start);
		this.ends.push(end);
	}

	/** Whether a stretch overlaps one of them. */
	overlap(start: number, end: number): boolean {
		let [low, high] = [0, this.starts.length];
		// The first range that ends behind the start.
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.ends[middle] > start) high = middle;
			else low = middle + 1;
		}
		return low < this.starts.length && this.starts[low] < end;
	}
}

/**
 * Checks that a writer can fetch all samples.
 * @throws Mp4Error
 */
export function checkSamples(samples: Samples, tables: TableRanges, fileBytes: number): void {
	for (let index = 0; index < samples.count; index += 1) {
		const start = samples.offsets[index];
		const end = start + samples.sizes[index];
		if (end > fileBytes) throw new Mp4Error('truncated');
		if (tables.overlap(start, end)) throw damaged('samples');
	}
}
