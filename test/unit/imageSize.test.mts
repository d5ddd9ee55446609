import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { imageSize } from '../../protocol/media/imageSize';
import { ANSWERS } from './support/fuzz.mts';

const SIZES = [
	[1, 1],
	[720, 1280],
	[1792, 1024],
	[300, 7],
];

// Written by encoders of others.
async function encoded(width: number, height: number): Promise<Record<string, Buffer>> {
	const canvas = createCanvas(width, height);
	canvas.getContext('2d').fillRect(0, 0, width / 2, height);
	return {
		png: await canvas.encode('png'),
		jpeg: await canvas.encode('jpeg'),
		'lossy webp': await canvas.encode('webp', 50),
		'lossless webp': await canvas.encode('webp', 100),
		gif: await canvas.encode('gif'),
	};
}

test.each(SIZES)('%s x %s is read from every kind of image', async (width, height) => {
	for (const [kind, bytes] of Object.entries(await encoded(width, height))) {
		expect([kind, imageSize(bytes)]).toEqual([kind, { width, height }]);
	}
});

test('an extended WebP says its canvas', () => {
	const bytes = Buffer.alloc(30);
	bytes.write('RIFF', 0, 'latin1');
	bytes.write('WEBPVP8X', 8, 'latin1');
	bytes.writeUIntLE(1279, 24, 3);
	bytes.writeUIntLE(719, 27, 3);
	expect(imageSize(bytes)).toEqual({ width: 1280, height: 720 });
});

// An APP1 segment of Exif with one entry: the orientation.
function exif(orientation: number, little: boolean): Buffer {
	const order = little ? 'II' : 'MM';
	const tiff = Buffer.alloc(26);
	const word = (value: number, at: number) =>
		little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
	tiff.write(order, 'latin1');
	word(42, 2);
	if (little) tiff.writeUInt32LE(8, 4);
	else tiff.writeUInt32BE(8, 4);
	word(1, 8);
	word(0x0112, 10);
	word(3, 12);
	word(orientation, 18);
	const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
	return Buffer.concat([Buffer.from([0xff, 0xe1, 0, content.length + 2]), content]);
}

describe.each([true, false])('a JPEG with Exif (little-endian: %s)', (little) => {
	test.each([
		[1, { width: 720, height: 1280 }],
		[3, { width: 720, height: 1280 }],
		[6, undefined],
		[8, undefined],
	])('of orientation %s has the size %s', async (orientation, size) => {
		const { jpeg } = await encoded(720, 1280);
		const parts = [jpeg.subarray(0, 2), exif(orientation, little), jpeg.subarray(2)];
		expect(imageSize(Buffer.concat(parts))).toEqual(size);
	});
});

test('a PNG that does not begin with its header has no size', async () => {
	const { png } = await encoded(720, 1280);
	png.write('CgBI', 12, 'latin1');
	expect(imageSize(png)).toBeUndefined();
});

test('whatever is cut off or no image has no size, or its own', async () => {
	for (const bytes of Object.values(await encoded(72, 128))) {
		for (let length = 0; length < bytes.length; length += 1) {
			const size = imageSize(bytes.subarray(0, length));
			if (size !== undefined) expect(size).toEqual({ width: 72, height: 128 });
		}
	}
	expect(imageSize(Buffer.from('Dear Sir or Madam'))).toBeUndefined();
});

test('arbitrary bytes behind any beginning end in a size or in none', () => {
	const heads = [
		'',
		'\xFF\xD8\xFF\xE1\0\xFFExif\0\0II*\0\x08\0\0\0',
		'\x89PNG\r\n\x1A\n',
		'GIF89a',
		'RIFF\0\0\0\0WEBPVP8 ',
		'\xFF\xD8\xFF',
	];
	fc.assert(
		fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), (head, tail) => {
			const size = imageSize(Buffer.concat([Buffer.from(head, 'latin1'), tail]));
			if (size !== undefined) {
				expect(size.width).toBeGreaterThan(0);
				expect(size.height).toBeGreaterThan(0);
			}
		}),
		{ numRuns: ANSWERS },
	);
});
