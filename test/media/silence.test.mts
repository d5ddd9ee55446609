import { readFile, writeFile } from 'node:fs/promises';
import { silenceFor } from '../../protocol/mp4/join/silence';
import type { SampleEntry } from '../../protocol/mp4/movie';
import { audioEntry } from '../../protocol/mp4/write/entry';
import { box, u16, u32, u8 } from '../../protocol/mp4/write/boxes';
import { fileHead, NO_TURN } from '../../protocol/mp4/write/head';
import { ffmpeg, useFolder } from './support/ffmpeg.mts';

const placeOf = useFolder();
const RATE = 48_000;
const COUNT = 50;

const entry = (
	codec: string,
	channels: number,
	config: Buffer,
	boxes = new Map<string, Buffer>(),
) => ({
	...{ format: codec === 'opus' ? 'Opus' : 'mp4a', codec, config, boxes },
	...{ width: 0, height: 0, sampleRate: RATE, channels },
});

// ISO/IEC 14496-3, 1.6.2.1: low complexity, 48 kHz.
const aac = (channels: number, configuration = channels) =>
	entry('aac', channels, u8((2 << 3) | (3 >> 1), ((3 & 1) << 7) | (configuration << 3)));

const opus = (channels: number) => {
	const dOps = box('dOps', u8(0, channels), u16(312), u32(RATE), u16(0), u8(0));
	return entry('opus', channels, dOps.subarray(8), new Map([['dOps', dOps]]));
};

async function writeSilence(file: string, sound: SampleEntry): Promise<number> {
	const { bytes, duration } = silenceFor(sound, 1024)!;
	const each = Array.from({ length: COUNT }, (_, index) => index);
	const samples = {
		sizes: each.map(() => bytes.length),
		durations: each.map(() => duration),
		shifts: each.map(() => 0),
		isSync: each.map(() => true),
		offsets: each.map((index) => index * bytes.length),
	};
	const seconds = (COUNT * duration) / RATE;
	const track = {
		kind: 'audio' as const,
		timescale: RATE,
		entry: audioEntry(sound),
		matrix: NO_TURN,
	};
	const head = fileHead(
		[{ ...track, width: 0, height: 0, samples, from: 0, seconds }],
		COUNT * bytes.length,
		'mp42',
	);
	await writeFile(file, Buffer.concat([head, ...each.map(() => bytes)]));
	return COUNT * duration;
}

test.each([
	...[1, 2, 3, 4, 5, 6].map((channels) => aac(channels)),
	aac(8, 7),
	...[1, 2].map((channels) => opus(channels)),
])('ffmpeg hears nothing in the silence of $codec with $channels channels', async (sound) => {
	const file = placeOf(`${sound.codec}-${sound.channels}.mp4`);
	const samples = await writeSilence(file, sound);
	const decoded = placeOf('decoded.raw');
	await ffmpeg('-i', file, '-f', 's16le', decoded);
	const pcm = await readFile(decoded);
	expect(pcm.every((byte) => byte === 0)).toBe(true);
	// Opus: what ffmpeg leaves out at the start.
	const skipped = sound.codec === 'opus' ? 312 : 0;
	expect(pcm.length / 2 / sound.channels).toBe(samples - skipped);
});

test.each([aac(7, 0), opus(6), { ...aac(2), codec: 'mp3' }])(
	'no silence is known for $codec with $channels channels',
	(sound) => {
		expect(silenceFor(sound, 1024)).toBeUndefined();
	},
);
