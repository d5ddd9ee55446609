import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';

const BOX_HEADER = 8;
const zeros = Buffer.alloc(256 * 1024);

/**
 * A file that is streamed: `head`, then so many zeros that are never held.
 * `bytes` is the length of the whole.
 */
export interface StreamedFile {
	bytes: number;
	stream(): Readable;
}

/** A file as it is. */
export const plainFile = (data: Uint8Array): StreamedFile => streamed([Buffer.from(data)], 0);

/**
 * An mp4 made exactly `bytes` long with a `free` box (ISO/IEC 14496-12, 8.1.2) at its end.
 * The encoder leaves a small `free` box there, which the new one replaces; a file that is longer
 * than `bytes` without it is served as it is: a clip is never cut.
 */
export function paddedMp4(mp4: Uint8Array, bytes: number | null): StreamedFile {
	if (bytes === null || bytes === mp4.length) return plainFile(mp4);
	const clip = Buffer.from(mp4.buffer, mp4.byteOffset, mp4.length - trailingFreeBox(mp4));
	const fill = bytes - clip.length - BOX_HEADER;
	if (fill < 0) return plainFile(mp4);
	const header = Buffer.alloc(BOX_HEADER);
	header.writeUInt32BE(fill + BOX_HEADER, 0);
	header.write('free', 4, 'latin1');
	return streamed([clip, header], fill);
}

/** Bytes of the `free` box that ends the file, or 0. */
function trailingFreeBox(mp4: Uint8Array): number {
	const view = Buffer.from(mp4.buffer, mp4.byteOffset, mp4.length);
	let start = 0;
	while (start + BOX_HEADER <= view.length) {
		const bytes = view.readUInt32BE(start);
		// 0 and 1 stand for "to the end" and for a 64-bit length: nothing to replace then.
		if (bytes < BOX_HEADER) return 0;
		if (start + bytes === view.length) {
			return view.toString('latin1', start + 4, start + 8) === 'free' ? bytes : 0;
		}
		start += bytes;
	}
	return 0;
}

function streamed(head: Buffer[], zeroBytes: number): StreamedFile {
	function* chunks() {
		yield* head;
		for (let left = zeroBytes; left > 0; left -= zeros.length) {
			yield left < zeros.length ? zeros.subarray(0, left) : zeros;
		}
	}
	const bytes = head.reduce((sum, part) => sum + part.length, zeroBytes);
	return { bytes, stream: () => Readable.from(chunks(), { objectMode: false }) };
}
