import type { Samples } from '../movie';
import { Mp4Error } from '../problem';
import { damaged } from './boxes';
import { MOST_DURATION, MOST_SAMPLES, MOST_SHIFT } from './limits';

/** A sample: a row of {@link Samples}. */
export interface Sample {
	offset: number;
	size: number;
	decodeTime: number;
	duration: number;
	shift: number;
	isSync: boolean;
}

/** The rows of {@link Samples} while they are collected. */
export class Columns {
	count = 0;
	private columns = newColumns(0);

	/** Makes room. @throws Mp4Error `tooLong`, before anything is allocated */
	reserve(more: number): void {
		const wanted = this.count + more;
		if (wanted > MOST_SAMPLES) throw new Mp4Error('tooLong');
		const room = this.columns.offsets.length;
		if (wanted > room) this.resize(Math.max(wanted, Math.min(2 * room, MOST_SAMPLES)));
	}

	private resize(rows: number): void {
		const larger = newColumns(rows);
		copy(this.samples(), larger, 0);
		this.columns = larger;
	}

	/** Adds a row, for which there must be room. @throws Mp4Error for what no sample can be */
	add({ offset, size, decodeTime, duration, shift, isSync }: Sample): void {
		const isPossible =
			offset >= 0 &&
			size > 0 &&
			duration <= MOST_DURATION &&
			Math.abs(shift) < MOST_SHIFT &&
			Number.isSafeInteger(offset + size) &&
			Number.isSafeInteger(decodeTime + duration);
		if (!isPossible) throw damaged('samples');
		const { columns, count } = this;
		columns.offsets[count] = offset;
		columns.sizes[count] = size;
		columns.decodeTimes[count] = decodeTime;
		columns.durations[count] = duration;
		columns.shifts[count] = shift;
		columns.isSync[count] = isSync ? 1 : 0;
		this.count += 1;
	}

	/** Adds rows of others. @throws Mp4Error `tooLong` */
	append(others: Columns): void {
		this.reserve(others.count);
		copy(others.samples(), this.columns, this.count);
		this.count += others.count;
	}

	/**
	 * Makes each sample last until the next one is decoded: fragments say when they begin, too, which may be sooner or later.
	 * @throws Mp4Error where they are not in order
	 */
	closeGaps(): void {
		const { decodeTimes, durations } = this.columns;
		for (let index = 1; index < this.count; index += 1) {
			const lasts = decodeTimes[index] - decodeTimes[index - 1];
			if (lasts < 0 || lasts > MOST_DURATION) throw damaged('tfdt');
			durations[index - 1] = lasts;
		}
	}

	/** The rows. */
	samples(): Samples {
		const { columns, count } = this;
		if (columns.offsets.length === count) return { count, ...columns };
		return {
			count,
			offsets: columns.offsets.slice(0, count),
			sizes: columns.sizes.slice(0, count),
			decodeTimes: columns.decodeTimes.slice(0, count),
			durations: columns.durations.slice(0, count),
			shifts: columns.shifts.slice(0, count),
			isSync: columns.isSync.slice(0, count),
		};
	}
}

function newColumns(rows: number): Omit<Samples, 'count'> {
	return {
		offsets: new Float64Array(rows),
		sizes: new Uint32Array(rows),
		decodeTimes: new Float64Array(rows),
		durations: new Uint32Array(rows),
		shifts: new Int32Array(rows),
		isSync: new Uint8Array(rows),
	};
}

function copy(from: Omit<Samples, 'count'>, to: Omit<Samples, 'count'>, at: number): void {
	to.offsets.set(from.offsets, at);
	to.sizes.set(from.sizes, at);
	to.decodeTimes.set(from.decodeTimes, at);
	to.durations.set(from.durations, at);
	to.shifts.set(from.shifts, at);
	to.isSync.set(from.isSync, at);
}
