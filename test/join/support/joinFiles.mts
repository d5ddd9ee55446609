import { closeSync, createReadStream, openSync, readSync, statSync, writeSync } from 'node:fs';
import { planJoin, type JoinWish } from '../../../protocol/mp4/join/planJoin';
import type { Movie } from '../../../protocol/mp4/movie';
import type { JoinPlan, Piece } from '../../../protocol/mp4/plan';
import { mp3Reader } from '../../../protocol/mp4/read/mp3Reader';
import { movieReader } from '../../../protocol/mp4/read/movieReader';

const CHUNK = 1024 * 1024;

/** Reads the tables of a file. @throws Mp4Error */
export async function readMovie(file: string, open = movieReader): Promise<Movie> {
	const reader = open();
	const stream = createReadStream(file, { highWaterMark: CHUNK });
	for await (const chunk of stream) if (!reader.push(chunk as Buffer)) break;
	return reader.end(statSync(file).size);
}

/** Reads the tables of a file of sound. @throws Mp4Error */
export const readSoundFile = async (file: string) =>
	await readMovie(file, file.endsWith('.mp3') ? mp3Reader : movieReader);

/** Writes a plan's file; gathers small pieces. */
export function writePlan(plan: JoinPlan, files: readonly string[], audio: string, output: string) {
	const sources = new Map<number | 'audio', number>();
	const openSource = (source: number | 'audio') => {
		const known = sources.get(source);
		if (known !== undefined) return known;
		const handle = openSync(source === 'audio' ? audio : files[source], 'r');
		sources.set(source, handle);
		return handle;
	};
	const out = openSync(output, 'w');
	const buffer = Buffer.alloc(4 * CHUNK);
	let filled = 0;
	const flush = () => {
		writeSync(out, buffer, 0, filled);
		filled = 0;
	};
	const copy = (piece: Piece) => {
		const bytes = 'data' in piece ? piece.data.length : piece.bytes;
		for (let done = 0; done < bytes;) {
			if (filled === buffer.length) flush();
			const count = Math.min(bytes - done, buffer.length - filled);
			if ('data' in piece) piece.data.copy(buffer, filled, done, done + count);
			else {
				const from = piece.offset + done;
				const read = readSync(openSource(piece.source), buffer, filled, count, from);
				if (read !== count) throw new Error(`The plan asks for bytes behind a file's end.`);
			}
			filled += count;
			done += count;
		}
	};
	copy({ data: plan.head });
	for (const piece of plan.pieces) copy(piece);
	flush();
	for (const handle of [out, ...sources.values()]) closeSync(handle);
}

/** What to do, and with which audio file. */
export interface Wish extends Partial<Omit<JoinWish, 'replacement'>> {
	replacement?: string;
}

/** Joins files, as the node does, without n8n. @throws Mp4Error, JoinError */
export async function joinFiles(
	files: readonly string[],
	{ replacement = '', ...wish }: Wish,
	output: string,
): Promise<JoinPlan> {
	const movies: Movie[] = [];
	for (const file of files) movies.push(await readMovie(file));
	const sound = replacement === '' ? undefined : await readSoundFile(replacement);
	const plan = planJoin(movies, {
		...{ audio: 'keep', trimStart: 0, trimEnd: 0, ...wish },
		replacement: sound,
	});
	writePlan(plan, files, replacement, output);
	return plan;
}
