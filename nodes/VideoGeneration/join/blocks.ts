// A storage writes each block with a call of its own.
const BLOCK_BYTES = 256 * 1024;

/** Gathers small pieces to blocks; large ones are passed on as they are. */
export class Blocks {
	private block: Buffer | undefined;
	private bytes = 0;

	/** @returns the blocks that are ready now */
	add(part: Buffer): Buffer[] {
		if (part.length >= BLOCK_BYTES / 4) return [...this.end(), part];
		const ready = this.bytes + part.length > BLOCK_BYTES ? this.end() : [];
		// A part would keep all of the chunk that it was cut out of.
		this.block ??= Buffer.allocUnsafe(BLOCK_BYTES);
		this.bytes += part.copy(this.block, this.bytes);
		return ready;
	}

	/** @returns what is left, if anything is */
	end(): Buffer[] {
		const ready = this.block === undefined ? [] : [this.block.subarray(0, this.bytes)];
		this.block = undefined;
		this.bytes = 0;
		return ready;
	}
}
