import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;

/** What ffprobe says of a file's first video stream. */
export interface Probed {
	width: number;
	height: number;
	seconds: number;
	framesPerSecond: number;
	videoCodec: string;
	hasAudio: boolean;
}

interface Stream {
	codec_type: string;
	codec_name?: string;
	codec_tag_string?: string;
	width: number;
	height: number;
	duration?: string;
	avg_frame_rate: string;
	disposition: { attached_pic: number };
	side_data_list?: Array<{ rotation?: number }>;
}

interface Packet {
	pts_time: string;
	duration_time?: string;
}

/** A folder for a file's tests, which is gone after them. */
export function useFolder(): (name: string) => string {
	const folder = mkdtempSync(path.join(tmpdir(), 'video-generation-media-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return (name) => path.join(folder, name);
}

/** Makes a file. */
export async function ffmpeg(...args: string[]): Promise<void> {
	await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
}

/** Makes a file as a stream: into a pipe, so that nothing can be written at its beginning later. */
export async function ffmpegPiped(...args: string[]): Promise<Buffer> {
	const { stdout } = await run('ffmpeg', ['-v', 'error', '-nostdin', ...args, 'pipe:1'], {
		encoding: 'buffer',
		maxBuffer: MOST_OUTPUT,
	});
	return stdout;
}

/** The version of what is installed. */
export async function ffmpegMajor(): Promise<number> {
	const { stdout } = await run('ffmpeg', ['-version']);
	return Number(/version \D?(\d+)/.exec(stdout)?.[1]);
}

async function ask<T>(file: string, ...what: string[]): Promise<T> {
	const args = ['-v', 'error', '-of', 'json', ...what, file];
	const { stdout } = await run('ffprobe', args, { maxBuffer: MOST_OUTPUT });
	return JSON.parse(stdout) as T;
}

// Of what was written live, ffprobe does not say how long it is, but when each frame is shown.
async function countedSeconds(file: string): Promise<number> {
	const { packets } = await ask<{ packets: Packet[] }>(
		file,
		...['-select_streams', 'v:0', '-show_packets'],
	);
	const starts = packets.map(({ pts_time }) => Number(pts_time));
	const [first, last] = [Math.min(...starts), Math.max(...starts)];
	const ends = packets.map(
		({ pts_time, duration_time }) => Number(pts_time) + Number(duration_time ?? 0),
	);
	const interval = (last - first) / (packets.length - 1);
	return Math.max(last + (Math.max(...ends) > last ? 0 : interval), ...ends) - first;
}

/** What ffprobe reads from a file; its sides swapped where the picture is shown on its side. */
export async function ffprobe(file: string): Promise<Probed> {
	const { streams, format } = await ask<{ streams: Stream[]; format: { duration?: string } }>(
		file,
		...['-show_streams', '-show_format'],
	);
	const video = streams.find(
		(one) => one.codec_type === 'video' && one.disposition.attached_pic === 0,
	);
	if (video === undefined) throw new Error(`ffprobe sees no video in ${path.basename(file)}`);
	const said = Number(video.duration ?? format.duration);
	const turn = Math.abs(video.side_data_list?.find(({ rotation }) => rotation)?.rotation ?? 0);
	const sides = [video.width, video.height];
	const [width, height] = turn % 180 === 90 ? sides.reverse() : sides;
	const [frames, seconds] = video.avg_frame_rate.split('/').map(Number);
	return {
		width,
		height,
		seconds: said > 0 ? said : await countedSeconds(file),
		framesPerSecond: frames / seconds,
		videoCodec: video.codec_name ?? video.codec_tag_string ?? '',
		hasAudio: streams.some(({ codec_type }) => codec_type === 'audio'),
	};
}
