import { codecByCode, codecByObjectType } from '../../media/containers/codecs';
import type { SampleEntry } from '../movie';
import { Mp4Error } from '../problem';
import { readAudioConfig } from './audioConfig';
import { boxesIn, damaged, Fields, needed, VersionedFields, type Box } from './boxes';
import { configBox } from './codecConfig';
import { readStreamDescription } from './descriptors';
import { MOST_ENTRY_BYTES } from './limits';
import { soundCodec, soundCodecByObjectType } from './soundCodecs';

const ENCRYPTED = ['drmi', 'drms', 'enca', 'encv'];
const MOST_BOXES = 64;
// The least that an entry has.
const HEADER_BYTES = 8;
const NOTHING = Buffer.alloc(0);

// The entry outlives the tables that it stands in.
const own = (bytes: Buffer): Buffer => Buffer.from(bytes);

const contentOf = (whole: Buffer | undefined): Buffer | undefined => whole?.subarray(8);

// With less content than this ffmpeg refuses the file, and a file with a copy of the box. @unit bytes
const LEAST_CONTENT: Record<string, number> = {
	...{ fiel: 2, mdcv: 24, clli: 4, SmDm: 25, CoLL: 8, dvcC: 4, dvvC: 4 },
};

/** The first box of each type. */
function boxesOf(bytes: Buffer, format: string): Map<string, Buffer> {
	const boxes = new Map<string, Buffer>();
	for (const { type, whole, content } of boxesIn(bytes, format)) {
		// A header of 64 bits nobody writes for a box of this size.
		if (boxes.has(type) || whole.length - content.length !== 8) continue;
		if (boxes.size >= MOST_BOXES) throw damaged(format);
		if (Object.hasOwn(LEAST_CONTENT, type) && content.length < LEAST_CONTENT[type]) {
			throw damaged(type);
		}
		boxes.set(type, own(whole));
	}
	return boxes;
}

// QuickTime hides what an `mp4a` must have in a box of its own.
function withWave(boxes: Map<string, Buffer>): Map<string, Buffer> {
	const wave = contentOf(boxes.get('wave'));
	const esds = wave && boxesOf(wave, 'wave').get('esds');
	if (esds && !boxes.has('esds')) boxes.set('esds', esds);
	return boxes;
}

function refuseEncrypted(format: string, boxes: ReadonlyMap<string, Buffer>): void {
	if (ENCRYPTED.includes(format) || boxes.has('sinf')) throw new Mp4Error('encrypted', format);
}

// An `mp4v` names its codec, and what its decoder must know, in esds.
function describedVideo(boxes: ReadonlyMap<string, Buffer>): { codec: string; config: Buffer } {
	const esds = contentOf(boxes.get('esds'));
	if (esds === undefined) return { codec: 'mpeg4', config: NOTHING };
	const { objectType, specific } = readStreamDescription(esds);
	return { codec: codecByObjectType(objectType) ?? 'mpeg4', config: specific };
}

// More pixels ffmpeg does not decode, with a margin for its blocks.
const MOST_PIXELS = 2 ** 28;
const MARGIN = 128;

function checkSize(format: string, width: number, height: number): void {
	const isTooLarge = (width + MARGIN) * (height + MARGIN) >= MOST_PIXELS;
	if (width === 0 || height === 0 || isTooLarge) throw damaged(format);
}

// ISO/IEC 14496-12, 12.1.3: VisualSampleEntry
function readVideo(format: string, content: Buffer): SampleEntry {
	const fields = new Fields(content, format);
	fields.skip(24);
	const [width, height] = [fields.unsigned(2), fields.unsigned(2)];
	fields.skip(50);
	const boxes = boxesOf(fields.take(fields.left), format);
	refuseEncrypted(format, boxes);
	checkSize(format, width, height);
	const sizes = { width, height, sampleRate: 0, channels: 0 };
	if (format === 'mp4v') return { format, boxes, ...sizes, ...describedVideo(boxes) };
	const codec = codecByCode(format) ?? format;
	const wanted = configBox(codec);
	if (wanted === undefined) return { format, codec, boxes, ...sizes, config: NOTHING };
	const config = contentOf(needed(boxes, wanted.box)) as Buffer;
	wanted.check(config, format);
	return { format, codec, boxes, ...sizes, config };
}

/** What the fields of a sound's entry say. */
interface SoundFields {
	sampleRate: number;
	channels: number;
	/** What stands behind them. */
	rest: Buffer;
}

// 12.2.3: AudioSampleEntry. Versions 1 and 2 of QuickTime (sound sample descriptions) have more fields; those of ISO's do not.
function soundFields(format: string, content: Buffer, isVersioned: boolean): SoundFields {
	const fields = new Fields(content, format);
	fields.skip(8);
	const version = fields.unsigned(2);
	fields.skip(6);
	let channels = fields.unsigned(2);
	fields.skip(6);
	let sampleRate = fields.unsigned(4) / 65536;
	if (version === 1 && !isVersioned) {
		fields.skip(16);
	} else if (version === 2 && !isVersioned) {
		fields.skip(4);
		sampleRate = fields.double();
		channels = fields.unsigned(4);
		fields.skip(20);
	}
	return { channels, sampleRate, rest: fields.take(fields.left) };
}

// What the configuration of AAC has room for; more channels no codec has. QuickTime's version 2 has room for any number.
const MOST_RATE = 2 ** 24;
const MOST_CHANNELS = 255;

// Object types of AAC that decoders know (ISO/IEC 14496-3, table 1.17); others share its number in esds.
const AAC_TYPES = [1, 2, 3, 4, 17, 19, 23, 39, 42];
const MPEG4_AUDIO = 0x40;

type SoundFormat = Pick<SampleEntry, 'codec' | 'config'> &
	Partial<Pick<SampleEntry, 'sampleRate' | 'channels'>>;

function describedSound(boxes: ReadonlyMap<string, Buffer>): SoundFormat {
	const esds = contentOf(needed(boxes, 'esds')) as Buffer;
	const { objectType, specific } = readStreamDescription(esds);
	const codec = soundCodecByObjectType(objectType);
	if (codec !== 'aac') return { codec, config: specific };
	const { objectType: type, sampleRate, channels } = readAudioConfig(specific);
	const isAac = objectType !== MPEG4_AUDIO || AAC_TYPES.includes(type);
	return { codec: isAac ? codec : `mp4a.40.${type}`, config: specific, sampleRate, channels };
}

// Encapsulation of Opus in ISOBMFF, 4.3.2; its decoder always gives 48 kHz.
function readOpus(boxes: ReadonlyMap<string, Buffer>): SoundFormat {
	const config = contentOf(needed(boxes, 'dOps')) as Buffer;
	const fields = new Fields(config, 'dOps');
	const version = fields.unsigned(1);
	const channels = fields.unsigned(1);
	fields.skip(8);
	if (fields.unsigned(1) !== 0) fields.skip(2 + channels);
	if (version !== 0 || channels === 0) throw damaged('dOps');
	return { codec: 'opus', config, sampleRate: 48_000, channels };
}

function readSound(format: string, content: Buffer, isVersioned: boolean): SampleEntry {
	const { rest, ...said } = soundFields(format, content, isVersioned);
	const boxes = withWave(boxesOf(rest, format));
	refuseEncrypted(format, boxes);
	let sound: SoundFormat = { codec: soundCodec(format), config: NOTHING };
	if (format === 'mp4a') sound = describedSound(boxes);
	else if (format === 'Opus') sound = readOpus(boxes);
	const entry = { format, boxes, width: 0, height: 0, ...said, ...sound };
	const sampleRate = Math.round(entry.sampleRate);
	const isPossible = sampleRate > 0 && sampleRate <= MOST_RATE && entry.channels > 0;
	if (!isPossible || entry.channels > MOST_CHANNELS) throw damaged(format);
	return { ...entry, sampleRate };
}

/** The sample entries of a track, of which none has been read yet. */
export class SampleEntries {
	/** How many there are. */
	readonly count: number;
	private readonly entries: Buffer;
	private readonly isVersioned: boolean;

	/**
	 * ISO/IEC 14496-12, 8.5.2
	 * @param stsd the box's content
	 */
	constructor(
		stsd: Buffer,
		private readonly kind: 'video' | 'audio',
	) {
		const fields = new VersionedFields(stsd, 'stsd');
		this.isVersioned = fields.version > 0;
		this.count = fields.unsigned(4);
		if (this.count > fields.left / HEADER_BYTES) throw damaged('stsd');
		this.entries = fields.take(fields.left);
	}

	private entry(index: number): Box {
		let count = 0;
		for (const box of boxesIn(this.entries, 'stsd')) {
			count += 1;
			if (count === index && count <= this.count) return box;
		}
		throw damaged('stsd');
	}

	/** The four-character code of the first. */
	get format(): string {
		return this.entry(1).type;
	}

	/** @param index the first has 1 @throws Mp4Error */
	read(index: number): SampleEntry {
		const { type, content, whole } = this.entry(index);
		if (whole.length > MOST_ENTRY_BYTES) throw new Mp4Error('tooLong', 'stsd');
		if (ENCRYPTED.includes(type)) throw new Mp4Error('encrypted', type);
		const entry =
			this.kind === 'video' ? readVideo(type, content) : readSound(type, content, this.isVersioned);
		return { ...entry, config: own(entry.config) };
	}
}
