const NOTHING = Buffer.alloc(0);

/** A file that is read once, from its beginning to its end, in stretches. */
export class SourceCursor {
	private readonly chunks: AsyncIterator<Buffer>;
	private chunk: Buffer = NOTHING;
	/** Where the chunk begins in the file. @unit bytes */
	private at = 0;

	constructor(chunks: AsyncIterable<Buffer>) {
		this.chunks = chunks[Symbol.asyncIterator]();
	}

	/**
	 * The next bytes of a stretch, at least one.
	 * @param offset where they begin; never before the end of what was taken last
	 * @param most how many at most
	 * @returns `undefined` where the file has ended before
	 */
	async take(offset: number, most: number): Promise<Buffer | undefined> {
		while (this.at + this.chunk.length <= offset) {
			const next = await this.chunks.next();
			if (next.done) return undefined;
			this.at += this.chunk.length;
			this.chunk = next.value;
		}
		const start = offset - this.at;
		return this.chunk.subarray(start, start + most);
	}

	/** Closes the file. */
	async close(): Promise<void> {
		this.chunk = NOTHING;
		await this.chunks.return?.();
	}
}
