import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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

/** Parses a file (path or bytes) in a child process: mp4box is an ES module, Jest's are CommonJS. */
export async function mp4Info(file: string | Uint8Array): Promise<Mp4Info> {
	if (typeof file !== 'string') return inTemporaryFile(file, mp4Info);
	const script = fileURLToPath(import.meta.url);
	const args = ['--import', 'tsx', script, file];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return JSON.parse(stdout) as Mp4Info;
}

async function inTemporaryFile<T>(data: Uint8Array, use: (file: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(path.join(tmpdir(), 'mp4-info-'));
	try {
		const file = path.join(folder, 'video.mp4');
		await writeFile(file, data);
		return await use(file);
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The part that runs in the child. */
async function parse(file: string): Promise<Mp4Info> {
	const { createFile, MP4BoxBuffer } = await import('mp4box');
	const parser = createFile();
	const info = new Promise<Mp4Info>((resolve, reject) => {
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
	});
	const { buffer } = new Uint8Array(await readFile(file));
	parser.appendBuffer(MP4BoxBuffer.fromArrayBuffer(buffer, 0), true);
	parser.flush();
	const nothing = Promise.reject<Mp4Info>(new Error('not an mp4 file: no moov box'));
	return Promise.race([info, nothing]);
}

const [, script, file] = process.argv;
if (script === fileURLToPath(import.meta.url) && file !== undefined) {
	parse(file).then(
		(info) => console.log(JSON.stringify(info)),
		(error: Error) => {
			console.error(error.message);
			process.exitCode = 1;
		},
	);
}
