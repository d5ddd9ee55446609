import type { SampleEntry } from '../movie';

// A decoder that is set up once for all clips needs the parameters of a clip that was encoded with others in its samples.

const startOf = (bytes: Buffer, length: number) => {
	const size = Buffer.alloc(4);
	size.writeUInt32BE(bytes.length);
	return size.subarray(4 - length);
};

// ISO/IEC 14496-15, 5.3.3.1: avcC has lists of sequence and picture parameter sets, each set behind its length.
function* avcSets(config: Buffer): Generator<Buffer> {
	let at = 5;
	for (const mask of [0x1f, 0xff]) {
		const count = config[at] & mask;
		at += 1;
		for (let n = 0; n < count; n += 1) {
			const end = at + 2 + config.readUInt16BE(at);
			yield config.subarray(at + 2, end);
			at = end;
		}
	}
}

// 8.3.3.1: hvcC has arrays of them, one for each type.
function* hevcSets(config: Buffer): Generator<Buffer> {
	let at = 23;
	for (let arrays = config[22]; arrays > 0; arrays -= 1) {
		const count = config.readUInt16BE(at + 1);
		at += 3;
		for (let n = 0; n < count; n += 1) {
			const end = at + 2 + config.readUInt16BE(at);
			yield config.subarray(at + 2, end);
			at = end;
		}
	}
}

/** How many bytes say how long a unit in a sample is; undefined for a codec without such units. */
export function lengthSize({ codec, config }: SampleEntry): number | undefined {
	if (codec === 'h264') return (config[4] & 3) + 1;
	if (codec === 'hevc') return (config[21] & 3) + 1;
	return undefined;
}

// They stand before every sync sample: longer ones would make a file many times as large as its clips.
const MOST_BYTES = 16 * 1024;

const repeatable = (sets: Buffer) => (sets.length <= MOST_BYTES ? sets : undefined);

function units(entry: SampleEntry, sets: Iterable<Buffer>): Buffer {
	const length = lengthSize(entry) as number;
	return Buffer.concat([...sets].flatMap((set) => [startOf(set, length), set]));
}

/**
 * The parameters of a clip in the form in which they stand before a sync sample; empty where they are there anyway (VP9), `undefined` where they
 * cannot stand there, or are too long for that.
 */
export function parameterSets(entry: SampleEntry): Buffer | undefined {
	const { codec, config } = entry;
	if (codec === 'h264') return repeatable(units(entry, avcSets(config)));
	if (codec === 'hevc') return repeatable(units(entry, hevcSets(config)));
	// AV1 Codec ISO Media File Format Binding, 2.3.3: behind four bytes, av1C has the sequence header as it stands in a sample.
	if (codec === 'av1') return repeatable(config.subarray(4));
	if (codec === 'vp9') return Buffer.alloc(0);
	return undefined;
}
