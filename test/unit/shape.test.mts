import { fitsSize, shapeOf } from '../../protocol/media/shape';

test.each([
	['1280x720', 'landscape'],
	['720x1280', 'portrait'],
	['512x512', 'square'],
	['16:9', 'landscape'],
	['720p 9:16', 'portrait'],
	['1:1', 'square'],
	['720p', undefined],
	['4K', undefined],
	['', undefined],
])('%s is %s', (size, shape) => expect(shapeOf(size)).toBe(shape));

test.each([
	[1280, 720, '1280x720', true],
	[720, 1280, '1280x720', false],
	[1281, 720, '1280x720', false],
	[1920, 1080, '16:9', true],
	[1344, 768, '16:9', true],
	[832, 480, '16:9', true],
	[1536, 1024, '16:9', false],
	[1080, 1920, '720p 9:16', true],
	[1, 1, '720p', true],
	[1, 1, '', true],
])('%s x %s for a video of "%s": %s', (width, height, size, fits) => {
	expect(fitsSize({ width, height }, size)).toBe(fits);
});

test.each([
	[1920, 1080, true],
	[832, 480, true],
	[720, 1280, false],
	[1024, 768, false],
])('%s x %s for 1280x720 where the server scales: %s', (width, height, fits) => {
	expect(fitsSize({ width, height }, '1280x720', true)).toBe(fits);
});
