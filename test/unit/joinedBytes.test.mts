import fc from 'fast-check';
import type { JoinPlan, Piece } from '../../protocol/mp4/plan.ts';
import { Blocks } from '../../nodes/VideoGeneration/join/blocks.ts';
import { joinedBytes, type Sources } from '../../nodes/VideoGeneration/join/joinedBytes.ts';

type Source = number | 'audio';

/** Files in pieces, and what was read of them. */
class Files implements Sources {
	readonly opened: Source[] = [];
	readonly closed: Source[] = [];
	/** The most clips that were open at the same time. */
	mostClips = 0;
	/** How many bytes were read in all. */
	read = 0;

	constructor(
		private readonly files: Map<Source, Buffer>,
		private readonly chunkBytes: number,
	) {}

	async *open(source: Source): AsyncGenerator<Buffer> {
		const file = this.files.get(source)!;
		this.opened.push(source);
		const open = this.opened.filter((one) => !this.closed.includes(one) && one !== 'audio');
		this.mostClips = Math.max(this.mostClips, open.length);
		try {
			for (let at = 0; at < file.length; at += this.chunkBytes) {
				const chunk = file.subarray(at, at + this.chunkBytes);
				this.read += chunk.length;
				yield chunk;
			}
		} finally {
			this.closed.push(source);
		}
	}

	ended(source: Source): Error {
		return new Error(`${source} has ended`);
	}
}

const content = (source: Source, bytes: number) =>
	Buffer.from(Array.from({ length: bytes }, (_, n) => n * 7 + (source === 'audio' ? 3 : source)));

function planOf(pieces: Piece[]): JoinPlan {
	const head = Buffer.from('head');
	return { head, pieces } as unknown as JoinPlan;
}

async function all(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
	const blocks: Buffer[] = [];
	for await (const block of bytes) blocks.push(block);
	return Buffer.concat(blocks);
}

/** Stretches of a file, in ascending order: where each begins, and how long it is. */
const stretches = fc
	.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
	.map((gaps) => {
		let at = 0;
		return gaps.map(([gap, bytes]) => {
			const offset = at + gap;
			at = offset + bytes;
			return { offset, bytes };
		});
	});

const endOf = (parts: Array<{ offset: number; bytes: number }>) =>
	parts.reduce((end, { offset, bytes }) => Math.max(end, offset + bytes), 0);

test('the pieces come out in order, whatever the files are cut into, with one clip open at a time', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(stretches, { minLength: 1, maxLength: 4 }),
			stretches,
			fc.integer({ min: 1, max: 100 }),
			fc.nat(3),
			async (clips, audio, chunkBytes, every) => {
				const files = new Map<Source, Buffer>(
					clips.map((parts, clip) => [clip, content(clip, endOf(parts) + 5)]),
				);
				files.set('audio', content('audio', endOf(audio) + 5));
				const pieces: Piece[] = [];
				const sound = audio.map((part): Piece => ({ source: 'audio', ...part }));
				clips.forEach((parts, clip) => {
					for (const part of parts) {
						pieces.push({ source: clip, ...part });
						if (pieces.length % (every + 1) === 0) pieces.push({ data: Buffer.from('new') });
						const next = sound.shift();
						if (next) pieces.push(next);
					}
				});
				const expected = pieces.map((piece) =>
					'data' in piece
						? piece.data
						: files.get(piece.source)!.subarray(piece.offset, piece.offset + piece.bytes),
				);
				const sources = new Files(files, chunkBytes);
				const joined = await all(joinedBytes(planOf(pieces), sources));
				expect(joined).toEqual(Buffer.concat([Buffer.from('head'), ...expected]));
				expect(sources.mostClips).toBeLessThanOrEqual(1);
				expect(sources.closed.sort()).toEqual(sources.opened.sort());
			},
		),
	);
});

test('a file that has become shorter ends it with an error, and all files are closed', async () => {
	const files = new Map<Source, Buffer>([
		[0, content(0, 100)],
		['audio', content('audio', 100)],
	]);
	const sources = new Files(files, 10);
	const pieces: Piece[] = [
		{ source: 'audio', offset: 0, bytes: 10 },
		{ source: 0, offset: 90, bytes: 11 },
	];
	await expect(all(joinedBytes(planOf(pieces), sources))).rejects.toThrow('0 has ended');
	expect(sources.closed.sort()).toEqual([0, 'audio']);
});

test('it reads no further than it is asked, and closes its files when nobody goes on', async () => {
	const large = Buffer.alloc(50_000_000);
	const sources = new Files(new Map([[0, large]]), 100_000);
	const pieces: Piece[] = [{ source: 0, offset: 0, bytes: large.length }];
	const bytes = joinedBytes(planOf(pieces), sources);
	await bytes.next();
	await bytes.next();
	expect(sources.read).toBeLessThan(1_000_000);
	await bytes.return(undefined);
	expect(sources.closed).toEqual([0]);
});

test('blocks hold what was added, in order; small parts are gathered', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 40 }), (lengths) => {
			const parts = lengths.map((length, n) => Buffer.alloc(length, n + 1));
			const blocks = new Blocks();
			const out = parts.flatMap((part) => blocks.add(part));
			out.push(...blocks.end());
			expect(Buffer.concat(out).equals(Buffer.concat(parts))).toBe(true);
			const total = lengths.reduce((sum, length) => sum + length, 0);
			expect(out.length).toBeLessThanOrEqual(2 * Math.ceil(total / 65_536) + 1);
		}),
	);
});
