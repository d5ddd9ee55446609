import { sniffMedia } from './fileTypes';

/** Width and height in pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

const starts = (bytes: Buffer, text: string, at = 0) =>
	bytes.toString('latin1', at, at + text.length) === text;

// W3C PNG, IHDR, which comes first; GIF89a, logical screen.
function ofPng(bytes: Buffer): ImageSize | undefined {
	if (!starts(bytes, 'IHDR', 12)) return undefined;
	return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function ofGif(bytes: Buffer): ImageSize {
	return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

// RFC 9649: lossy, lossless and extended WebP say it in different places.
function ofWebp(bytes: Buffer): ImageSize | undefined {
	if (starts(bytes, 'VP8X', 12)) {
		return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
	}
	if (starts(bytes, 'VP8L', 12)) {
		const bits = bytes.readUInt32LE(21);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (!starts(bytes, 'VP8 ', 12)) return undefined;
	return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

// Start of a frame (SOF0 to SOF15) but for DHT, JPG and DAC, which lie between (ITU T.81, table B.1).
const isFrame = (marker: number) =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const ORIENTATION = 0x0112;

// Exif 2.32, orientation 5 to 8: shown on its side. Whether a server turns it is not known.
function isTurned(exif: Buffer): boolean {
	const little = starts(exif, 'II', 6);
	const word = (at: number) => (little ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
	const first = 6 + (little ? exif.readUInt32LE(10) : exif.readUInt32BE(10));
	for (let entry = 0; entry < word(first); entry += 1) {
		const at = first + 2 + entry * 12;
		if (word(at) === ORIENTATION) return word(at + 8) >= 5;
	}
	return false;
}

function ofJpeg(bytes: Buffer): ImageSize | undefined {
	let at = 2;
	while (at + 9 <= bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1];
		if (isFrame(marker)) {
			return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
		}
		if (marker === 0xe1 && starts(bytes, 'Exif', at + 4) && isTurned(bytes.subarray(at + 4))) {
			return undefined;
		}
		// A marker may be filled up with bytes of its own kind.
		at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
	}
	return undefined;
}

const READERS: Record<string, (bytes: Buffer) => ImageSize | undefined> = {
	'image/gif': ofGif,
	'image/jpeg': ofJpeg,
	'image/png': ofPng,
	'image/webp': ofWebp,
};

/**
 * The size of a PNG, JPEG, WebP or GIF by its header; `undefined` for anything else, for what is cut off, and for a JPEG that is
 * shown on its side.
 */
export function imageSize(bytes: Buffer): ImageSize | undefined {
	try {
		const size = READERS[sniffMedia(bytes)?.mimeType ?? '']?.(bytes);
		return size && size.width > 0 && size.height > 0 ? size : undefined;
	} catch {
		return undefined;
	}
}
