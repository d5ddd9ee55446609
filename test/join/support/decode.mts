import { readFile, rm } from 'node:fs/promises';
import { run } from './run.mts';

/** A picture as ffmpeg decodes it. */
export interface Frame {
	/** When it is shown. @unit seconds */
	at: number;
	/** How long. @unit seconds */
	seconds: number;
	checksum: string;
	/** How bright it is on average, 0 to 255. */
	brightness: number;
}

/** Sound as ffmpeg decodes it. */
export interface Sound {
	/** When the first sample is heard. @unit seconds */
	at: number;
	codec: string;
	sampleRate: number;
	channels: number;
	/** The channels' samples by turns. */
	values: Float32Array;
	/** How long the file says that it is. @unit seconds */
	said: number;
	/** By how much a stretch begins too early or late for the samples before it: the worst. @unit samples */
	worstGap: number;
	/** What comes behind the last such place. */
	rest: { at: number; values: Float32Array };
}

/** What is in a file, by ffmpeg. */
export interface Decoded {
	/** What ffmpeg complains about, and what ffprobe does. */
	complaints: string;
	frames: Frame[];
	sound?: Sound;
	/** As ffprobe reads them, without decoding. @unit seconds */
	seconds: { file: number; picture: number; sound?: number };
	width: number;
	height: number;
	videoCodec: string;
	framesPerSecond: number;
}

interface Probed {
	streams: Array<{
		codec_type: string;
		codec_name: string;
		duration?: string;
		width: number;
		height: number;
		sample_rate?: string;
		channels: number;
		avg_frame_rate: string;
	}>;
	format: { duration: string };
}

/** The lines of -f framemd5 and -f framecrc: stream, dts, pts, duration, bytes, checksum. */
function linesOf(text: string) {
	const timebase = /#tb 0: (\d+)\/(\d+)/.exec(text);
	const unit = Number(timebase?.[1]) / Number(timebase?.[2]);
	return text
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => line.split(',').map((field) => field.trim()))
		.map(([, , pts, duration, , checksum]) => ({
			at: Number(pts) * unit,
			duration: Number(duration) * unit,
			checksum,
		}));
}

async function readFrames(checksums: string, brightness: string): Promise<Frame[]> {
	const lines = linesOf(await readFile(checksums, 'utf8'));
	const pixels = await readFile(brightness);
	if (pixels.length !== lines.length) throw new Error('ffmpeg decoded two numbers of frames.');
	return lines.map(({ at, duration, checksum }, index) => ({
		at,
		seconds: duration,
		checksum,
		brightness: pixels[index],
	}));
}

async function readSound(raw: string, stretches: string, form: Probed['streams'][0]) {
	const bytes = await readFile(raw);
	const values = new Float32Array(
		bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
	);
	const lines = linesOf(await readFile(stretches, 'utf8'));
	const sampleRate = Number(form.sample_rate);
	const { codec_name: codec, channels, duration: said } = form;
	const start = lines[0]?.at ?? 0;
	let [expected, worstGap, heard] = [start, 0, 0];
	let rest = { at: start, values };
	for (const { at, duration } of lines) {
		const gap = Math.abs(at - expected) * sampleRate;
		if (gap > 1.5) rest = { at, values: values.subarray(heard * channels) };
		worstGap = Math.max(worstGap, gap);
		expected = at + duration;
		heard += Math.round(duration * sampleRate);
	}
	return { at: start, codec, sampleRate, channels, values, said: Number(said), worstGap, rest };
}

const secondsOf = (stream?: { duration?: string }) =>
	stream === undefined ? undefined : Number(stream.duration);

async function probe(file: string): Promise<Probed> {
	const args = ['-v', 'error', '-of', 'json', '-show_streams', '-show_format', file];
	return JSON.parse((await run('ffprobe', args)).out) as Probed;
}

// With the times that the file has, not with those of a constant frame rate.
const PICTURES = ['-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '-1'];
const SOUND = ['-map', '0:a:0', '-c:a', 'pcm_f32le'];
// One pixel: the mean of all.
const ONE_PIXEL = ['-vf', 'scale=1:1:flags=area,format=gray', '-f', 'rawvideo'];

/** Decodes a whole file, with the times that it says. */
export async function decode(file: string): Promise<Decoded> {
	const probed = await probe(file);
	const video = probed.streams.find(({ codec_type }) => codec_type === 'video');
	const audio = probed.streams.find(({ codec_type }) => codec_type === 'audio');
	const [checksums, brightness, raw, stretches] = ['v.md5', 'v.raw', 'a.raw', 'a.crc'].map(
		(ending) => `${file}.${ending}`,
	);
	const pictures = [PICTURES, ['-f', 'framemd5', checksums], PICTURES, ONE_PIXEL, [brightness]];
	const heard = [SOUND, ['-f', 'f32le', raw], SOUND, ['-f', 'framecrc', stretches]];
	const { err } = await run('ffmpeg', [
		...['-v', 'error', '-nostdin', '-y', '-copyts', '-i', file],
		...[...(video ? pictures : []), ...(audio ? heard : [])].flat(),
	]);
	const frames = video ? await readFrames(checksums, brightness) : [];
	const sound = audio && (await readSound(raw, stretches, audio));
	await Promise.all([checksums, brightness, raw, stretches].map((one) => rm(one, { force: true })));
	const [count, time] = (video?.avg_frame_rate ?? '0/1').split('/').map(Number);
	return {
		complaints: err,
		frames,
		sound,
		seconds: {
			file: Number(probed.format.duration),
			picture: secondsOf(video) ?? 0,
			sound: secondsOf(audio),
		},
		width: video?.width ?? 0,
		height: video?.height ?? 0,
		videoCodec: video?.codec_name ?? '',
		framesPerSecond: count / time,
	};
}
