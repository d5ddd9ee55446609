import { readFile, writeFile } from 'node:fs/promises';
import { expectSameFacts } from './support/facts.mts';
import { ffmpeg, ffmpegMajor, ffmpegPiped, useFolder } from './support/ffmpeg.mts';

const placeOf = useFolder();

const picture = (rate: string | number = 24, seconds = 1.5) => [
	...['-f', 'lavfi', '-i', `testsrc2=size=128x96:rate=${rate}:duration=${seconds}`],
];
const SOUND = ['-f', 'lavfi', '-i', 'sine=duration=1.5'];
// Frames that others are made of lie behind them: the file begins before its first picture.
const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '12', '-bf', '2'];
const AAC = ['-c:a', 'aac'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '12'];
const VP8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '12'];
const OPUS = ['-c:a', 'libopus'];
const FEWER_FRAMES = ['-vf', "select='lt(n,12)+not(mod(n,5))'", '-fps_mode', 'vfr'];
const fragments = (...more: string[]) => [
	...['-movflags', ['frag_keyframe', ...more].map((flag) => `+${flag}`).join('')],
];

const FILES: Array<[name: string, file: string, args: string[]]> = [
	['h264, header last', 'mp4', [...picture(), ...H264]],
	['h264 with sound', 'mp4', [...picture(), ...SOUND, ...H264, ...AAC]],
	['h264, header first', 'mp4', [...picture(), ...SOUND, ...H264, '-movflags', '+faststart']],
	['hevc', 'mp4', [...picture(), '-c:v', 'libx265', '-x265-params', 'log-level=error']],
	[
		'hevc named as Apple does',
		'mov',
		[...[...picture(), '-c:v', 'libx265', '-x265-params', 'log-level=error', '-tag:v', 'hvc1']],
	],
	['av1', 'mp4', [...picture(), '-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime']],
	['vp9 in mp4', 'mp4', [...picture(), ...VP9]],
	['mpeg4', 'mp4', [...picture(), '-c:v', 'mpeg4']],
	['mjpeg in mp4', 'mp4', [...picture(), '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']],
	['mpeg2video in mp4', 'mp4', [...picture(25), '-c:v', 'mpeg2video']],
	['prores', 'mov', [...picture(), ...SOUND, '-c:v', 'prores']],
	['mjpeg in QuickTime', 'mov', [...picture(), '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']],
	['h264 in QuickTime', 'mov', [...picture(), ...SOUND, ...H264]],
	['a single frame', 'mp4', [...picture(24, 0.04), ...H264]],
	['29.97 frames per second', 'mp4', [...picture('30000/1001'), ...H264]],
	['23.976 frames per second', 'mp4', [...picture('24000/1001'), ...SOUND, ...H264]],
	['variable frame rate', 'mp4', [...picture(), ...FEWER_FRAMES, ...H264]],
	['pixels that are not square', 'mp4', [...picture(), '-vf', 'setsar=4/3', ...H264]],
	[
		'two videos',
		'mp4',
		[
			...[...picture(), '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=10:duration=1', ...H264],
			...['-map', '0:v', '-map', '1:v'],
		],
	],
	[
		'sound before the video',
		'mp4',
		[...[...SOUND, ...picture(), ...H264, ...AAC, '-map', '0:a', '-map', '1:v']],
	],
	[
		'a first frame that is shown late',
		'mp4',
		[...['-itsoffset', '0.7', ...picture(), ...SOUND, ...H264, ...AAC]],
	],
	['fragments behind a header with frames', 'mp4', [...picture(), ...H264, ...fragments()]],
	['fragments', 'mp4', [...picture(), ...H264, ...fragments('empty_moov')]],
	[
		'fragments with sound',
		'mp4',
		[...[...picture(), ...SOUND, ...H264, ...AAC, ...fragments('empty_moov')]],
	],
	[
		'fragments with offsets of their own',
		'mp4',
		[...[...picture(), ...SOUND, ...H264, ...AAC], ...fragments('empty_moov', 'default_base_moof')],
	],
	[
		'fragments with a late header',
		'mp4',
		[...[...picture(), ...SOUND, ...H264, ...AAC, ...fragments('empty_moov', 'delay_moov')]],
	],
	[
		'fragments of a frame each',
		'mp4',
		[...[...picture(), ...H264, '-movflags', '+frag_every_frame+empty_moov']],
	],
	[
		'fragments at 23.976 frames per second',
		'mp4',
		[...[...picture('24000/1001'), ...H264, ...fragments('empty_moov')]],
	],
	[
		'fragments with a variable frame rate',
		'mp4',
		[...[...picture(), ...FEWER_FRAMES, ...H264, ...fragments('empty_moov')]],
	],
	['fragments as of DASH', 'mp4', [...picture(), ...H264, '-movflags', '+dash+cmaf']],
	['vp8 and sound', 'webm', [...picture(), ...SOUND, ...VP8, ...OPUS]],
	['vp9', 'webm', [...picture(), ...VP9]],
	[
		'av1 in WebM',
		'webm',
		[...[...picture(), '-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime']],
	],
	['23.976 frames per second in WebM', 'webm', [...picture('24000/1001'), ...VP8]],
	['live WebM', 'webm', [...picture(), ...SOUND, ...VP8, ...OPUS, '-live', '1']],
	['h264 in Matroska', 'mkv', [...picture(), ...SOUND, ...H264, ...AAC]],
	['mpeg4 in Matroska', 'mkv', [...picture(), '-c:v', 'mpeg4']],
	['what only AVI has a name for, in Matroska', 'mkv', [...picture(), '-c:v', 'wmv2']],
	['msmpeg4v3 in Matroska', 'mkv', [...picture(), '-c:v', 'msmpeg4v3']],
	['a variable frame rate in WebM', 'webm', [...picture(), ...FEWER_FRAMES, ...VP8]],
	['mpeg4 in AVI', 'avi', [...picture(), '-c:v', 'mpeg4']],
	[
		'mjpeg and sound in AVI',
		'avi',
		[...[...picture('30000/1001'), ...SOUND, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']],
	],
	['h264 in AVI', 'avi', [...picture(), ...SOUND, ...H264]],
	['raw pictures in AVI', 'avi', [...picture(), '-c:v', 'rawvideo', '-pix_fmt', 'bgr24']],
];

test.each(FILES)('%s (%s) has the facts that ffprobe reads', async (name, ending, args) => {
	const file = placeOf(`${name}.${ending}`);
	await ffmpeg(...args, '-shortest', file);
	await expectSameFacts(file);
});

test.each([
	['webm', [...VP8, ...OPUS]],
	['webm', [...VP9, ...OPUS]],
	['matroska', [...H264, ...AAC]],
	['mp4', [...H264, ...AAC, ...fragments('empty_moov')]],
])('so has %s that was written into a pipe', async (format, args) => {
	const file = placeOf(`piped-${args[1]}.${format}`);
	await writeFile(file, await ffmpegPiped(...picture(), ...SOUND, ...args, '-f', format));
	await expectSameFacts(file);
});

test.each([90, 180, 270])('so has a picture that is turned by %s degrees', async (degrees) => {
	const file = placeOf('upright.mp4');
	await ffmpeg(...picture(), ...H264, file);
	const turned = placeOf(`turned by ${degrees}.mp4`);
	const isOld = (await ffmpegMajor()) < 6;
	await ffmpeg(
		...(isOld ? [] : ['-display_rotation', String(degrees)]),
		...['-i', file, '-c', 'copy'],
		...(isOld ? ['-metadata:s:v', `rotate=${degrees}`] : []),
		turned,
	);
	const { width } = await expectSameFacts(turned);
	expect(width).toBe(degrees === 180 ? 128 : 96);
});

test('so has a part that was cut out without being encoded again', async () => {
	const file = placeOf('long.mp4');
	await ffmpeg(...picture(24, 4), ...H264, file);
	const part = placeOf('part.mp4');
	await ffmpeg('-ss', '1.2', '-i', file, '-t', '1.5', '-c', 'copy', part);
	await expectSameFacts(part);
});

test('so has a video with a cover', async () => {
	const [video, cover] = [placeOf('no cover.mp4'), placeOf('cover.png')];
	await ffmpeg(...picture(), ...H264, video);
	await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=40x40', '-frames:v', '1', cover);
	for (const ending of ['mp4', 'mkv']) {
		const file = placeOf(`with cover.${ending}`);
		const attach =
			ending === 'mkv' ? ['-attach', cover, '-metadata:s:t', 'mimetype=image/png'] : [];
		const second = ending === 'mkv' ? [] : ['-i', cover, '-map', '0', '-map', '1'];
		const disposition = ending === 'mkv' ? [] : ['-disposition:v:1', 'attached_pic'];
		await ffmpeg('-i', video, ...second, '-c', 'copy', ...disposition, ...attach, file);
		await expectSameFacts(file);
	}
});

test('so has a file whose frames go on to its end, however long that is', async () => {
	const file = placeOf('header first.mp4');
	await ffmpeg(...picture(), ...H264, '-movflags', '+faststart', file);
	const bytes = await readFile(file);
	bytes.writeUInt32BE(0, bytes.lastIndexOf('mdat', undefined, 'latin1') - 4);
	await writeFile(file, bytes);
	await expectSameFacts(file);
});
