import { decode } from './support/decode.mts';
import { AAC, AV1, H264_B, h264 } from './support/encoders.mts';
import type { Part } from './support/expected.mts';
import { joinFiles } from './support/joinFiles.mts';
import { judgeFiles, makeClips } from './support/judgeSet.mts';
import type { SoundSpec } from './support/makeClip.mts';
import { usePlayer } from './support/player.mts';
import { ffmpeg, run, useFolder } from './support/run.mts';

// What a user can change: the sound, and where each clip begins and ends.
const placeOf = useFolder();
const player = usePlayer();

const sound: SoundSpec = { sampleRate: 44_100, channels: 2, encoder: AAC };
const specs = [0, 1, 2].map((index) => ({
	...{ index, seconds: 2, rate: '24', video: H264_B },
	sound: index === 1 ? undefined : sound,
}));

test('without sound there is none', async () => {
	const files = await makeClips(specs, placeOf);
	const wish = { audio: 'remove' } as const;
	expect(await judgeFiles(files, wish, placeOf('silent.mp4'), { sound: 'none' })).toEqual([]);
});

const MP3 = ['-c:a', 'libmp3lame'];

test.each([
	['m4a', 4.2, AAC, 48_000, 2],
	['m4a', 9, AAC, 44_100, 1],
	['m4a', 3, [...AAC, '-movflags', '+faststart'], 16_000, 1],
	['mp3', 4.2, MP3, 44_100, 2],
	['mp3', 9, MP3, 44_100, 2],
	['mp3', 9, [...MP3, '-q:a', '4'], 48_000, 1],
	['mp3', 9, [...MP3, '-write_xing', '0', '-id3v2_version', '0'], 44_100, 2],
	['mp3', 3, [...MP3, '-b:a', '64k'], 22_050, 1],
	['mp3', 6, [...MP3, '-b:a', '128k'], 32_000, 2],
] as const)(
	'the sound of a file (%s, %d s) replaces that of the clips: %j, %d Hz, %d channels',
	async (extension, seconds, encoder, rate, channels) => {
		const files = await makeClips(specs, placeOf);
		const name = `${seconds}-${encoder.length}-${rate}-${channels}.${extension}`;
		const replacement = placeOf(name);
		const wave = `0.3*sin(2*PI*300*t+40*sin(4.3*t))`;
		const source = `aevalsrc='${Array.from({ length: channels }, () => wave).join('|')}':s=${rate}`;
		await ffmpeg(...['-f', 'lavfi', '-i', `${source}:d=${seconds}`], ...[...encoder, replacement]);
		const joined = placeOf(`${name}.joined.mp4`);
		const own = (await decode(replacement)).sound!;
		const wish = { audio: 'replace', replacement } as const;
		expect(await judgeFiles(files, wish, joined, { sound: own })).toEqual([]);
		const args = ['-v', 'warning', '-nostdin', '-i', joined, '-f', 'null', '-'];
		expect((await run('ffmpeg', args)).err).toBe('');
		const { error, duration, endedAt, decodedSoundBytes } = await player.play(joined);
		expect(error).toBeNull();
		expect(Math.abs(duration - 6)).toBeLessThan(0.06);
		expect(Math.abs(endedAt - 6)).toBeLessThan(0.06);
		expect(decodedSoundBytes).toBeGreaterThan(0);
	},
);

const GROUP = 12;

/** What a trim must leave: from the key frame nearest to the start, to the frame nearest to the end. */
const trimmed =
	(start: number, end: number, rate: number) =>
	(part: Part): Part => {
		const first = Math.round((start * rate) / GROUP) * GROUP;
		const length = part.clip.frames.length / rate;
		return { ...part, from: first, to: Math.round((length - end) * rate) };
	};

test.each([
	['without B-frames', h264('-bf', '0', '-sc_threshold', '0'), 0.5, 0],
	['without B-frames', h264('-bf', '0', '-sc_threshold', '0'), 0, 0.25],
	['without B-frames', h264('-bf', '0', '-sc_threshold', '0'), 0.7, 0.3],
	['without B-frames', h264('-bf', '0', '-sc_threshold', '0'), 1.1, 0.5],
	['av1', AV1, 0.5, 0.25],
] as const)(
	'trimmed, a clip has its frames from a key frame to the end that is wanted: %s, %j, %d s and %d s',
	async (name, video, trimStart, trimEnd) => {
		const clips = specs.map((spec) => ({ ...spec, video }));
		const files = await makeClips(clips, placeOf);
		const joined = placeOf(`trimmed ${name} ${trimStart} ${trimEnd}.mp4`);
		const parts = trimmed(trimStart, trimEnd, 24);
		expect(await judgeFiles(files, { trimStart, trimEnd }, joined, { parts })).toEqual([]);
		expect((await player.play(joined)).error).toBeNull();
	},
);

test.each([
	[0.5, 0.2],
	[0, 0.3],
	[0.6, 0.1],
])('where frames need later ones, a trim ends near: %d s and %d s', async (trimStart, trimEnd) => {
	const video = h264('-bf', '3', '-sc_threshold', '0', '-x264-params', 'b-adapt=0');
	const files = await makeClips(
		specs.map((spec) => ({ ...spec, video })),
		placeOf,
	);
	const joined = placeOf(`trimmed with B-frames ${trimStart} ${trimEnd}.mp4`);
	// Which frame it is depends on the encoder: it is the one that the plan's length says.
	const plan = await joinFiles(files, { trimStart, trimEnd }, joined);
	const { seconds } = plan.clips[0];
	const parts = (part: Part): Part => {
		const { from } = trimmed(trimStart, trimEnd, 24)(part);
		return { ...part, from, to: from + Math.round(seconds * 24) };
	};
	expect(Math.abs(seconds - (2 - trimStart - trimEnd))).toBeLessThan(0.3);
	expect(await judgeFiles(files, { trimStart, trimEnd }, joined, { parts })).toEqual([]);
});
