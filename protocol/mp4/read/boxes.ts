import { Mp4Error } from '../problem';

/** The file contradicts itself in the box, or descriptor, of this name. */
export const damaged = (name: string) => new Mp4Error('damaged', name);

/** Reads the fields of a box one after the other. Throws {@link Mp4Error} where the box ends before. */
export class Fields {
	private at = 0;

	/** @param name what is read, for the error */
	constructor(
		private readonly bytes: Buffer,
		readonly name: string,
	) {}

	get left(): number {
		return this.bytes.length - this.at;
	}

	private next(bytes: number): number {
		if (bytes > this.left) throw damaged(this.name);
		this.at += bytes;
		return this.at - bytes;
	}

	skip(bytes: number): void {
		this.next(bytes);
	}

	take(bytes: number): Buffer {
		const at = this.next(bytes);
		return this.bytes.subarray(at, at + bytes);
	}

	/** A number without a sign, of 1 to 4 bytes. */
	unsigned(bytes: number): number {
		return this.bytes.readUIntBE(this.next(bytes), bytes);
	}

	signed(bytes: number): number {
		return this.bytes.readIntBE(this.next(bytes), bytes);
	}

	/** A number of 64 bits. Those that a double cannot hold are an error. */
	long(isSigned = false): number {
		const at = this.next(8);
		const value = Number(isSigned ? this.bytes.readBigInt64BE(at) : this.bytes.readBigUInt64BE(at));
		if (!Number.isSafeInteger(value)) throw damaged(this.name);
		return value;
	}

	double(): number {
		return this.bytes.readDoubleBE(this.next(8));
	}

	text(bytes: number): string {
		return this.take(bytes).toString('latin1');
	}
}

/** The fields of a box that begins with a version, 0 or 1, and flags (ISO/IEC 14496-12, 4.2). */
export class VersionedFields extends Fields {
	readonly version = this.unsigned(1);
	readonly flags = this.unsigned(3);

	constructor(bytes: Buffer, name: string) {
		super(bytes, name);
		if (this.version > 1) throw damaged(name);
	}

	/** A number of 64 bits in version 1 of the box, of 32 in version 0. */
	time(isSigned = false): number {
		if (this.version === 1) return this.long(isSigned);
		return isSigned ? this.signed(4) : this.unsigned(4);
	}
}

/** A table's count of rows, of which the box must have all. */
export function rowsIn(fields: Fields, rowBytes: number): number {
	const rows = fields.unsigned(4);
	if (rows * rowBytes > fields.left) throw damaged(fields.name);
	return rows;
}

/** A box in another. */
export interface Box {
	type: string;
	/** With the box's header. */
	whole: Buffer;
	content: Buffer;
}

// Where each box stands that is read: elsewhere, other programs would take it for what it is not.
const HOLDERS: Record<string, readonly string[]> = {
	moov: ['mvhd', 'trak', 'mvex'],
	trak: ['tkhd', 'edts', 'mdia'],
	edts: ['elst'],
	mdia: ['mdhd', 'minf'],
	minf: ['stbl'],
	dinf: ['dref'],
	stbl: ['stsd', 'stts', 'ctts', 'stss', 'stsz', 'stz2', 'stsc', 'stco', 'co64'],
	mvex: ['trex'],
	moof: ['traf'],
	traf: ['tfhd', 'tfdt', 'trun'],
};
const HOLDER_OF = new Map(
	Object.entries(HOLDERS).flatMap(([holder, types]) => types.map((type) => [type, holder])),
);

/**
 * Refuses a box in the wrong place.
 * @param holder the box that it stands in
 * @throws Mp4Error
 */
export function checkPlace(type: string, holder: string): void {
	if ((HOLDER_OF.get(type) ?? holder) !== holder) throw damaged(type);
}

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;

/**
 * ISO/IEC 14496-12, 4.2: the boxes in a box, or those of some types. A rest that is too short for a header is passed over, as in QuickTime, where it marks the end.
 * @param name the box's type, for the error
 */
export function* boxesIn(bytes: Buffer, name: string, types?: readonly string[]): Generator<Box> {
	let at = 0;
	while (bytes.length - at >= HEADER_BYTES) {
		const type = bytes.toString('latin1', at + 4, at + 8);
		let size = bytes.readUInt32BE(at);
		let head = HEADER_BYTES;
		if (size === 1 && bytes.length - at >= LONG_HEADER_BYTES) {
			size = Number(bytes.readBigUInt64BE(at + 8));
			head = LONG_HEADER_BYTES;
		} else if (size === 0) {
			size = bytes.length - at;
		}
		if (size < head || size > bytes.length - at) throw damaged(name);
		checkPlace(type, name);
		if (types?.includes(type) ?? true) {
			const whole = bytes.subarray(at, at + size);
			yield { type, whole, content: whole.subarray(head) };
		}
		at += size;
	}
}

/** The content of the boxes of these types, of which there may be one each: it would be unclear which one counts. */
export function singleBoxes(
	bytes: Buffer,
	name: string,
	types: readonly string[],
): Map<string, Buffer> {
	const found = new Map<string, Buffer>();
	for (const { type, content } of boxesIn(bytes, name, types)) {
		if (found.has(type)) throw damaged(type);
		found.set(type, content);
	}
	return found;
}

/** A box that must be there. */
export function needed(boxes: ReadonlyMap<string, Buffer>, type: string): Buffer {
	const content = boxes.get(type);
	if (content === undefined) throw damaged(type);
	return content;
}
