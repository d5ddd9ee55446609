import type { SampleEntry } from '../movie';
import { box, fullBox, u16, u32, u8 } from './boxes';

// What a video's entry may have beside its decoder's configuration: the shape of a pixel, colours, brightness, interlacing.
const KEPT = [
	'avcC',
	'hvcC',
	'av1C',
	'vpcC',
	'esds',
	'pasp',
	'colr',
	'clap',
	'fiel',
	'mdcv',
	'clli',
	'SmDm',
	'CoLL',
];

function keptBoxes(entry: SampleEntry, names: readonly string[]): Buffer[] {
	return names.flatMap((name) => entry.boxes.get(name) ?? []);
}

const SEVENTY_TWO_DPI = 0x480000;

/** ISO/IEC 14496-12, 12.1.3: the entry of a video. @param format its four-character code */
export function videoEntry(entry: SampleEntry, format: string): Buffer {
	return box(
		format,
		u16(0, 0, 0, 1),
		u32(0, 0, 0, 0),
		u16(entry.width, entry.height),
		u32(SEVENTY_TWO_DPI, SEVENTY_TWO_DPI, 0),
		u16(1),
		// The name of the compressor: none.
		Buffer.alloc(32),
		u16(0x18, 0xffff),
		...keptBoxes(entry, KEPT),
	);
}

// ISO/IEC 14496-1, 7.2.6 and 8.3.3
function descriptor(tag: number, ...content: Buffer[]): Buffer {
	const bytes = Buffer.concat(content);
	const { length } = bytes;
	return Buffer.concat([u8(tag, 0x80, 0x80, 0x80 | (length >> 7), length & 0x7f), bytes]);
}

const OBJECT_TYPES: Record<string, number> = { aac: 0x40, mp3: 0x6b };
const AUDIO_STREAM = 0x15;

// ISO/IEC 14496-14, 6.7
function esds(objectType: number, config: Buffer): Buffer {
	const specific = config.length > 0 ? [descriptor(5, config)] : [];
	const decoder = descriptor(4, u8(objectType, AUDIO_STREAM, 0, 0, 0), u32(0, 0), ...specific);
	return fullBox('esds', {}, descriptor(3, u16(1), u8(0), decoder, descriptor(6, u8(2))));
}

function audioConfig(entry: SampleEntry): Buffer[] {
	const objectType = OBJECT_TYPES[entry.codec];
	if (objectType !== undefined) return [esds(objectType, entry.config)];
	return keptBoxes(entry, ['dOps', 'dac3', 'dec3']);
}

/** ISO/IEC 14496-12, 12.2.3: the entry of sound. QuickTime's own forms are not kept. */
export function audioEntry(entry: SampleEntry): Buffer {
	const { channels, sampleRate } = entry;
	const rate = sampleRate <= 0xffff ? sampleRate : 0;
	const format = OBJECT_TYPES[entry.codec] === undefined ? entry.format : 'mp4a';
	return box(
		format,
		u16(0, 0, 0, 1),
		u32(0, 0),
		u16(channels, 16, 0, 0),
		u16(rate, 0),
		...audioConfig(entry),
	);
}
