import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Movie, Track } from '../../../protocol/mp4/movie';
import { mp3Reader } from '../../../protocol/mp4/read/mp3Reader';
import { movieReader, type MovieReader } from '../../../protocol/mp4/read/movieReader';

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;

/** A packet as ffprobe sees it. */
interface Packet {
	stream_index: number;
	pts: number;
	dts: number;
	size: string;
	pos: string;
	flags: string;
}

type Row = Record<'pts' | 'dts' | 'size' | 'pos', number | string> & { flags: string };

interface ProbedStream {
	index: number;
	id: string;
	codec_name: string;
	sample_rate?: string;
	channels?: number;
	/** As the header says it. @unit the track's timescale */
	duration_ts?: number;
	width?: number;
	height?: number;
	packets: Packet[];
}

/** All packets of a file by the tables alone: no edit list moves or drops any. */
async function probe(file: string): Promise<ProbedStream[]> {
	const isMovie = !file.endsWith('.mp3');
	const what = [...(isMovie ? ['-ignore_editlist', '1'] : []), '-show_packets', '-show_streams'];
	const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', ...what, file], {
		maxBuffer: MOST_OUTPUT,
	});
	const { packets, streams } = JSON.parse(stdout) as {
		packets: Packet[];
		streams: ProbedStream[];
	};
	return streams.map((stream) => ({
		...stream,
		packets: packets.filter(({ stream_index }) => stream_index === stream.index),
	}));
}

/** Reads a file that comes in pieces of these sizes, again and again, and stops when the reader has what it needs. */
export function readInPieces(
	bytes: Buffer,
	sizes: readonly number[],
	reader: MovieReader = movieReader(),
): Movie {
	let [at, piece] = [0, 0];
	while (at < bytes.length) {
		const size = sizes[piece++ % sizes.length];
		// A stream may use its memory again.
		const chunk = Buffer.from(bytes.subarray(at, at + size));
		const isWanted = reader.push(chunk);
		chunk.fill(0xff);
		if (!isWanted) break;
		at += size;
	}
	return reader.end(bytes.length);
}

// A line each: a test that fails then shows what differs, and not much else.
const row = ({ pts, dts, size, pos, flags }: Row) =>
	`pts ${pts} dts ${dts} size ${size} at ${pos} ${String(flags).slice(0, 1)}`;

/**
 * A track's table in ffprobe's words. Where a picture is shown before it is decoded, ffmpeg has all decoded sooner, or, in fragments, shown later.
 */
function rowsOf({ samples, kind }: Track, isFragmented: boolean): string[] {
	const most = Math.max(0, ...Array.from(samples.shifts, (shift) => -shift));
	const [sooner, later] = isFragmented ? [0, most] : [most, 0];
	return Array.from({ length: samples.count }, (_, index) => {
		const dts = samples.decodeTimes[index];
		const isKey = kind === 'audio' || samples.isSync[index] === 1;
		return row({
			pts: dts + samples.shifts[index] + later,
			dts: dts - sooner,
			size: samples.sizes[index],
			pos: samples.offsets[index],
			flags: isKey ? 'K__' : '___',
		});
	});
}

/** How long each sample lasts but the last. */
function lasting({ samples: { durations, count } }: Track): number[] {
	return Array.from(durations.subarray(0, count - 1));
}

// The durations that ffprobe gives for packets are those of the decoder, not of the table.
function lastingBySteps({ packets }: ProbedStream): number[] {
	return packets.slice(1).map(({ dts }, index) => dts - packets[index].dts);
}

const endOf = ({ samples: { count, decodeTimes, durations } }: Track) =>
	decodeTimes[count - 1] + durations[count - 1];

function expectSameTrack(track: Track, stream: ProbedStream, isFragmented: boolean): void {
	const { entry } = track;
	expect(rowsOf(track, isFragmented)).toEqual(stream.packets.map(row));
	expect(lasting(track)).toEqual(lastingBySteps(stream));
	if (!isFragmented) expect(endOf(track)).toBe(stream.duration_ts);
	expect(entry.codec).toBe(stream.codec_name);
	if (track.kind === 'audio') {
		expect([entry.sampleRate, entry.channels]).toEqual([
			Number(stream.sample_rate),
			stream.channels,
		]);
	} else {
		expect([entry.width, entry.height]).toEqual([stream.width, stream.height]);
	}
}

const SIZES = fc.array(
	fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 70_000 })),
	{ minLength: 1, maxLength: 20 },
);
const RUNS = 5;

/** Fails where ffprobe reads other tables from the file, or where it matters how the file is cut into pieces. */
export async function expectSameTables(file: string): Promise<Movie> {
	const bytes = await readFile(file);
	const movie = readInPieces(bytes, [64 * 1024]);
	const streams = await probe(file);
	const isFragmented = bytes.includes('moof', 0, 'latin1');
	const tracks = [movie.video, movie.audio].filter((track) => track !== undefined);
	expect(tracks.length).toBeGreaterThan(0);
	for (const track of tracks) {
		const stream = streams.find(({ id }) => Number(id) === track.id);
		if (stream === undefined) throw new Error(`ffprobe sees no track ${track.id}`);
		if (track.samples.count > 0) expectSameTrack(track, stream, isFragmented);
	}
	// A failing property prints its seed.
	fc.assert(
		fc.property(SIZES, (sizes) => expect(readInPieces(bytes, sizes)).toEqual(movie)),
		{ numRuns: RUNS },
	);
	return movie;
}

async function decodedLength(file: string, channels: number): Promise<number> {
	const args = ['-v', 'error', '-i', file, '-f', 's16le', 'pipe:1'];
	const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: MOST_OUTPUT });
	return stdout.length / 2 / channels;
}

/** Fails where ffprobe sees other frames in an MP3 file, or ffmpeg plays more or less of it. */
export async function expectSameFrames(file: string): Promise<void> {
	const bytes = await readFile(file);
	const [{ packets, sample_rate, channels = 0 }] = await probe(file);
	const expected = await decodedLength(file, channels);
	fc.assert(
		fc.property(SIZES, (sizes) => {
			const { audio } = readInPieces(bytes, sizes, mp3Reader());
			if (audio === undefined) throw new Error('No sound');
			const { samples, entry, shown } = audio;
			expect([entry.codec, entry.sampleRate, entry.channels]).toEqual([
				...['mp3', Number(sample_rate), channels],
			]);
			const frames = packets.map(({ pos, size }) => `${size} at ${pos}`);
			const ours = Array.from(samples.sizes, (size, at) => `${size} at ${samples.offsets[at]}`);
			expect(ours).toEqual(frames);
			const end = samples.count * samples.durations[0];
			expect(Math.min(shown.to, end) - shown.from).toBe(expected);
		}),
		{ numRuns: RUNS },
	);
}
