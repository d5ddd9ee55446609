import { shapeOf } from '../../protocol/shape';

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
