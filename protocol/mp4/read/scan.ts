import { Mp4Error } from '../problem';

/** A box of the file's top level, of which the header has been read. */
export interface TopBox {
	type: string;
	/** @unit bytes from the file's start */
	start: number;
	/** `Infinity` where it goes on to the file's end. @unit bytes from the file's start */
	end: number;
}

/** What a scan does with the boxes that it meets. */
export interface Visitor {
	/** Each box, when its header has been read. @returns how much of its content to keep at most; 0 to pass over it */
	meet(box: TopBox): number;
	/** A box of which the content was kept. */
	read(box: TopBox, content: Buffer): void;
}

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;
const NOTHING = Buffer.alloc(0);

/** ISO/IEC 14496-12, 4.2: goes through the boxes of a file's top level, which comes in pieces. */
export class Scan {
	/** How far it has come. @unit bytes from the file's start */
	position = 0;
	private head: Buffer = NOTHING;
	private box: TopBox | undefined;
	private kept = NOTHING;
	private keptBytes = 0;
	private most = 0;
	private isStopped = false;

	constructor(private readonly visitor: Visitor) {}

	/** Nothing more is needed: what is pushed is not looked at. */
	stop(): void {
		this.isStopped = true;
		this.kept = NOTHING;
	}

	/** The next bytes. @throws Mp4Error, and whatever the visitor throws */
	push(chunk: Buffer): void {
		let at = 0;
		while (at < chunk.length && !this.isStopped) {
			const rest = chunk.subarray(at);
			at += this.box ? this.content(this.box, rest) : this.header(rest);
		}
	}

	// How many bytes were used.
	private header(bytes: Buffer): number {
		const isWhole = this.head.length === 0 && bytes.length >= LONG_HEADER_BYTES;
		const known = isWhole
			? bytes
			: Buffer.concat([this.head, bytes.subarray(0, LONG_HEADER_BYTES - this.head.length)]);
		const wanted = isLong(known) ? LONG_HEADER_BYTES : HEADER_BYTES;
		const used = Math.min(wanted, known.length) - this.head.length;
		this.position += used;
		if (known.length < wanted) {
			this.head = known;
		} else {
			this.head = NOTHING;
			this.enter(known.subarray(0, wanted));
		}
		return used;
	}

	private enter(head: Buffer): void {
		const start = this.position - head.length;
		let size: number = head.readUInt32BE(0);
		if (size === 0) size = Infinity;
		else if (size === 1) size = Number(head.readBigUInt64BE(8));
		const box = { type: head.toString('latin1', 4, 8), start, end: start + size };
		if (size < head.length || (size !== Infinity && !Number.isSafeInteger(box.end))) {
			throw new Mp4Error(start === 0 ? 'notMp4' : 'damaged', box.type);
		}
		this.most = this.visitor.meet(box);
		if (this.most > 0 && size !== Infinity && size > this.most) {
			throw new Mp4Error('tooLong', box.type);
		}
		this.box = box;
		if (this.position === box.end) this.leave(box);
	}

	private content(box: TopBox, bytes: Buffer): number {
		const used = Math.min(box.end - this.position, bytes.length);
		this.position += used;
		if (this.most > 0) this.keep(box, bytes.subarray(0, used));
		if (this.position === box.end) this.leave(box);
		return used;
	}

	private keep(box: TopBox, bytes: Buffer): void {
		const wanted = this.keptBytes + bytes.length;
		if (wanted > this.most) throw new Mp4Error('tooLong', box.type);
		if (wanted > this.kept.length) {
			// Room for what has come, and not for what the header promises.
			const room = Math.min(2 * this.kept.length, box.end - box.start);
			const larger = Buffer.allocUnsafeSlow(Math.max(wanted, room));
			this.kept.copy(larger, 0, 0, this.keptBytes);
			this.kept = larger;
		}
		bytes.copy(this.kept, this.keptBytes);
		this.keptBytes = wanted;
	}

	private leave(box: TopBox): void {
		this.box = undefined;
		const isKept = this.most > 0;
		const content = this.kept.subarray(0, this.keptBytes);
		this.kept = NOTHING;
		this.keptBytes = 0;
		this.most = 0;
		if (isKept) this.visitor.read(box, content);
	}

	/** The file has ended. @throws Mp4Error `truncated` where it ends in a box */
	end(): void {
		if (this.isStopped) return;
		if (this.box?.end === Infinity) this.leave(this.box);
		// A rest that is too short for a header is nothing.
		if (this.box || this.head.length >= HEADER_BYTES) {
			throw new Mp4Error('truncated', this.box?.type);
		}
	}
}

const isLong = (head: Buffer) => head.length >= HEADER_BYTES && head.readUInt32BE(0) === 1;
