// ISO/IEC 14496-12, 4.2: what boxes are made of. All numbers are big-endian.

export function u8(...values: number[]): Buffer {
	return Buffer.from(values);
}

export function u16(...values: number[]): Buffer {
	const bytes = Buffer.alloc(values.length * 2);
	values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
	return bytes;
}

export function u32(...values: number[]): Buffer {
	const bytes = Buffer.alloc(values.length * 4);
	values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
	return bytes;
}

/** @param value an integer up to 2^53 */
export function u64(value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(value));
	return bytes;
}

/** A box: its size, its type, its content. @param type four characters */
export function box(type: string, ...content: Buffer[]): Buffer {
	const size = content.reduce((sum, { length }) => sum + length, 8);
	return Buffer.concat([u32(size), Buffer.from(type, 'latin1'), ...content], size);
}

/** A box whose content begins with a version and flags. */
export function fullBox(
	type: string,
	{ version = 0, flags = 0 }: { version?: number; flags?: number },
	...content: Buffer[]
): Buffer {
	return box(type, u32(version * 0x1000000 + flags), ...content);
}

// A version 0 has times of 32 bits.
export const fits32 = (...values: number[]) => values.every((value) => value <= 0xffffffff);
