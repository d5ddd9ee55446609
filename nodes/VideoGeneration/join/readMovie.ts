import { SNIFF_BYTES, sniffMedia } from '../../../protocol/media/fileTypes';
import { Mp4Error } from '../../../protocol/mp4/problem';
import type { Movie } from '../../../protocol/mp4/movie';
import { movieReader, type MovieReader } from '../../../protocol/mp4/read/movieReader';
import { mp3Reader } from '../../../protocol/mp4/read/mp3Reader';
import { chunksOf, storedBytes, type ItemFile, type Reading } from './itemFile';
import { unusable, type Use } from './unusable';

function readerFor(start: Buffer, use: Use): MovieReader {
	const isMp3 = use === 'audio' && sniffMedia(start)?.mimeType === 'audio/mpeg';
	return isMp3 ? mp3Reader() : movieReader();
}

/** Reads no more of a file than its tables need, if its size is known without that. */
async function readTables(
	reading: Reading,
	file: ItemFile,
	use: Use,
	noteStart: (start: Buffer) => void,
): Promise<Movie> {
	const size = await storedBytes(reading, file);
	let reader: MovieReader | undefined;
	let wantsMore = true;
	let bytes = 0;
	for await (const chunk of chunksOf(reading, file)) {
		if (reader === undefined) {
			noteStart(chunk.subarray(0, SNIFF_BYTES));
			reader = readerFor(chunk, use);
		}
		bytes += chunk.length;
		if (wantsMore) wantsMore = reader.push(chunk);
		if (!wantsMore && size !== undefined) return reader.end(size);
	}
	return (reader ?? movieReader()).end(bytes);
}

/**
 * The first pass: reads the tables of a file, and none of its frames.
 * @throws ClipError when it cannot be used
 */
export async function readMovie(reading: Reading, file: ItemFile, use: Use): Promise<Movie> {
	let start: Buffer = Buffer.alloc(0);
	try {
		return await readTables(reading, file, use, (bytes) => (start = bytes));
	} catch (error) {
		throw error instanceof Mp4Error ? unusable(file, use, error, start) : error;
	}
}
