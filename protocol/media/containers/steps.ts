/** What a reader of a container asks for: the next so many bytes, or to go past so many. */
export type Step = { take: number } | { skip: number };

/** Reads a container: yields what it asks for, and is given the bytes that it wanted to take. */
export type Steps<T = void> = Generator<Step, T, Buffer>;

// No field and no part of a table that is read at once is longer.
const LONGEST_TAKE = 16 * 1024;

/** Where a reader is in its file. */
export class Cursor {
	/** Bytes from the file's start. */
	position = 0;

	/** The next bytes, which are valid until the next step. @throws RangeError for more than is read at once */
	*take(bytes: number): Steps<Buffer> {
		if (!(bytes >= 0 && bytes <= LONGEST_TAKE)) throw new RangeError('More than is read at once');
		if (bytes === 0) return NOTHING;
		this.position += bytes;
		return yield { take: bytes };
	}

	/** Goes past so many bytes, be it for ever. */
	*skip(bytes: number): Steps {
		if (!(bytes > 0)) return;
		this.position += bytes;
		yield { skip: bytes };
	}
}

const NOTHING = Buffer.alloc(0);

// Ten minutes of fragments with a frame each. What asks for more is made to keep the process busy: for a fifth of a second, this long.
const MOST_STEPS = 300_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** Takes a reader through a file that comes in pieces. Holds no more than one field of it. */
export class Walk {
	private wanted: Step | undefined;
	/** The part of a field that the last pieces brought. */
	private field: Buffer | undefined;
	private filled = 0;
	private steps = 0;
	private taken = 0;
	/** Whether the reader was stopped before the file's end: by nonsense, or since it read too much. */
	gaveUp = false;

	constructor(private readonly reader: Steps) {
		this.next(NOTHING);
	}

	/** Never throws. */
	push(chunk: Buffer): void {
		let at = 0;
		while (this.wanted !== undefined && at < chunk.length) at += this.give(chunk, at);
	}

	// How many bytes were used.
	private give(chunk: Buffer, at: number): number {
		const step = this.wanted as Step;
		const left = chunk.length - at;
		if ('skip' in step) {
			const bytes = Math.min(step.skip, left);
			step.skip -= bytes;
			if (step.skip === 0) this.next(NOTHING);
			return bytes;
		}
		if (this.field === undefined && left >= step.take) {
			this.next(chunk.subarray(at, at + step.take));
			return step.take;
		}
		return this.fill(step.take, chunk, at);
	}

	private fill(length: number, chunk: Buffer, at: number): number {
		const field = (this.field ??= Buffer.allocUnsafeSlow(length));
		const bytes = chunk.copy(field, this.filled, at);
		this.filled += bytes;
		if (this.filled === length) {
			this.field = undefined;
			this.filled = 0;
			this.next(field);
		}
		return bytes;
	}

	private next(bytes: Buffer): void {
		this.steps += 1;
		this.taken += bytes.length;
		this.wanted = undefined;
		if (this.steps > MOST_STEPS || this.taken > MOST_BYTES) {
			this.gaveUp = true;
			return;
		}
		try {
			const { done, value } = this.reader.next(bytes);
			if (!done) this.wanted = value;
		} catch {
			this.gaveUp = true;
		}
	}
}
