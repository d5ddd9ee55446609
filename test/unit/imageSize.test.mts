import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { fitsSize, imageSize } from '../../protocol/imageSize';
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

test('a JPEG with a picture of itself in its header is read past that', async () => {
	const { jpeg } = await encoded(720, 1280);
	const thumbnail = Buffer.concat([
		Buffer.from([0xff, 0xe1, 0, 12]),
		Buffer.from('\xFF\xC0\0\x11\x08\0\x10\0\x10', 'latin1'),
	]);
	const withExif = Buffer.concat([
		jpeg.subarray(0, 2),
		thumbnail.subarray(0, 14),
		Buffer.alloc(1),
		jpeg.subarray(2),
	]);
	expect(imageSize(withExif)).toEqual({ width: 720, height: 1280 });
});

test('whatever is cut off or no image has no size', async () => {
	for (const bytes of Object.values(await encoded(720, 1280))) {
		for (let length = 0; length < 24; length++) {
			const size = imageSize(bytes.subarray(0, length));
			if (size !== undefined) expect(size).toEqual({ width: 720, height: 1280 });
		}
	}
	expect(imageSize(Buffer.from('Dear Sir or Madam'))).toBeUndefined();
});

test('arbitrary bytes behind any beginning end in a size or in none', () => {
	const heads = ['', '\x89PNG\r\n\x1A\n', 'GIF89a', 'RIFF\0\0\0\0WEBPVP8 ', '\xFF\xD8\xFF'];
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

test.each([
	[1280, 720, '1280x720', true],
	[720, 1280, '1280x720', false],
	[1281, 720, '1280x720', false],
	[1920, 1080, '16:9', true],
	[1344, 768, '16:9', false],
	[1080, 1920, '720p 9:16', true],
	[854, 480, '16:9', true],
	[1, 1, '720p', true],
	[1, 1, '', true],
])('%s x %s for a video of "%s": %s', (width, height, size, fits) => {
	expect(fitsSize({ width, height }, size)).toBe(fits);
});
