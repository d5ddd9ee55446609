import type { Writer } from '../../protocol/dialects/dialect';
import type { CreateInputs, Media } from '../../protocol/dialects/inputs';
import { vllmOmni } from '../../protocol/dialects/servers/vllmOmni';
import { writeInputs, type WrittenBody } from '../../protocol/dialects/write';
import {
	afterFirst,
	aloneOr,
	among,
	as,
	atMost,
	between,
	byUrl,
	digits,
	fileOrUrl,
	inside,
	insteadOfFirst,
	list,
	media,
	onlyIn,
	pixels,
	single,
	smallFiles,
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

const FILE = { fileName: 'a.png', mimeType: 'image/png', bytes: Buffer.from('a') };
const WITH_FIRST: CreateInputs = { prompt: 'a', firstFrame: url('first.png') };
const image = insteadOfFirst<Media>(as('image'));
const several = insteadOfFirst<Media[]>(as('images'));
const text = insteadOfFirst<string>(as('text'));

test.each<[string, Writer<never>, unknown]>([
	['among', among(['a'], text), 'a'],
	['between', between(1, 9, text), '4'],
	['single', single(image), [url('a')]],
	['smallFiles', smallFiles(9, several), [url('a')]],
	['atMost', atMost(2, several), [url('a')]],
	['aloneOr, alone', aloneOr(image, as('image')), url('a')],
	['onlyIn', onlyIn('json', image), url('a')],
	['fileOrUrl, a file', fileOrUrl(image, as('image')), { file: FILE }],
	['fileOrUrl, a URL', fileOrUrl(as('image'), image), url('a')],
	['byUrl', byUrl(several), [url('a')]],
	['inside', inside('media', image), url('a')],
	['afterFirst', afterFirst(image), url('a')],
])('a condition inside of %s looks at the other inputs', (_, write, value) => {
	expect(write(value as never, 'json', WITH_FIRST)).toBe('together with a first frame');
});

test('files go along with what stands inside of an object', () => {
	const write = inside(
		'media',
		media({ part: 'image', field: 'image', url: (address) => address }),
	);
	expect(write({ file: FILE }, 'multipart')).toEqual({ files: { image: FILE } });
	expect(write(url('a'), 'multipart')).toEqual({
		fields: { media: { image: 'https://example.com/a' } },
	});
});

test('sound that is too large for a field of vLLM-Omni is refused; by URL it may be of any size', () => {
	const sound = (length: number): Media => ({ file: { ...FILE, bytes: Buffer.alloc(length) } });
	const written = (...referenceAudio: Media[]) =>
		writeInputs(vllmOmni, { prompt: 'a', referenceAudio }, 'multipart');
	const largest = written(sound(375_000), sound(375_000), url('a.wav'));
	const { audio_reference } = (largest as WrittenBody).fields;
	// Starlette's MultiPartParser.max_part_size
	expect(JSON.stringify(audio_reference).length).toBeLessThan(1024 * 1024);
	expect(written(sound(375_000), sound(375_001))).toEqual({
		input: 'referenceAudio',
		way: 'from files of more than 0.75 MB',
	});
});
