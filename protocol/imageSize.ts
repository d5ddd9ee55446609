/** Width and height in pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

const starts = (bytes: Buffer, text: string, at = 0) =>
	bytes.toString('latin1', at, at + text.length) === text;

// W3C PNG, IHDR; GIF89a, logical screen.
function ofPng(bytes: Buffer): ImageSize {
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

function ofJpeg(bytes: Buffer): ImageSize | undefined {
	let at = 2;
	while (at + 9 <= bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1];
		if (marker === 0xff) at += 1;
		else if (isFrame(marker)) {
			return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
		} else at += 2 + bytes.readUInt16BE(at + 2);
	}
	return undefined;
}

function read(bytes: Buffer): ImageSize | undefined {
	if (starts(bytes, '\x89PNG\r\n\x1A\n')) return ofPng(bytes);
	if (starts(bytes, 'GIF8')) return ofGif(bytes);
	if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return ofWebp(bytes);
	return starts(bytes, '\xFF\xD8\xFF') ? ofJpeg(bytes) : undefined;
}

/** The size of a PNG, JPEG, WebP or GIF by its header; `undefined` for anything else and for what is cut off. */
export function imageSize(bytes: Buffer): ImageSize | undefined {
	try {
		const size = read(bytes);
		return size && size.width > 0 && size.height > 0 ? size : undefined;
	} catch {
		return undefined;
	}
}

// A ratio names no pixels: a hundredth is rounding.
const SAME_SHAPE = 0.01;

/** Whether an image fits a video's size: `1280x720` by its pixels, `16:9` and `720p 16:9` by its shape, anything else always. */
export function fitsSize({ width, height }: ImageSize, size: string): boolean {
	const [, w, sign, h] = /(\d+)([x:])(\d+)$/.exec(size) ?? [];
	if (sign === undefined) return true;
	if (sign === 'x') return width === Number(w) && height === Number(h);
	return Math.abs((width * Number(h)) / (height * Number(w)) - 1) < SAME_SHAPE;
}
