import type { JoinPlan, Piece } from '../../../protocol/mp4/plan';
import { Blocks } from './blocks';
import { SourceCursor } from './sourceCursor';

type Source = Extract<Piece, { source: unknown }>['source'];

/** The files that a plan takes its pieces from. */
export interface Sources {
	/** The content of a file from its beginning; the end of the iteration closes it. */
	open(source: Source): AsyncIterable<Buffer>;
	/** The error that a file has ended before a piece of it. */
	ended(source: Source): Error;
}

/** One open file of the clips, the one that is copied, and beside it the audio file. */
class OpenSources {
	private readonly open = new Map<Source, SourceCursor>();

	constructor(private readonly sources: Sources) {}

	async cursor(source: Source): Promise<SourceCursor> {
		const known = this.open.get(source);
		if (known !== undefined) return known;
		if (source !== 'audio') await this.close((one) => one !== 'audio');
		const cursor = new SourceCursor(this.sources.open(source));
		this.open.set(source, cursor);
		return cursor;
	}

	async close(which: (source: Source) => boolean = () => true): Promise<void> {
		for (const [source, cursor] of [...this.open]) {
			if (!which(source)) continue;
			this.open.delete(source);
			await cursor.close();
		}
	}
}

/**
 * The second pass: the joined file, block by block. It reads on only when the next block is wanted, and closes what it has opened when
 * the iteration ends, however it ends.
 * @throws what `sources.ended` gives where a file has become shorter
 */
export async function* joinedBytes(plan: JoinPlan, sources: Sources): AsyncGenerator<Buffer> {
	const open = new OpenSources(sources);
	const blocks = new Blocks();
	try {
		yield* blocks.add(plan.head);
		for (const piece of plan.pieces) {
			if ('data' in piece) {
				yield* blocks.add(piece.data);
				continue;
			}
			const cursor = await open.cursor(piece.source);
			for (let done = 0; done < piece.bytes;) {
				const part = await cursor.take(piece.offset + done, piece.bytes - done);
				if (part === undefined) throw sources.ended(piece.source);
				done += part.length;
				yield* blocks.add(part);
			}
		}
		yield* blocks.end();
	} finally {
		await open.close();
	}
}
