import { readFile } from 'node:fs/promises';
import { createFile, MP4BoxBuffer, type ISOFile, type Movie } from 'mp4box';

/** What mp4box, a reader that others wrote, has read. */
export interface Parsed {
	movie: Movie;
	parser: ISOFile;
	/** of the whole file */
	bytes: number;
}

/** Has mp4box parse a file: its path, or its bytes. @throws Error where it is no mp4 file */
export async function parseMp4(file: string | Uint8Array): Promise<Parsed> {
	const { buffer, byteLength } = new Uint8Array(
		typeof file === 'string' ? await readFile(file) : file,
	);
	return await new Promise<Parsed>((resolve, reject) => {
		const parser = createFile();
		parser.onError = (module: string, message: string) =>
			reject(new Error(`${module}: ${message}`));
		parser.onReady = (movie) => resolve({ movie, parser, bytes: byteLength });
		parser.appendBuffer(MP4BoxBuffer.fromArrayBuffer(buffer, 0), true);
		parser.flush();
		// Of a whole file it has told everything by now.
		reject(new Error('not an mp4 file: no moov box'));
	});
}
