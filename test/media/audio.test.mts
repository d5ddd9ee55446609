import { readFile } from 'node:fs/promises';
import { sniffMedia } from '../../protocol/media/fileTypes';
import { ffmpeg, useFolder } from './support/ffmpeg.mts';

const placeOf = useFolder();
const SOUND = ['-f', 'lavfi', '-i', 'sine=duration=0.3'];

test.each([
	['mp3', 'audio/mpeg', ['-c:a', 'libmp3lame']],
	['mp3', 'audio/mpeg', ['-c:a', 'libmp3lame', '-id3v2_version', '0', '-write_xing', '0']],
	['mp3', 'audio/mpeg', ['-c:a', 'libmp3lame', '-ar', '16000', '-id3v2_version', '0']],
	['mp3', 'audio/mpeg', ['-c:a', 'libmp3lame', '-ar', '8000', '-id3v2_version', '0']],
	['wav', 'audio/wav', []],
	['wav', 'audio/wav', ['-rf64', 'always']],
	['m4a', 'audio/mp4', ['-c:a', 'aac']],
	['ogg', 'audio/ogg', ['-c:a', 'libvorbis']],
	['ogg', 'audio/ogg', ['-c:a', 'libopus']],
	['flac', 'audio/flac', []],
])('sound that ffmpeg has written as %s is known as %s: %j', async (extension, mimeType, args) => {
	const file = placeOf(`sound.${extension}`);
	await ffmpeg(...SOUND, ...args, file);
	expect(sniffMedia(await readFile(file))).toEqual({ mimeType, extension });
});

test('the sound of an AAC stream without a container is not', async () => {
	const file = placeOf('sound.aac');
	await ffmpeg(...SOUND, '-c:a', 'aac', file);
	expect(sniffMedia(await readFile(file))).toBeUndefined();
});
