import fc from 'fast-check';
import { gather } from '../../client/gather';

const MOST = 100;
const never = new AbortController().signal;

/** Lets everything that can go on go on. */
async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

async function* sourceOf(chunks: Buffer[], fails?: Error): AsyncGenerator<Buffer> {
	for (const chunk of chunks) yield chunk;
	if (fails) throw fails;
}

function chunksOf(lengths: number[]): Buffer[] {
	return lengths.map((length, n) => Buffer.alloc(length, n));
}

async function read(pieces: AsyncIterable<Buffer>, isSlow = () => false): Promise<Buffer[]> {
	const all: Buffer[] = [];
	for await (const piece of pieces) {
		all.push(piece);
		if (isSlow()) await settle();
	}
	return all;
}

test('every byte arrives in its order, however it comes and however slowly it is read', async () => {
	const lengths = fc.array(fc.integer({ min: 1, max: 3 * MOST }), { maxLength: 50 });
	await fc.assert(
		fc.asyncProperty(lengths, fc.infiniteStream(fc.boolean()), async (sizes, pace) => {
			const chunks = chunksOf(sizes);
			const noted: Buffer[] = [];
			const pieces = gather(sourceOf(chunks), (chunk) => noted.push(chunk), MOST, never);
			const all = await read(pieces, () => pace.next().value === true);
			expect(Buffer.concat(all)).toEqual(Buffer.concat(chunks));
			expect(noted).toEqual(chunks);
		}),
	);
});

test('what comes while the reader is busy is handed on in one piece, and no more than the most is read ahead', async () => {
	const noted: Buffer[] = [];
	const pieces = gather(
		sourceOf(chunksOf(Array.from({ length: 50 }, () => 30))),
		(chunk) => noted.push(chunk),
		MOST,
		never,
	);
	await pieces.next();
	await settle();
	expect(noted).toHaveLength(5);
	const { value } = await pieces.next();
	expect(value).toHaveLength(120);
});

test('it ends with the error of its source, and with that of whoever notes the chunks', async () => {
	const broken = new Error('the connection broke');
	const tooLarge = new Error('too large');
	const chunks = chunksOf([1, 2, 3]);
	await expect(read(gather(sourceOf(chunks, broken), () => {}, MOST, never))).rejects.toBe(broken);
	const refuse = () => {
		throw tooLarge;
	};
	await expect(read(gather(sourceOf(chunks), refuse, MOST, never))).rejects.toBe(tooLarge);
});

test('it ends when it is aborted while its source says nothing', async () => {
	const controller = new AbortController();
	const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
	const reading = read(gather(silent, () => {}, MOST, controller.signal));
	await settle();
	controller.abort();
	await expect(reading).rejects.toThrow('aborted');
	await expect(read(gather(silent, () => {}, MOST, controller.signal))).rejects.toThrow('aborted');
});
