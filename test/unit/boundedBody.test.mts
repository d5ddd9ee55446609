import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readBody, readStart, type BodyKind } from '../../client/boundedBody';
import type { ByteStream } from '../../client/transport';
import { anyBody, RUNS } from './support/fuzz.mts';
import { anySplits, split } from './support/scan.mts';

const MEGABYTE = 1024 * 1024;

interface Source {
	body: ByteStream;
	/** Bytes that were taken so far. */
	taken(): number;
}

/** A body that comes in chunks, and breaks off after them where it is said to. */
function sourceOf(chunks: Iterable<Buffer>, breaks = false): Source {
	let bytes = 0;
	function* counted() {
		for (const chunk of chunks) {
			bytes += chunk.length;
			yield chunk;
		}
		if (breaks) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
	}
	const stream = Readable.from(counted(), { objectMode: false, highWaterMark: 1 });
	return { body: stream as unknown as ByteStream, taken: () => bytes };
}

function* endless(part: string | Buffer, first = ''): Generator<Buffer> {
	const chunk = Buffer.alloc(64 * 1024, part);
	yield Buffer.from(first);
	for (;;) yield chunk;
}

const read = async (text: string | Buffer, status = 200, kind: BodyKind = 'job') =>
	await readBody(sourceOf([Buffer.from(text)]).body, status, kind);

describe('a body of any size is cut', () => {
	test.each<[string, number, BodyKind, Iterable<Buffer>, number, string | undefined]>([
		['an error', 500, 'job', endless('a'), 64 * 1024, undefined],
		['an error in JSON', 400, 'list', endless(' ', '{"error":1'), 64 * 1024, undefined],
		['a web page with success', 200, 'job', endless('a', '<html>'), 64 * 1024, undefined],
		['a job', 200, 'job', endless(' ', '{'), MEGABYTE, 'too large'],
		['a redirect', 302, 'job', endless(' ', '{'), MEGABYTE, 'too large'],
		['a list', 200, 'list', endless(' ', '['), 2 * MEGABYTE, 'too large'],
		['a job of many numbers', 200, 'job', endless('1,', '['), 2 * MEGABYTE, 'too many entries'],
		['a job of one number', 200, 'job', endless('1', '{"id":'), MEGABYTE, 'too large'],
		['a list with a file', 200, 'list', endless('A', '["'), 2 * MEGABYTE, 'too large'],
		['deep brackets', 200, 'job', endless('['), 0, 'nested too deep'],
	])('%s', async (_, status, kind, chunks, bytes, incomplete) => {
		const { body, taken } = sourceOf(chunks);
		const result = await readBody(body, status, kind);
		expect(result.incomplete).toBe(incomplete);
		expect(result.text.length).toBeLessThanOrEqual(bytes + 2 * 64 * 1024);
		// What the stream itself reads ahead counts too.
		expect(taken()).toBeLessThanOrEqual(bytes + 4 * 64 * 1024);
		expect(body.destroyed).toBe(true);
	});
});

test('the start of a stream is what is asked for, and the rest is not read', async () => {
	const { body, taken } = sourceOf(endless('a'));
	expect(await readStart(body, 100)).toBe('a'.repeat(100));
	expect(taken()).toBeLessThanOrEqual(3 * 64 * 1024);
	expect(body.destroyed).toBe(true);
});

test('what came before the connection was lost stays', async () => {
	const lost = async (text: string, status = 200) =>
		await readBody(sourceOf([Buffer.from(text)], true).body, status, 'job');
	expect(await lost('{"id":"video_1"}')).toMatchObject({
		json: { id: 'video_1' },
		incomplete: 'connection lost',
	});
	expect(await lost('{"id":"vid')).toMatchObject({
		...{ text: '{"id":"vid', json: undefined, incomplete: 'connection lost' },
	});
	expect(await lost('<html>half a pa')).toMatchObject({ incomplete: 'connection lost' });
	expect((await lost('{"error":{"message":"No"}}', 400)).json).toEqual({
		error: { message: 'No' },
	});
	expect((await lost('')).incomplete).toBe('connection lost');
});

test.each([
	['\uFEFF{"id":"a"}', { id: 'a' }],
	['\r\n\t {"id":"a"}', { id: 'a' }],
	['[1]', [1]],
	['"a"', 'a'],
	['17', 17],
	['1734567890123456789', '1734567890123456789'],
	['', undefined],
	['   ', undefined],
	['{"id":', undefined],
	['<html>', undefined],
	['queued', undefined],
	['\x1f\x8b\x08\0', undefined],
])('%j is read as %j', async (text, json) => {
	const result = await read(text);
	expect(result).toMatchObject({ json });
	expect(result.incomplete).toBeUndefined();
});

test.each([200, 400])('an answer %d is read the same however it is split', async (status) => {
	await fc.assert(
		fc.asyncProperty(anyBody, anySplits, async (text, shares) => {
			const bytes = Buffer.from(text);
			const parts = split(bytes, shares).filter(({ length }) => length > 0);
			// A mark for the byte order is not split.
			const chunks = text.startsWith('\uFEFF') ? [bytes] : parts;
			const [whole, inParts] = [
				await read(text, status),
				await readBody(sourceOf(chunks).body, status, 'job'),
			];
			expect(inParts).toEqual(whole);
		}),
		{ numRuns: RUNS / 4 },
	);
});

describe('a file in an answer', () => {
	const file = randomBytes(3 * MEGABYTE);
	const json = Buffer.from(
		JSON.stringify({ id: 'a', data: [{ b64_json: file.toString('base64') }] }),
	);
	const chunks = () =>
		Array.from({ length: 70 }, (_, n) => json.subarray(n * 65_536, (n + 1) * 65_536));

	test('is decoded when there is room for it, and not before', async () => {
		const { body, taken } = sourceOf(chunks());
		let giveRoom = () => {};
		const waitForRoom = async () => await new Promise<void>((resolve) => (giveRoom = resolve));
		const reading = readBody(body, 200, 'job', { waitForRoom });
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(taken()).toBeLessThan(8 * 65_536);
		giveRoom();
		const result = await reading;
		const [{ b64_json }] = (result.json as { data: Array<{ b64_json: string }> }).data;
		expect(result.files.get(b64_json)?.equals(file)).toBe(true);
		expect(result.text.length).toBeLessThan(200);
	});

	test('is only cut out where nobody wants it', async () => {
		const result = await readBody(sourceOf(chunks()).body, 200, 'job');
		expect(result).toMatchObject({ json: { id: 'a' }, files: new Map() });
		expect(result.incomplete).toBeUndefined();
	});

	test('is missing where it is larger than a page of a list may be', async () => {
		const result = await readBody(sourceOf(chunks()).body, 200, 'list');
		expect(result).toMatchObject({ json: undefined, incomplete: 'too large' });
	});
});
