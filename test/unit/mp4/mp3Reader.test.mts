import { mp3Reader } from '../../../protocol/mp4/read/mp3Reader';

/** A frame of MPEG-1, layer III, 128 kbit/s, 44.1 kHz, stereo, with this content behind its side information. */
function frame(content = Buffer.alloc(0)): Buffer {
	const bytes = Buffer.alloc(417);
	bytes.writeUInt32BE(0xfffb9000);
	content.copy(bytes, 36);
	return bytes;
}

const frames = (count: number) => Array.from({ length: count }, () => frame());
const latin1 = (text: string) => Buffer.from(text, 'latin1');

function infoTag(count: number, before: number, after: number): Buffer {
	const tag = Buffer.alloc(48);
	tag.write('Info');
	tag.writeUInt32BE(1, 4);
	tag.writeUInt32BE(count, 8);
	tag.write('LAME3.100', 12);
	tag.writeUIntBE(before * 4096 + after, 33, 3);
	return frame(tag);
}

function vbriTag(count: number): Buffer {
	const tag = Buffer.alloc(26);
	tag.write('VBRI');
	tag.writeUInt32BE(count, 14);
	return frame(tag);
}

function soundOf(...parts: Buffer[]) {
	const reader = mp3Reader();
	reader.push(Buffer.concat(parts));
	const { audio } = reader.end();
	if (!audio) throw new Error('No sound');
	return { ...audio, offsets: Array.from(audio.samples.offsets) };
}

test('each frame is a sample', () => {
	const { offsets, samples, timescale, shown, entry } = soundOf(...frames(3));
	expect(offsets).toEqual([0, 417, 834]);
	expect(Array.from(samples.decodeTimes)).toEqual([0, 1152, 2304]);
	expect([timescale, entry.codec, entry.sampleRate, entry.channels]).toEqual([
		44100,
		'mp3',
		44100,
		2,
	]);
	expect(shown).toEqual({ from: 0, to: Infinity, delay: 0 });
});

test('tags are passed over at both ends', () => {
	const id3 = Buffer.concat([latin1('ID3\x04\0\0\0\0\x01\x02'), Buffer.alloc(130, 0xff)]);
	const tails = ['TAG', 'APETAGEX'].map((tail) =>
		Buffer.concat([latin1(tail), Buffer.alloc(200, 0xff)]),
	);
	for (const tail of tails) expect(soundOf(id3, ...frames(2), tail).offsets).toEqual([140, 557]);
});

test("LAME's tag says what to leave out", () => {
	const { offsets, shown } = soundOf(infoTag(3, 576, 1000), ...frames(3));
	expect(offsets).toEqual([417, 834, 1251]);
	expect(shown).toEqual({ from: 1105, to: 3 * 1152 - 1000 + 529, delay: 0 });
	// The decoder's delay alone is more than what was added.
	expect(soundOf(infoTag(3, 576, 100), ...frames(3)).shown.to).toBe(3 * 1152);
});

test("Fraunhofer's tag is no sound", () => {
	expect(soundOf(vbriTag(2), ...frames(2)).offsets).toEqual([417, 834]);
});

test('a little garbage is passed over, and the frames behind it are found', () => {
	const garbage = Buffer.concat([
		latin1('noise'),
		Buffer.from([0xff, 0xfb, 0x90, 0]),
		latin1('noise'),
	]);
	expect(soundOf(garbage, ...frames(2), garbage, ...frames(2)).offsets).toEqual([
		14, 431, 862, 1279,
	]);
});

test.each([
	['nothing', Buffer.alloc(0), 'empty'],
	['text', latin1('no sound at all'), 'damaged: mp3'],
	['a lot of garbage', Buffer.concat([...frames(2), Buffer.alloc(100_000, 7)]), 'damaged: mp3'],
	['a tag alone', infoTag(0, 0, 0), 'damaged: mp3'],
	['frames that are missing', Buffer.concat([infoTag(9, 576, 0), ...frames(3)]), 'truncated: mp3'],
])('refused: %s', (_, file, problem) => {
	expect(() => soundOf(file)).toThrow(expect.objectContaining({ message: problem }) as Error);
});
