import type { SampleEntry } from '../movie';
import { readAudioStart } from '../read/audioConfig';

/** Writes bits, the highest first. */
class Bits {
	private bits = '';

	put(value: number, count: number): this {
		this.bits += value.toString(2).padStart(count, '0');
		return this;
	}

	/** Filled up with zeros to whole bytes. */
	bytes(): Buffer {
		const bytes = this.bits.match(/.{1,8}/g) ?? [];
		return Buffer.from(bytes.map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
	}
}

// ISO/IEC 14496-3, 4.4.2.1: the elements of a frame.
const SINGLE = 0;
const PAIR = 1;
const LOW_FREQUENCY = 3;
const END = 7;

// ISO/IEC 14496-3, table 1.19: which elements each channel configuration has.
const ELEMENTS: Record<number, number[]> = {
	1: [SINGLE],
	2: [PAIR],
	3: [SINGLE, PAIR],
	4: [SINGLE, PAIR, SINGLE],
	5: [SINGLE, PAIR, PAIR],
	6: [SINGLE, PAIR, PAIR, LOW_FREQUENCY],
	7: [SINGLE, PAIR, PAIR, PAIR, LOW_FREQUENCY],
};

// 4.4.2.7 with 4.4.2.6: a long window without any band, and so without a coefficient.
function putChannel(bits: Bits, hasInfo: boolean): void {
	const GAIN = 0x8c;
	bits.put(GAIN, 8);
	if (hasInfo) putInfo(bits);
	// No pulses, no temporal noise shaping, no gain control.
	bits.put(0, 3);
}

function putInfo(bits: Bits): void {
	bits.put(0, 1).put(0, 2).put(0, 1).put(0, 6).put(0, 1);
}

// Table 1.17: Main, LC, SSR and LTP. Frames of the others, such as xHE-AAC, are built otherwise.
const PLAIN_TYPES = [1, 2, 3, 4];

function aacFrame({ config }: SampleEntry): Buffer | undefined {
	const { objectType, arrangement } = readAudioStart(config);
	const elements = PLAIN_TYPES.includes(objectType) ? ELEMENTS[arrangement] : undefined;
	if (elements === undefined) return undefined;
	const bits = new Bits();
	const tags = [0, 0, 0, 0];
	for (const element of elements) {
		bits.put(element, 3).put(tags[element], 4);
		tags[element] += 1;
		if (element === PAIR) {
			bits.put(1, 1);
			putInfo(bits);
			bits.put(0, 2);
			putChannel(bits, false);
			putChannel(bits, false);
		} else {
			putChannel(bits, true);
		}
	}
	return bits.put(END, 3).bytes();
}

// RFC 6716, 3.1 and 4.3: 20 ms of CELT in full band, whose first bit says that there is silence.
function opusFrame({ channels }: SampleEntry): Buffer | undefined {
	if (channels > 2) return undefined;
	return Buffer.from([channels === 1 ? 0xf8 : 0xfc, 0xff, 0xfe]);
}

/** A sample of silence. */
export interface Silence {
	bytes: Buffer;
	/** How long it is. @unit samples at the track's rate */
	duration: number;
}

const OPUS_FRAME = 960;

/**
 * A sample of silence for a decoder that has been set up for this entry; `undefined` for a codec, or so many channels, for which none is known.
 * @param frame how long the samples of the track are, at its rate
 */
export function silenceFor(entry: SampleEntry, frame: number): Silence | undefined {
	const isOpus = entry.codec === 'opus';
	if (!isOpus && entry.codec !== 'aac') return undefined;
	const bytes = isOpus ? opusFrame(entry) : aacFrame(entry);
	return bytes && { bytes, duration: isOpus ? OPUS_FRAME : frame };
}
