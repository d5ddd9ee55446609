import { Mp4Error } from '../../../protocol/mp4/problem';
import { readAudioConfig } from '../../../protocol/mp4/read/audioConfig';

/** Bytes of fields of so many bits. */
function bits(...fields: Array<[value: number, bits: number]>): Buffer {
	const text = fields.map(([value, count]) => value.toString(2).padStart(count, '0')).join('');
	const bytes = text.match(/.{1,8}/g) ?? [];
	return Buffer.from(bytes.map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
}

const LC = 2;
const GENERAL: Array<[number, number]> = [[0, 3]];
// program_config_element: two pairs, a single one and a deep one, for six channels
const ELEMENT: Array<[number, number]> = [
	...([
		[0, 10],
		[2, 4],
		[0, 4],
		[1, 4],
		[1, 2],
		[0, 7],
		[0, 3],
	] as Array<[number, number]>),
	...([
		[0, 5],
		[16, 5],
		[16, 5],
	] as Array<[number, number]>),
];

test.each([
	['44.1 kHz, stereo', bits([LC, 5], [4, 4], [2, 4], ...GENERAL), [LC, 44100, 2]],
	['8 channels', bits([LC, 5], [3, 4], [7, 4], ...GENERAL), [LC, 48000, 8]],
	['a rate of its own', bits([LC, 5], [15, 4], [12345, 24], [1, 4], ...GENERAL), [LC, 12345, 1]],
	['SBR', bits([5, 5], [7, 4], [2, 4], [4, 4], [LC, 5], ...GENERAL), [LC, 44100, 2]],
	['SBR and PS', bits([29, 5], [7, 4], [1, 4], [4, 4], [LC, 5], ...GENERAL), [LC, 44100, 2]],
	[
		'SBR, said behind',
		bits([LC, 5], [7, 4], [2, 4], ...GENERAL, [0x2b7, 11], [5, 5], [1, 1], [4, 4]),
		[LC, 44100, 2],
	],
	[
		'SBR and PS, said behind',
		bits(
			...([[LC, 5], [7, 4], [1, 4], ...GENERAL, [0x2b7, 11], [5, 5], [1, 1]] as Array<
				[number, number]
			>),
			...([
				[4, 4],
				[0x548, 11],
				[1, 1],
			] as Array<[number, number]>),
		),
		[LC, 44100, 2],
	],
	[
		'no SBR, said behind',
		bits([LC, 5], [7, 4], [2, 4], ...GENERAL, [0x2b7, 11], [5, 5], [0, 1]),
		[LC, 22050, 2],
	],
	['channels in an element', bits([LC, 5], [4, 4], [0, 4], ...GENERAL, ...ELEMENT), [LC, 44100, 6]],
	['an object type beyond 31', bits([31, 5], [10, 6], [4, 4], [2, 4]), [42, 44100, 2]],
])('%s', (_, config, [objectType, sampleRate, channels]) => {
	expect(readAudioConfig(config)).toEqual({ objectType, sampleRate, channels });
});

test.each([
	['nothing', Buffer.alloc(0)],
	['a byte', bits([LC, 5], [4, 3])],
	['a rate that does not exist', bits([LC, 5], [13, 4], [2, 4], ...GENERAL)],
	['a rate of 0', bits([LC, 5], [15, 4], [0, 24], [2, 4], ...GENERAL)],
	['channels that do not exist', bits([LC, 5], [4, 4], [9, 4], ...GENERAL)],
])('damaged: %s', (_, config) => {
	expect(() => readAudioConfig(config)).toThrow(Mp4Error);
});
