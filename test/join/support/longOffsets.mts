const HOLDERS = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

const box = (type: string, ...parts: Buffer[]) => {
	const header = Buffer.alloc(8);
	header.writeUInt32BE(parts.reduce((sum, { length }) => sum + length, 8));
	header.write(type, 4, 'latin1');
	return Buffer.concat([header, ...parts]);
};

// stco has offsets of 32 bits, co64 of 64.
function longer(stco: Buffer): Buffer {
	const offsets = Array.from({ length: (stco.length - 8) / 4 }, (_, index) => {
		const offset = Buffer.alloc(8);
		offset.writeUInt32BE(stco.readUInt32BE(8 + 4 * index), 4);
		return offset;
	});
	return box('co64', stco.subarray(0, 8), ...offsets);
}

/** An mp4 file, whose header must come last, with offsets of 64 bits. */
export function withLongOffsets(bytes: Buffer): Buffer {
	const parts: Buffer[] = [];
	for (let at = 0; at < bytes.length;) {
		const size = bytes.readUInt32BE(at);
		const type = bytes.toString('latin1', at + 4, at + 8);
		const content = bytes.subarray(at + 8, at + size);
		if (HOLDERS.includes(type)) parts.push(box(type, withLongOffsets(content)));
		else if (type === 'stco') parts.push(longer(content));
		else parts.push(bytes.subarray(at, at + size));
		at += size;
	}
	return Buffer.concat(parts);
}
