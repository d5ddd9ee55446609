import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { parseJson } from '../../protocol/reading/json';
import { readVideo } from '../../protocol/reading/video';
import { REFERENCE_JOB } from './support/answers.mts';
import { anyBody, anyJson, nested, RUNS } from './support/fuzz.mts';
import { anySplits, scan, shortestMs } from './support/scan.mts';

// A failing property prints its seed and the path to the shrunk input.

/** The value as the scanner gives it: whole numbers that JavaScript cannot hold are texts. */
function withTexts(value: unknown): unknown {
	if (typeof value === 'number') {
		return /^-?\d{16,}$/.test(String(value)) && !Number.isSafeInteger(value)
			? String(value)
			: value;
	}
	if (Array.isArray(value)) return value.map(withTexts);
	if (typeof value !== 'object' || value === null) return value;
	const copy = JSON.parse('{}') as object;
	for (const [key, entry] of Object.entries(value)) {
		Object.defineProperty(copy, key, {
			value: withTexts(entry),
			...{ enumerable: true, configurable: true, writable: true },
		});
	}
	return copy;
}

describe('what comes out', () => {
	test('is the same value, wherever the text is split', () => {
		const indent = fc.constantFrom(undefined, ' ', '\t', '\r\n');
		fc.assert(
			fc.property(anyJson, indent, anySplits, (value, space, shares) => {
				const json = JSON.stringify(value, null, space);
				const { text, files, problem } = scan(json, shares);
				expect(problem).toBeUndefined();
				expect(files.size).toBe(0);
				expect(JSON.parse(text)).toEqual(withTexts(JSON.parse(json)));
			}),
			{ numRuns: RUNS },
		);
	});

	test('is the same text, byte by byte, where no number is too large for JavaScript', () => {
		const small = anyJson.filter((value) => !/\d{16}/.test(JSON.stringify(value) ?? ''));
		fc.assert(
			fc.property(small, (value) => {
				const json = JSON.stringify(value);
				const bytes = Buffer.from(json);
				const everywhere = Array.from(bytes, (_, n) => n / bytes.length);
				expect(scan(json, everywhere).text).toBe(json);
			}),
			{ numRuns: RUNS / 4 },
		);
	});

	test('has all digits of every whole number', () => {
		const number = fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n });
		fc.assert(
			fc.property(fc.array(number, { minLength: 1 }), anySplits, (numbers, shares) => {
				const json = `{"id":${numbers[0]}, "all":[${numbers.join(',')}]}`;
				const { id, all } = JSON.parse(scan(json, shares).text);
				expect([id, ...all].map(String)).toEqual([numbers[0], ...numbers].map(String));
			}),
			{ numRuns: RUNS },
		);
	});

	test.each([
		['9007199254740991', 9007199254740991],
		['-9007199254740991', -9007199254740991],
		['9007199254740992', '9007199254740992'],
		['1734567890123456789', '1734567890123456789'],
		['1734567890.1234567', 1734567890.1234567],
		['1e21', 1e21],
		['12345678901234567890e-3', 1.2345678901234568e16],
		['"1734567890123456789"', '1734567890123456789'],
		['"\\"1734567890123456789"', '"1734567890123456789'],
	])('reads %s as %j', (json, value) => {
		expect(JSON.parse(scan(json).text)).toBe(value);
		expect(JSON.parse(scan(`[${json}]`, [0.5]).text)).toEqual([value]);
	});

	test('begins with the whole id where the text is cut off', () => {
		const json = JSON.stringify(REFERENCE_JOB);
		for (let end = 1; end < json.length; end += 1) {
			const { text, problem } = scan(json.slice(0, end));
			expect([text, problem]).toEqual([json.slice(0, end), undefined]);
		}
		expect(scan('{"id":1734567890123456789,"st').text).toBe('{"id":"1734567890123456789","st');
	});

	test('is never an error, whatever comes in', () => {
		const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
		fc.assert(
			fc.property(fc.oneof(anyBody, bytes), anySplits, (body, shares) => {
				expect(() => parseJson(scan(body, shares).text)).not.toThrow();
			}),
			{ numRuns: RUNS },
		);
	});
});

describe('a file in the text', () => {
	// Longer than any other text may be.
	const bytes = randomBytes(400_000);
	const anyLength = fc.integer({ min: 150_000, max: bytes.length });
	const STYLES: Record<string, (base64: string) => string> = {
		'plain base64': (base64) => base64,
		'base64 without padding': (base64) => base64.replace(/=+$/, ''),
		base64url: (base64) => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
		'a data URL': (base64) => `data:video/mp4;base64,${base64}`,
		'a data URL with escaped slashes': (base64) =>
			`data:video/mp4;base64,${base64}`.replaceAll('/', '\\/'),
		'escaped slashes': (base64) => base64.replaceAll('/', '\\/'),
		'escaped plus signs': (base64) => base64.replaceAll('+', '\\u002B').replaceAll('=', '\\u003d'),
		'lines of 76 characters': (base64) => base64.replace(/.{76}/g, '$&\\n'),
		'lines that end like those of mail': (base64) => base64.replace(/.{76}/g, '$&\\r\\n'),
		'spaces and tabs': (base64) => base64.replace(/.{1000}/g, ' $&\\t '),
	};

	test.each(Object.entries(STYLES))('is decoded exactly: %s', (_, write) => {
		fc.assert(
			fc.property(anyLength, anySplits, (length, shares) => {
				const file = bytes.subarray(0, length);
				const json = `{"id":"a","data":[{"b64_json" : "${write(file.toString('base64'))}"}],"n":1}`;
				const { text, files, problem } = scan(json, shares);
				const { data, ...rest } = JSON.parse(text);
				expect([rest, problem]).toEqual([{ id: 'a', n: 1 }, undefined]);
				expect([...files.keys()]).toEqual([data[0].b64_json]);
				expect(files.get(data[0].b64_json)?.equals(file)).toBe(true);
				expect(text.length).toBeLessThan(200);
			}),
			{ numRuns: 8 },
		);
	});

	test('is decoded exactly when it comes byte by byte', () => {
		const file = bytes.subarray(0, 150_001);
		const base64 = file.toString('base64').replaceAll('/', '\\/').replaceAll('+', '\\u002b');
		const json = Buffer.from(`["${base64}"]`);
		const shares = Array.from(json.subarray(-90_000), (_, n) => 1 - n / json.length);
		const { text, files } = scan(json, shares);
		expect(files.get(JSON.parse(text)[0])?.equals(file)).toBe(true);
	});

	test('is one of several', () => {
		const [one, other] = [bytes.subarray(0, 200_000), bytes.subarray(100_000, 300_000)];
		const json = JSON.stringify({ a: one.toString('base64'), b: other.toString('base64'), c: 'd' });
		const { text, files } = scan(json, [0.1, 0.5, 0.9]);
		const { a, b, c } = JSON.parse(text);
		expect(files.get(a)?.equals(one)).toBe(true);
		expect(files.get(b)?.equals(other)).toBe(true);
		expect(c).toBe('d');
	});

	test('is only cut out where nobody wants it', () => {
		const { text, files } = scan(JSON.stringify([bytes.toString('base64')]), [], {}, false);
		expect(files.size).toBe(0);
		expect(JSON.parse(text)[0]).toMatch(/^\[\d+ characters, not shown: /);
	});

	test('is not what a long text is', () => {
		const { text, files } = scan(JSON.stringify({ prompt: 'a calm lake. '.repeat(20_000) }));
		expect(files.size).toBe(0);
		expect(JSON.parse(text).prompt).toMatch(/^\[\d+ characters, not shown: /);
	});

	test('that breaks off is left out', () => {
		const json = JSON.stringify({ id: 'a', file: bytes.toString('base64') }).slice(0, -1000);
		const { text, files } = scan(json, [0.3, 0.6]);
		expect(files.size).toBe(0);
		expect(text).toMatch(/^\{"id":"a","file":.{0,100}$/);
	});
});

describe('a limit', () => {
	const deep = (depth: number) => JSON.stringify(nested(depth, 'a', 1));

	test('of levels', () => {
		expect(scan(deep(100), [0.5], { depth: 100 }).problem).toBeUndefined();
		expect(scan(deep(101), [0.5], { depth: 100 }).problem).toBe('nested too deep');
		expect(scan('[[[]]][[[]]]'.repeat(100), [0.5], { depth: 3 }).problem).toBeUndefined();
		expect(scan('["[[[[{{{{"]', [0.5], { depth: 1 }).problem).toBeUndefined();
	});

	test('of entries', () => {
		const list = (entries: number) => JSON.stringify(Array.from({ length: entries }, () => 0));
		expect(scan(list(900), [0.5], { entries: 1000 }).problem).toBeUndefined();
		expect(scan(list(1100), [0.5], { entries: 1000 }).problem).toBe('too many entries');
		expect(scan(`["${','.repeat(1000)}"]`, [0.5], { entries: 10 }).problem).toBeUndefined();
	});

	test.each([
		['text', `["${'a'.repeat(1100)}"]`],
		['texts', JSON.stringify(Array.from({ length: 200 }, () => 'abcd'))],
		['white space', ' '.repeat(1100)],
		['a number', '1'.repeat(1010)],
		['a number in a list', `[${'1'.repeat(1010)}]`],
	])('of bytes: %s', (_, json) => {
		const shares = Array.from({ length: 20 }, (__, n) => n / 20);
		expect(scan(json, shares, { bytes: 1000 }).problem).toBe('too large');
		expect(scan(json, [], { bytes: 1000 }).problem).toBe('too large');
		expect(scan(json, shares, { bytes: 5000 }).text.length).toBeGreaterThanOrEqual(json.length);
	});

	test('of the digits of a number', () => {
		const shares = Array.from({ length: 100 }, (_, n) => n / 100);
		expect(scan('1'.repeat(1024), shares).problem).toBeUndefined();
		expect(scan('1'.repeat(1025), shares).problem).toBe('too large');
		expect(scan(`[${'1'.repeat(1025)}]`).problem).toBe('too large');
		expect(scan('1'.repeat(30_000_000)).text).toBe('');
	});

	test('of the bytes of files, which are none of the text', () => {
		const json = JSON.stringify([randomBytes(300_000).toString('base64')]);
		expect(scan(json, [0.5], { bytes: 200, fileBytes: 400_000 }).problem).toBeUndefined();
		expect(scan(json, [0.5], { bytes: 200, fileBytes: 399_999 }).problem).toBe('too large');
		expect(scan(json.repeat(2), [], { fileBytes: 500_000 }).problem).toBe('too large');
	});

	test('ends the reading, and what came before it stays', () => {
		const json = `{"id":"video_1","list":[${'[],'.repeat(50_000)}`;
		const { text, problem } = scan(json, [0.2, 0.9], { entries: 1000 });
		expect(problem).toBe('too many entries');
		expect(text).toMatch(/^\{"id":"video_1","list":\[\[\],/);
		expect(text.length).toBeLessThan(4000);
	});
});

describe('the work', () => {
	const MEGABYTE = 1024 * 1024;
	const page = (bytes: number) => {
		const jobs = Math.floor(bytes / JSON.stringify(REFERENCE_JOB).length);
		return Buffer.from(JSON.stringify({ data: Array.from({ length: jobs }, () => REFERENCE_JOB) }));
	};
	const inChunks = (bytes: Buffer) =>
		Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, n) => (n * 65_536) / bytes.length);
	const parseMs = () => shortestMs(() => JSON.parse(page(2 * MEGABYTE).toString()));

	test('on a page of 2 MB is of the order of parsing it', () => {
		const bytes = page(2 * MEGABYTE);
		const shares = inChunks(bytes);
		// Hundreds of times as much is what a careless scanner takes; alone on a machine this is about two times.
		expect(shortestMs(() => scan(bytes, shares))).toBeLessThan(Math.max(50, parseMs() * 5));
	});

	test.each([
		['quotes', '"'],
		['empty texts', '"",'],
		['numbers', '1 '],
		['digits', '1'],
		['letters of numbers', 'e:'],
		['backslashes', '"\\\\'],
		['brackets', '['],
		['pairs of brackets', '[]'],
		['commas', ','],
		['white space', '\n'],
		['other letters', 'a'],
	])('on 2 MB of %s is no more', (_, part) => {
		const bytes = Buffer.from(part.repeat((2 * MEGABYTE) / part.length));
		const shares = inChunks(bytes);
		const limits = { bytes: 2 * MEGABYTE, depth: 100, entries: 100_000, fileBytes: 2 * MEGABYTE };
		expect(shortestMs(() => scan(bytes, shares, limits), 3)).toBeLessThan(
			Math.max(100, parseMs() * 10),
		);
	});
});

test('what stands in the place of a long text is no id', () => {
	const { text } = scan(JSON.stringify({ id: 'x'.repeat(300_000), status: 'queued' }));
	expect(JSON.parse(text)).toEqual({ id: expect.stringMatching(/not shown/), status: 'queued' });
	expect(readVideo(JSON.parse(text))).toBeUndefined();
});
