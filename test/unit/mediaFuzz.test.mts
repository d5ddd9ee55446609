import fc from 'fast-check';
import type { MediaFacts } from '../../protocol/media/containers/facts';
import { mediaReader } from '../../protocol/media/containers/mediaReader';
import { box, endless, ftyp, word } from './support/boxes.mts';
import { cpuMs } from './support/cpu.mts';
import { ANSWERS } from './support/fuzz.mts';
import { heldBytes } from '../support/heldBytes.mts';
import { MEDIA_FILES } from './support/mediaFiles.mts';

const isSense = (value: number | null) => value === null || (value > 0 && value <= 86_400);

// One comparison for all: a hundred thousand files are asked.
function expectSense(facts: MediaFacts | undefined): void {
	if (facts === undefined) return;
	const { videoCodec, hasAudio, ...numbers } = facts;
	const makesSense =
		Object.values(numbers).every(isSense) &&
		/^[\x20-\x7E]+$/.test(videoCodec ?? 'none') &&
		[true, false, null].includes(hasAudio);
	if (!makesSense) throw new Error(`No sense: ${JSON.stringify(facts)}`);
}

// What a size, a count or a length is set to when somebody wishes to do harm.
const extreme = fc.constantFrom(
	...['00000000', '00000001', '00000007', '7fffffff', '80000000', 'ffffffff', '0000000100000000'],
	...['ffffffffffffffff', '01ffffffffffffff', 'ff', '7fefffffffffffff', '7ff0000000000000'],
);

const mutation = fc.record({
	where: fc.nat(),
	how: fc.constantFrom('write', 'insert', 'remove', 'repeat', 'cut'),
	bytes: fc.oneof(
		extreme.map((hex) => Buffer.from(hex, 'hex')),
		fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
	),
	length: fc.integer({ min: 1, max: 200 }),
});

const mutatedFile = fc
	.tuple(fc.constantFrom(...MEDIA_FILES), fc.array(mutation, { minLength: 1, maxLength: 4 }))
	.map(([{ bytes: real }, mutations]) => {
		let file = Buffer.from(real);
		for (const { where, how, bytes, length } of mutations) {
			const at = where % Math.max(file.length, 1);
			const [before, after] = [file.subarray(0, at), file.subarray(at)];
			if (how === 'write') bytes.copy(file, at);
			else if (how === 'cut') file = before;
			else if (how === 'remove') file = Buffer.concat([before, after.subarray(length)]);
			else if (how === 'insert') file = Buffer.concat([before, bytes, after]);
			else file = Buffer.concat([before, after.subarray(0, length), after]);
		}
		return file;
	});

test('damaged files end in facts of which sense can be made, or in none', () => {
	fc.assert(
		fc.property(mutatedFile, fc.integer({ min: 1, max: 3000 }), (file, size) => {
			const reader = mediaReader();
			for (let at = 0; at < file.length; at += size) reader.push(file.subarray(at, at + size));
			expectSense(reader.end());
		}),
		{ numRuns: ANSWERS },
	);
});

const HEADS = ['', '1a45dfa3', '52494646ffffffff415649204c495354', ftyp.toString('hex')];

test('so do arbitrary bytes behind any beginning', () => {
	fc.assert(
		fc.property(fc.constantFrom(...HEADS), fc.uint8Array({ maxLength: 400 }), (head, tail) => {
			const reader = mediaReader();
			reader.push(Buffer.concat([Buffer.from(head, 'hex'), tail]));
			expectSense(reader.end());
		}),
		{ numRuns: ANSWERS },
	);
});

const PIECE = 64 * 1024;
const PIECES = 500;
const MOST_MS = 2000;
const MOST_BYTES = 4e6;

function filled(unit: Buffer): Buffer {
	return Buffer.concat(Array.from({ length: Math.ceil(PIECE / unit.length) }, () => unit));
}

const within = (...types: string[]) => Buffer.concat([ftyp, ...types.map(endless)]);
const STBL = ['moov', 'trak', 'mdia', 'minf', 'stbl'];
const table = (type: string) => Buffer.concat([endless(type), word(0), word(0xffffffff)]);
const hex = (text: string) => Buffer.from(text, 'hex');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const samples = box('trun', word(0x100), word(1), word(1));
const EBML = '1a45dfa380';

const ENDLESS: Array<[what: string, head: Buffer, unit: Buffer]> = [
	['small boxes', ftyp, box('free')],
	['tracks', within('moov'), box('trak', box('tkhd', Buffer.alloc(92)))],
	['defaults of tracks', within('moov', 'mvex'), box('trex', Buffer.alloc(24, 7))],
	['boxes in boxes', ftyp, endless('moov')],
	['boxes deep inside', within(...STBL), box('free')],
	['runs of samples', Buffer.concat([within(...STBL), table('stts')]), word(1)],
	['edits', Buffer.concat([within('moov', 'trak', 'edts'), table('elst')]), word(1)],
	['fragments', ftyp, box('moof', box('traf', box('tfhd', word(0), word(1)), samples))],
	['a type of 64 KB', within(...STBL, 'stsd'), word(0x20202020)],
	['small elements', hex(EBML), hex('ec80')],
	['elements in elements', hex(EBML), hex('1f43b675ffa0ff')],
	['tracks of Matroska', hex(`${EBML}1654ae6bff`), hex('ae8086811f')],
	['blocks', hex(`${EBML}1f43b675ff`), hex('a38481000100a384820001009b8101')],
	['lists of AVI', latin1('RIFF\xFF\xFF\xFF\xFFAVI '), latin1('LIST\xFF\xFF\xFF\xFFstrl')],
	['streams of AVI', latin1('RIFF\xFF\xFF\xFF\xFFAVI '), latin1('strh\x04\0\0\0vids')],
];

test.each(ENDLESS)('%s without end take little time and no memory', (_, head, unit) => {
	const piece = filled(unit);
	let reader = mediaReader();
	const before = heldBytes();
	const push = () => {
		reader = mediaReader();
		reader.push(head);
		for (let count = 0; count < PIECES; count += 1) reader.push(piece);
	};
	expect(cpuMs(push, MOST_MS)).toBeLessThan(MOST_MS);
	expect(heldBytes() - before).toBeLessThan(MOST_BYTES);
	expectSense(reader.end());
});
