import { randomOf } from './random.mts';

/** How many mutated clips are tried: 100,000 with `npm run fuzz`. */
export const CLIPS = Number(process.env.FUZZ_CLIPS ?? 500);

/** A clip that was tampered with. */
export interface MutatedClip {
	bytes: Buffer;
	/** What was done to it, for a test that fails. */
	what: string[];
}

interface Place {
	type: string;
	start: number;
	end: number;
	/** Where its content begins. */
	content: number;
	/** The boxes that it stands in, from the outermost. */
	parents: Place[];
}

// How many bytes stand before the boxes in a box.
const HOLDERS: Record<string, number> = {
	...Object.fromEntries(
		['moov', 'trak', 'edts', 'mdia', 'minf', 'stbl', 'mvex', 'moof', 'traf', 'udta', 'dinf'].map(
			(type) => [type, 0],
		),
	),
	...{ stsd: 8, avc1: 78, hev1: 78, hvc1: 78, av01: 78, mp4a: 28, Opus: 28 },
};
const MOST_DEPTH = 12;

function boxesOf(bytes: Buffer, start = 0, end = bytes.length, parents: Place[] = []): Place[] {
	const found: Place[] = [];
	let at = start;
	while (end - at >= 8) {
		const size = bytes.readUInt32BE(at);
		const isLong = size === 1 && end - at >= 16;
		const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : size || end - at;
		if (length < 8 || length > end - at) break;
		const type = bytes.toString('latin1', at + 4, at + 8);
		const content = at + (isLong ? 16 : 8);
		const place = { type, start: at, end: at + length, content, parents };
		found.push(place);
		if (Object.hasOwn(HOLDERS, type) && parents.length < MOST_DEPTH) {
			found.push(...boxesOf(bytes, content + HOLDERS[type], place.end, [...parents, place]));
		}
		at = place.end;
	}
	return found;
}

/** Whole numbers from a seed, from 0 to below the one that is given. */
function numbersOf(seed: number): Random {
	const next = randomOf(seed);
	return (below) => Math.floor(next() * below);
}

const EXTREMES = [
	...[0, 1, 2, 3, 7, 8, 0xff, 0x100, 0xffff, 0x10000, 499_999, 500_000, 500_001, 0x10000000],
	...[0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff],
];

type Random = (below: number) => number;
const oneOf = <T,>(random: Random, values: readonly T[]): T => values[random(values.length)];

/** A number instead of another: an extreme one, one beside it, or any. */
function otherNumber(random: Random, value: number): number {
	const near = [value + 1, value - 1, value + 8, value - 8, value * 2, value >>> 1, -value];
	const any = random(2 ** 32);
	return oneOf(random, [oneOf(random, EXTREMES), oneOf(random, near), any]) >>> 0;
}

/** Replaces a stretch, and most often keeps the sizes of the boxes around it right. */
function spliced(
	random: Random,
	bytes: Buffer,
	{ start, end, parents }: Pick<Place, 'start' | 'end' | 'parents'>,
	content: Buffer,
): Buffer {
	const result = Buffer.concat([bytes.subarray(0, start), content, bytes.subarray(end)]);
	if (random(4) === 0) return result;
	const more = content.length - (end - start);
	for (const parent of parents) {
		const size = bytes.readUInt32BE(parent.start);
		if (size > 1) result.writeUInt32BE((size + more) >>> 0, parent.start);
	}
	return result;
}

interface Subject {
	random: Random;
	bytes: Buffer;
	/** A box, mostly one that is no mdat. */
	box: Place;
	boxes: Place[];
}

type Mutation = (subject: Subject) => [bytes: Buffer, what: string];

const copyOf = (bytes: Buffer) => Buffer.from(bytes);
const nameOf = ({ type, start, parents }: Place) =>
	`${[...parents, { type }].map((one) => one.type).join('/')} at ${start}`;

const setField: Mutation = ({ random, bytes, box }) => {
	const fields = Math.floor((box.end - box.content) / 4);
	if (fields === 0) return [bytes, 'nothing'];
	// Counts and flags stand at the beginning.
	const at = box.content + 4 * (random(2) === 0 ? random(Math.min(fields, 6)) : random(fields));
	const value = otherNumber(random, bytes.readUInt32BE(at));
	const result = copyOf(bytes);
	result.writeUInt32BE(value, at);
	return [result, `${nameOf(box)}: field at ${at - box.start} is ${value}`];
};

const setByte: Mutation = ({ random, bytes, box }) => {
	if (box.end === box.content) return [bytes, 'nothing'];
	const at = box.content + random(box.end - box.content);
	const result = copyOf(bytes);
	result[at] = random(2) === 0 ? random(256) : result[at] ^ (1 << random(8));
	return [result, `${nameOf(box)}: byte at ${at - box.start} is ${result[at]}`];
};

const setSize: Mutation = ({ random, bytes, box }) => {
	const value = otherNumber(random, bytes.readUInt32BE(box.start));
	const result = copyOf(bytes);
	result.writeUInt32BE(value, box.start);
	return [result, `${nameOf(box)}: size is ${value}`];
};

const setType: Mutation = ({ random, bytes, box, boxes }) => {
	const { type } = oneOf(random, boxes);
	const result = copyOf(bytes);
	result.write(type, box.start + 4, 'latin1');
	return [result, `${nameOf(box)} is named ${type}`];
};

const remove: Mutation = ({ random, bytes, box }) => [
	spliced(random, bytes, box, Buffer.alloc(0)),
	`${nameOf(box)} is removed`,
];

const repeat: Mutation = ({ random, bytes, box }) => {
	const whole = bytes.subarray(box.start, box.end);
	return [
		spliced(random, bytes, { ...box, start: box.end }, whole),
		`${nameOf(box)} stands there twice`,
	];
};

const swap: Mutation = ({ bytes, box, boxes }) => {
	const next = boxes.find(({ start }) => start === box.end);
	if (next === undefined || next.parents.length !== box.parents.length) return [bytes, 'nothing'];
	const result = Buffer.concat([
		...[bytes.subarray(0, box.start), bytes.subarray(next.start, next.end)],
		...[bytes.subarray(box.start, box.end), bytes.subarray(next.end)],
	]);
	return [result, `${nameOf(box)} stands behind ${next.type}`];
};

const insert: Mutation = ({ random, bytes, box }) => {
	const at = box.content + random(box.end - box.content + 1);
	const content = Buffer.from(Array.from({ length: 1 + random(16) }, () => random(256)));
	return [
		spliced(random, bytes, { start: at, end: at, parents: [...box.parents, box] }, content),
		`${nameOf(box)} has ${content.length} bytes more at ${at - box.start}`,
	];
};

const cutOut: Mutation = ({ random, bytes, box }) => {
	const start = box.content + random(box.end - box.content + 1);
	const end = Math.min(start + 1 + random(64), box.end);
	return [
		spliced(random, bytes, { start, end, parents: [...box.parents, box] }, Buffer.alloc(0)),
		`${nameOf(box)} lacks ${end - start} bytes at ${start - box.start}`,
	];
};

const truncate: Mutation = ({ random, bytes }) => {
	const length = random(3) === 0 ? bytes.length - 1 - random(16) : random(bytes.length);
	return [copyOf(bytes.subarray(0, Math.max(length, 0))), `it ends after ${length} bytes`];
};

// The more likely, the more often: fields are what tables are made of.
const MUTATIONS: Mutation[] = [
	...[setField, setField, setField, setField, setField, setField, setByte, setByte, setByte],
	...[setSize, setType, remove, repeat, swap, insert, cutOut, truncate],
];

/** A box, mostly one of those that hold no others; seldom mdat, where nothing but the picture would suffer. */
function someBox(random: Random, boxes: Place[]): Place {
	const outside = boxes.filter(({ type }) => type !== 'mdat');
	const leaves = outside.filter(({ type }) => !Object.hasOwn(HOLDERS, type));
	const from = random(20) === 0 ? boxes : random(4) === 0 ? outside : leaves;
	return oneOf(random, from.length > 0 ? from : boxes);
}

/** An mp4 file with one to three things wrong: the same ones for the same seed. */
export function mutateClip(clip: Buffer, seed: number): MutatedClip {
	const random = numbersOf(seed);
	let bytes = clip;
	const what: string[] = [];
	for (let count = 1 + random(3); count > 0; count -= 1) {
		const boxes = boxesOf(bytes);
		if (boxes.length === 0) break;
		const subject = { random, bytes, boxes, box: someBox(random, boxes) };
		const [result, done] = oneOf(random, MUTATIONS)(subject);
		bytes = result;
		what.push(done);
	}
	return { bytes, what };
}
