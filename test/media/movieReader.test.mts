import { expectSameFrames, expectSameTables } from './support/tables.mts';
import { ffmpeg, useFolder } from './support/ffmpeg.mts';

const placeOf = useFolder();

const picture = (rate: string | number = 24, seconds = 1.5) => [
	...['-f', 'lavfi', '-i', `testsrc2=size=128x96:rate=${rate}:duration=${seconds}`],
];
const sound = (rate = 44100) => [...['-f', 'lavfi', '-i', `sine=duration=1.5:sample_rate=${rate}`]];
// Frames that others are made of lie behind them: the file begins before its first picture.
const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '12', '-bf', '2'];
const HEVC = ['-c:v', 'libx265', '-x265-params', 'log-level=error:keyint=12:bframes=3'];
const AV1 = ['-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime', '-g', '12'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '12'];
const AAC = ['-c:a', 'aac'];
const OPUS = ['-c:a', 'libopus'];
const MP3 = ['-c:a', 'libmp3lame', '-ac', '2'];
const UNEVEN = ['-vf', "select='lt(n,12)+not(mod(n,5))'", '-fps_mode', 'vfr'];
const flags = (...names: string[]) => ['-movflags', names.map((name) => `+${name}`).join('')];

const BOTH = [...picture(), ...sound(), ...H264, ...AAC];

const FILES: Array<[name: string, file: string, args: string[]]> = [
	['h264, header last', 'mp4', BOTH],
	['h264, header first', 'mp4', [...BOTH, ...flags('faststart')]],
	['h264 without B-frames', 'mp4', [...picture(), ...H264, '-bf', '0']],
	['negative composition offsets', 'mp4', [...BOTH, ...flags('negative_cts_offsets')]],
	['hevc', 'mp4', [...picture(), ...HEVC]],
	['hevc named as Apple does', 'mov', [...picture(), ...HEVC, '-tag:v', 'hvc1']],
	['av1', 'mp4', [...picture(), ...sound(), ...AV1, ...OPUS]],
	['vp9', 'mp4', [...picture(), ...VP9]],
	['mpeg4', 'mp4', [...picture(), '-c:v', 'mpeg4', '-bf', '2']],
	['opus', 'mp4', [...picture(), ...sound(48000), ...H264, ...OPUS]],
	['mp3', 'mp4', [...picture(), ...sound(), ...H264, ...MP3]],
	['mp3 of half the rate', 'mp4', [...picture(), ...sound(22050), ...H264, ...MP3]],
	['alac', 'mp4', [...picture(), ...sound(), ...H264, '-c:a', 'alac']],
	['flac', 'mp4', [...picture(), ...sound(), ...H264, '-c:a', 'flac', '-strict', '-2']],
	['ac-3', 'mp4', [...picture(), ...sound(48000), ...H264, '-c:a', 'ac3', '-ac', '2']],
	...[8000, 16000, 22050, 32000, 48000, 96000].map((rate): [string, string, string[]] => [
		`aac of ${rate} Hz`,
		'mp4',
		[...picture(), ...sound(rate), ...H264, ...AAC],
	]),
	['aac of six channels', 'mp4', [...picture(), ...sound(), ...H264, ...AAC, '-ac', '6']],
	['sound alone', 'm4a', [...sound(), ...AAC]],
	['QuickTime with aac', 'mov', BOTH],
	['QuickTime with pcm', 'mov', [...picture(), ...sound(), ...H264, '-c:a', 'pcm_s16le']],
	['QuickTime with float', 'mov', [...picture(), ...sound(), ...H264, '-c:a', 'pcm_f32le']],
	['prores', 'mov', [...picture(), '-c:v', 'prores']],
	['29.97 frames per second', 'mp4', [...picture('30000/1001'), ...H264]],
	['an odd timescale', 'mp4', [...picture(), ...H264, '-video_track_timescale', '1001']],
	['a movie in odd units', 'mp4', [...BOTH, '-movie_timescale', '599']],
	['a variable frame rate', 'mp4', [...picture(), ...UNEVEN, ...H264]],
	['a single frame', 'mp4', [...picture(24, 0.04), ...H264]],
	['a first frame that is shown late', 'mp4', ['-itsoffset', '0.7', ...BOTH]],
	['sound before the video', 'mp4', [...BOTH, '-map', '1:a', '-map', '0:v']],
	[
		'several tracks',
		'mp4',
		[
			...[...picture(), ...picture(10), ...sound(), ...sound(48000), ...H264, ...AAC],
			...['-map', '0', '-map', '1', '-map', '2', '-map', '3', '-disposition:0', '0'],
		],
	],
	['fragments behind a header with frames', 'mp4', [...BOTH, ...flags('frag_keyframe')]],
	['fragments', 'mp4', [...BOTH, ...flags('frag_keyframe', 'empty_moov')]],
	[
		'fragments that count from their beginning',
		'mp4',
		[...BOTH, ...flags('frag_keyframe', 'empty_moov', 'default_base_moof')],
	],
	[
		'fragments without base offsets',
		'mp4',
		[...BOTH, ...flags('frag_keyframe', 'empty_moov', 'omit_tfhd_offset')],
	],
	[
		'fragments of a track each',
		'mp4',
		[...BOTH, ...flags('frag_keyframe', 'empty_moov', 'separate_moof')],
	],
	['fragments with a late header', 'mp4', [...BOTH, ...flags('frag_keyframe', 'delay_moov')]],
	[
		'fragments with negative composition offsets',
		'mp4',
		[...BOTH, ...flags('frag_keyframe', 'delay_moov', 'negative_cts_offsets')],
	],
	['fragments of a frame each', 'mp4', [...BOTH, ...flags('frag_every_frame', 'empty_moov')]],
	[
		'fragments at a variable frame rate',
		'mp4',
		[...picture(), ...UNEVEN, ...H264, ...flags('frag_keyframe', 'empty_moov')],
	],
	['fragments as of DASH', 'mp4', [...BOTH, ...flags('dash', 'cmaf')]],
	[
		'fragments of av1 and opus',
		'mp4',
		[...picture(), ...sound(), ...AV1, ...OPUS, ...flags('frag_keyframe', 'delay_moov')],
	],
	['fragments for Smooth Streaming', 'ismv', [...BOTH, '-frag_duration', '500000']],
];

test.each(FILES)('%s (%s) has the tables that ffprobe reads', async (name, ending, args) => {
	const file = placeOf(`${name}.${ending}`);
	await ffmpeg(...args, '-shortest', file);
	await expectSameTables(file);
});

test('a video with a cover is the video', async () => {
	const [video, cover, file] = [
		placeOf('no cover.mp4'),
		placeOf('cover.png'),
		placeOf('cover.mp4'),
	];
	await ffmpeg(...picture(), ...H264, video);
	await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=40x40', '-frames:v', '1', cover);
	// The cover comes first.
	await ffmpeg('-i', cover, '-i', video, ...['-map', '0', '-map', '1', '-c', 'copy'], file);
	const { video: track } = await expectSameTables(file);
	expect(track?.entry.codec).toBe('h264');
});

test('what is shown: B-frames, priming and a late start', async () => {
	const [file, late] = [placeOf('shown.mp4'), placeOf('shown late.mp4')];
	await ffmpeg(...picture(24, 2), ...H264, file);
	await ffmpeg('-itsoffset', '0.5', '-i', file, '-c', 'copy', late);
	const { video } = await expectSameTables(late);
	// Two frames of 512 units come before the first picture; the movie counts in milliseconds.
	expect(video?.timescale).toBe(12288);
	expect(video?.shown).toEqual({ from: 1024, to: 1024 + 2 * 12288, delay: 0.5 });
	const sounding = placeOf('priming.mp4');
	await ffmpeg(...sound(), ...AAC, sounding);
	const { audio } = await expectSameTables(sounding);
	expect(audio?.shown.from).toBe(1024);
	expect(audio?.shown.to).toBeCloseTo(1024 + 1.5 * 44100, -2);
});

const MP3_FILES: Array<[name: string, args: string[]]> = [
	['a constant rate', [...sound(), ...MP3]],
	['a variable rate', [...sound(), ...MP3, '-q:a', '3']],
	['one channel of half the rate', [...sound(22050), '-c:a', 'libmp3lame']],
	['a fourth of the rate', [...sound(11025), '-c:a', 'libmp3lame']],
	['48 kHz', [...sound(48000), ...MP3]],
	['no tag', [...sound(), ...MP3, '-write_xing', '0', '-id3v2_version', '0']],
	['tags at both ends', [...sound(), ...MP3, '-metadata', 'title=A', '-write_id3v1', '1']],
];

test.each(MP3_FILES)('MP3 with %s: the frames that ffprobe reads', async (name, args) => {
	const file = placeOf(`${name}.mp3`);
	await ffmpeg(...args, file);
	await expectSameFrames(file);
});
