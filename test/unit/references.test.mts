import type { BodyForm, CreateInputs, Media } from '../../protocol/dialects/inputs';
import {
	afterFirst,
	aloneOr,
	atMost,
	entry,
	insteadOfFirst,
	list,
	single,
} from '../../protocol/dialects/writers';
import { as, media } from '../../protocol/dialects/writers';
import { writeInputs } from '../../protocol/dialects/write';

const FILE = { fileName: 'a.png', mimeType: 'image/png', bytes: Buffer.from('a') };
const DATA_URL = 'data:image/png;base64,YQ==';
const file: Media = { file: FILE };
const url: Media = { url: 'https://example.com/a.png' };
const inputs = (more: Partial<CreateInputs> = {}): CreateInputs => ({ prompt: 'a', ...more });

describe('a list', () => {
	const write = list({ field: 'images', part: 'image', url: (image) => ({ image }) });

	test('of files are parts of the same name, of URLs entries; both may be there', () => {
		expect(write([file, url, file], 'multipart')).toEqual({
			fields: { images: [{ image: 'https://example.com/a.png' }] },
			files: { image: [FILE, FILE] },
		});
	});

	test('in JSON has files as data URLs, in their order', () => {
		expect(write([file, url], 'json')).toEqual({
			fields: { images: [{ image: DATA_URL }, { image: 'https://example.com/a.png' }] },
		});
	});

	test('with one that the server does not take is not taken', () => {
		expect(write([url, { fileId: 'file-1' }], 'json')).toBe('by file ID');
	});
});

test.each<[BodyForm, Media[], number, unknown]>([
	['json', [url], 1, { fields: { image: ['https://example.com/a.png'] } }],
	['json', [url, url, url], 2, 'beyond the first 2'],
])('in %s, of %j at most %d', (form, all, most, written) => {
	const write = atMost(most, list({ field: 'image', url: (one) => one }));
	expect(write(all, form)).toEqual(written);
});

test('a single one is written as itself', () => {
	const write = single(media({ field: 'image', url: (one) => one }));
	expect(write([url], 'json')).toEqual({ fields: { image: 'https://example.com/a.png' } });
	expect(write([url, url], 'json')).toBe('beyond the first');
});

test('a file that goes as a part alone is not written into JSON', () => {
	const write = media({ field: 'video_url', part: 'video', url: (one) => one, onlyPart: true });
	expect(write(file, 'multipart')).toEqual({ files: { video: FILE } });
	expect(write(url, 'json')).toEqual({ fields: { video_url: 'https://example.com/a.png' } });
	expect(write(file, 'json')).toBe('from a binary field with Body Format JSON');
});

test('some go only with a first frame, or only without one', () => {
	const write = as<string>('a');
	const withFirst = inputs({ firstFrame: url, referenceImages: [] });
	expect(afterFirst(write)('x', 'json', inputs())).toBe('without a first frame');
	expect(afterFirst(write)('x', 'json', withFirst)).toEqual({ fields: { a: 'x' } });
	expect(insteadOfFirst(write)('x', 'json', withFirst)).toBe('together with a first frame');
	expect(insteadOfFirst(write)('x', 'json', inputs())).toEqual({ fields: { a: 'x' } });
});

test('a first frame alone is written otherwise than along with others, with which it makes one list', () => {
	const ways = { field: 'image', url: (one: string) => ({ url: one }) };
	const writing = {
		...{ forms: ['json'] as const, nested: 'json' as const },
		fields: {
			prompt: as<string>('prompt'),
			firstFrame: aloneOr(media({ ...ways, field: 'alone' }), media(ways)),
			lastFrame: entry(ways),
			referenceImages: list(ways),
		},
	};
	const written = (more: Partial<CreateInputs>) => writeInputs(writing, inputs(more), 'json');
	const image = { url: 'https://example.com/a.png' };
	expect(written({ firstFrame: url, referenceImages: [] })).toMatchObject({
		fields: { alone: image },
	});
	expect(written({ firstFrame: url, lastFrame: url, referenceImages: [url] })).toMatchObject({
		fields: { image: [image, image, image] },
	});
});
