import fc from 'fast-check';
import { jsonBody, multipartBody, withoutEmpty } from '../../protocol/body';
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
	const entries = (fields: Record<string, unknown>) => entriesOf(multipartBody(fields));

	test('carries values as text, and objects and lists as JSON', () => {
		const fields = {
			prompt: 'A cat',
			seconds: '8',
			seed: 42,
			lora: { a: 1 },
			tags: ['x'],
			size: '',
		};
		expect(entries(fields)).toEqual([
			['prompt', 'A cat'],
			['seconds', '8'],
			['seed', '42'],
			['lora', '{"a":1}'],
			['tags', '["x"]'],
		]);
	});

	test.each(['image_url', 'file_id'])('names a reference as the openai SDK does (%s)', (field) => {
		expect(entries({ input_reference: { [field]: 'https://h/a.png' } })).toEqual([
			[`input_reference[${field}]`, 'https://h/a.png'],
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

describe('JSON', () => {
	test('carries values as they are', () => {
		const fields = { prompt: 'A cat', seconds: 8, lora: { a: 1 }, size: '' };
		expect(jsonBody(fields)).toEqual({ prompt: 'A cat', seconds: 8, lora: { a: 1 } });
	});

	test('carries a file as a data URL', () => {
		expect(jsonBody({ prompt: 'A cat' }, { input_reference: IMAGE })).toEqual({
			prompt: 'A cat',
			input_reference: { image_url: 'data:image/png;base64,AQID' },
		});
	});
});

test('any extra fields can be sent in both forms, and change nothing in what was given', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), anyJson), (fields) => {
			const before = structuredClone(fields);
			const sent = Object.keys(withoutEmpty(fields));
			expect(Object.keys(jsonBody(fields))).toEqual(sent);
			const parts = entriesOf(multipartBody(fields, { 'the file': IMAGE }));
			expect(parts.map(([name]) => name)).toEqual([...sent, 'the file']);
			expect(fields).toEqual(before);
		}),
		{ numRuns: RUNS },
	);
});
