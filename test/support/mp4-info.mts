import { readFile } from 'node:fs/promises';
import { createFile, MP4BoxBuffer } from 'mp4box';

/** What an independent parser (mp4box) reads from an mp4 file. */
export interface Mp4Info {
	/** Major brand, e.g. "mp42". */
	brand: string;
	/** RFC 6381, e.g. "avc1.42001f". */
	codec: string;
	width: number;
	height: number;
	durationSeconds: number;
	frames: number;
}

/** Parses a file: its path, or its bytes. @throws Error where it is no mp4 file */
export async function mp4Info(file: string | Uint8Array): Promise<Mp4Info> {
	const { buffer } = new Uint8Array(typeof file === 'string' ? await readFile(file) : file);
	return await new Promise<Mp4Info>((resolve, reject) => {
		const parser = createFile();
		parser.onError = (module: string, message: string) =>
			reject(new Error(`${module}: ${message}`));
		parser.onReady = ({ brands, duration, timescale, videoTracks: [track] }) =>
			resolve({
				brand: brands[0] ?? '',
				codec: track?.codec ?? '',
				width: track?.video?.width ?? 0,
				height: track?.video?.height ?? 0,
				durationSeconds: duration / timescale,
				frames: track?.nb_samples ?? 0,
			});
		parser.appendBuffer(MP4BoxBuffer.fromArrayBuffer(buffer, 0), true);
		parser.flush();
		// Of a whole file it has told everything by now.
		reject(new Error('not an mp4 file: no moov box'));
	});
}
