import type { Media } from '../../protocol/dialects/inputs';
import {
	among,
	atMost,
	between,
	digits,
	list,
	media,
	pixels,
	single,
} from '../../protocol/dialects/writers';

const url = (name: string): Media => ({ url: `https://example.com/${name}` });

test.each([
	['1', { fields: { seconds: '1' } }],
	['15', { fields: { seconds: '15' } }],
	['0', 'other than 1 to 15'],
	['16', 'other than 1 to 15'],
	['4.5', 'with a fraction'],
])('a length of %s within 1 to 15', (value, written) => {
	expect(between(1, 15, digits('seconds'))(value, 'json')).toEqual(written);
});

test('one of a few sizes is written, any other is refused with those few', () => {
	const write = among(['720x1280', '1280x720'], pixels('size'));
	expect(write('1280x720', 'json')).toEqual({ fields: { size: '1280x720' } });
	expect(write('640x480', 'json')).toBe('other than 720x1280, 1280x720');
});

test('of a list that may have one entry the second is refused, not dropped', () => {
	const write = single(media({ field: 'video_uri', url: (address) => address }));
	expect(write([url('a.mp4')], 'json')).toEqual({
		fields: { video_uri: 'https://example.com/a.mp4' },
	});
	expect(write([url('a.mp4'), url('b.mp4')], 'json')).toBe('beyond the first');
});

test('a list that is too long is refused', () => {
	const write = atMost(2, list({ field: 'images', url: (address) => ({ url: address }) }));
	expect(write([url('a'), url('b')], 'json')).toEqual({
		fields: { images: [{ url: 'https://example.com/a' }, { url: 'https://example.com/b' }] },
	});
	expect(write([url('a'), url('b'), url('c')], 'json')).toBe('beyond the first 2');
});
