/** The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3 and 13818-3, 2.4.2.3). */
export interface Mp3Frame {
	/** With the header. @unit bytes */
	bytes: number;
	/** @unit samples per second */
	sampleRate: number;
	channels: number;
	/** How many values of each channel it holds. */
	samples: number;
	/** Where a description of the file stands, if the frame is one. @unit bytes from the frame's start */
	tagAt: number;
}

/** How long a header is. @unit bytes */
export const MP3_HEADER_BYTES = 4;

// Of MPEG-1, and of MPEG-2 and 2.5. @unit kilobits per second
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44100, 48000, 32000];
// By the two bits of the version; MPEG-2.5 is a half of MPEG-2.
const DIVISORS = [4, undefined, 2, 1];
const MONO = 3;

/** The frame whose header stands there; `undefined` where none does, or one that does not say how long it is. */
export function readMp3Frame(bytes: Buffer, at: number): Mp3Frame | undefined {
	if (bytes.length - at < MP3_HEADER_BYTES) return undefined;
	const [first, second, third, fourth] = bytes.subarray(at, at + MP3_HEADER_BYTES);
	const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2;
	const divisor = DIVISORS[(second >> 3) & 3];
	const rate = SAMPLE_RATES[(third >> 2) & 3];
	if (!isLayer3 || divisor === undefined || rate === undefined) return undefined;
	const isFirst = divisor === 1;
	const kilobits = (isFirst ? RATES_1 : RATES_2)[third >> 4];
	if (!(kilobits > 0)) return undefined;
	const sampleRate = rate / divisor;
	const samples = isFirst ? 1152 : 576;
	const channels = fourth >> 6 === MONO ? 1 : 2;
	const padding = (third >> 1) & 1;
	// 2.4.1.7: the side information
	const side = isFirst ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
	return {
		bytes: Math.floor(((samples / 8) * kilobits * 1000) / sampleRate) + padding,
		sampleRate,
		channels,
		samples,
		tagAt: MP3_HEADER_BYTES + side,
	};
}
