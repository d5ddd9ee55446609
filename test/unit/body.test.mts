import fc from 'fast-check';
import { dataUrl, multipartBody, withoutEmpty } from '../../protocol/body';
import { anyJson, RUNS } from './support/fuzz.mts';

const IMAGE = { fileName: 'cat.png', mimeType: 'image/png', bytes: Buffer.from([1, 2, 3]) };

test('what is left empty is not sent; zero and false are', () => {
	expect(
		withoutEmpty({ prompt: 'x', size: '', seconds: null, model: undefined, seed: 0, hd: false }),
	).toEqual({ prompt: 'x', seed: 0, hd: false });
});

function entriesOf(form: FormData): Array<[name: string, value: FormDataEntryValue]> {
	const entries: Array<[string, FormDataEntryValue]> = [];
	form.forEach((value, name) => entries.push([name, value]));
	return entries;
}

describe('multipart', () => {
	const fields = {
		prompt: 'A cat',
		seconds: '8',
		seed: 42,
		lora: { a: 1, b: [2, { c: 3 }] },
		tags: ['x', 'y'],
		size: '',
	};
	const plain = [
		['prompt', 'A cat'],
		['seconds', '8'],
		['seed', '42'],
	];

	test('carries objects and lists with brackets, as the openai SDK does', () => {
		expect(entriesOf(multipartBody(fields))).toEqual([
			...plain,
			['lora[a]', '1'],
			['lora[b][]', '2'],
			['lora[b][][c]', '3'],
			['tags[]', 'x'],
			['tags[]', 'y'],
		]);
	});

	test('carries objects and lists as JSON, for servers that want it so', () => {
		expect(entriesOf(multipartBody(fields, {}, 'json'))).toEqual([
			...plain,
			['lora', '{"a":1,"b":[2,{"c":3}]}'],
			['tags', '["x","y"]'],
		]);
	});

	test('carries a file with its name, its type and its very bytes', async () => {
		const part = multipartBody({ prompt: 'A cat' }, { input_reference: IMAGE }).get(
			'input_reference',
		) as File;
		expect([part.name, part.type]).toEqual(['cat.png', 'image/png']);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(IMAGE.bytes);
	});

	test('carries only the bytes of a file that is part of a larger buffer', async () => {
		const bytes = Buffer.from([9, 9, 1, 2, 3, 9]).subarray(2, 5);
		const part = multipartBody({}, { video: { ...IMAGE, bytes } }).get('video') as File;
		expect(Buffer.from(await part.arrayBuffer())).toEqual(IMAGE.bytes);
	});
});

test('a file as a data URL', () => {
	expect(dataUrl(IMAGE)).toBe('data:image/png;base64,AQID');
});

test('any extra fields can be sent as JSON texts, and change nothing in what was given', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), anyJson), (fields) => {
			const before = structuredClone(fields);
			const sent = Object.keys(withoutEmpty(fields));
			const parts = entriesOf(multipartBody(fields, { 'the file': IMAGE }, 'json'));
			expect(parts.map(([name]) => name)).toEqual([...sent, 'the file']);
			expect(fields).toEqual(before);
		}),
		{ numRuns: RUNS },
	);
});

test('any extra fields can be sent with brackets: each part is text and begins with its field', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), anyJson), (fields) => {
			const sent = Object.keys(withoutEmpty(fields));
			for (const [name, value] of entriesOf(multipartBody(fields))) {
				expect(sent.some((field) => name.startsWith(field))).toBe(true);
				expect(typeof value).toBe('string');
			}
		}),
		{ numRuns: RUNS },
	);
});
