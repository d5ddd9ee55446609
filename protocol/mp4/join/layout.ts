import type { Movie, Samples } from '../movie';
import type { Piece } from '../plan';
import type { NewSamples } from '../write/newTrack';
import type { Frames } from './frames';
import { JoinError } from './joinError';
import { REPLACEMENT, soundSource, type Sound } from './sound';

/** What the samples of the new file are made of. */
export interface Material {
	clips: readonly Movie[];
	/** The file that replaces the clips' sound. */
	replacement?: Movie;
	frames: Frames;
	/** What stands before the sync samples of each clip. */
	prefixes: readonly Buffer[];
	sound?: Sound;
	/** The samples of the sound, whose offsets are filled in. */
	soundSamples?: NewSamples;
	/** Units per second of the picture's and the sound's new tracks. */
	timescale: number;
	rate: number;
}

// A frame of the picture is its index, a frame of sound -1 - its index.
type Order = Int32Array;

// Sound that does not come from the clip lies so far ahead of the picture, at most.
const AHEAD_SECONDS = 0.5;

function sampleOf(
	material: Material,
	item: number,
): { samples?: Samples; index: number; clip: number } {
	const { clips, frames, sound, replacement } = material;
	if (item >= 0) {
		const clip = frames.clips[item];
		return { samples: clips[clip].video?.samples, index: frames.indexes[item], clip };
	}
	const { clips: owners, indexes } = sound as Sound;
	const clip = owners[-1 - item];
	return { samples: soundSource(clip, clips, replacement), index: indexes[-1 - item], clip };
}

const offsetOf = (material: Material, item: number) => {
	const { samples, index } = sampleOf(material, item);
	return samples?.offsets[index] ?? 0;
};

// The clip's own samples in the order in which its file has them: a stream cannot go back.
function* ownSamples(material: Material): Generator<number> {
	const { clips, frames, sound } = material;
	const own: number[][] = clips.map(() => []);
	frames.clips.forEach((clip, index) => own[clip].push(index));
	sound?.clips.forEach((clip, index) => own[clip]?.push(-1 - index));
	for (const items of own) {
		yield* items.sort((one, other) => offsetOf(material, one) - offsetOf(material, other));
	}
}

/** Sound that does not come from the clips: silence, and what replaces theirs. With the time at which it is heard, in seconds. */
function otherSound({ sound, rate }: Material): Array<{ item: number; at: number }> {
	const other: Array<{ item: number; at: number }> = [];
	let at = -(sound?.from ?? 0);
	sound?.clips.forEach((clip, index) => {
		if (clip < 0) other.push({ item: -1 - index, at: at / rate });
		at += sound.durations[index];
	});
	return other;
}

function orderOf(material: Material): Order {
	const { frames, timescale, sound } = material;
	const order = new Int32Array(frames.indexes.length + (sound?.indexes.length ?? 0));
	const other = otherSound(material);
	let length = 0;
	let next = 0;
	let decoded = 0;
	const put = (item: number) => {
		order[length] = item;
		length += 1;
	};
	const putOther = (until: number) => {
		for (; next < other.length && other[next].at < until; next += 1) put(other[next].item);
	};
	for (const item of ownSamples(material)) {
		if (item >= 0) {
			const at = decoded / timescale;
			if (next < other.length && other[next].at <= at) putOther(at + AHEAD_SECONDS);
			decoded += frames.samples.durations[item];
		}
		put(item);
	}
	putOther(Infinity);
	return order;
}

// Fills in where each sample lies in the new file. Returns how long all are.
function place({ frames, soundSamples }: Material, order: Order): number {
	let offset = 0;
	for (const item of order) {
		const samples = item >= 0 ? frames.samples : (soundSamples as NewSamples);
		const index = item >= 0 ? item : -1 - item;
		samples.offsets[index] = offset;
		offset += samples.sizes[index];
	}
	return offset;
}

function checkOrder(material: Material, order: Order): void {
	const ends = new Map<number, number>();
	for (const item of order) {
		const { samples, index, clip } = sampleOf(material, item);
		if (samples === undefined) continue;
		const offset = samples.offsets[index];
		if (offset < (ends.get(clip) ?? 0)) {
			throw new JoinError(clip, { reason: 'overlap' });
		}
		ends.set(clip, offset + samples.sizes[index]);
	}
}

function* eachPiece(material: Material, order: Order): Generator<Piece> {
	const { frames, sound, prefixes } = material;
	for (const item of order) {
		const { samples, index, clip } = sampleOf(material, item);
		if (samples === undefined) {
			yield { data: (sound as Sound).silence?.bytes as Buffer };
			continue;
		}
		const prefix = item >= 0 && frames.samples.isSync[item] ? prefixes[clip] : undefined;
		if (prefix && prefix.length > 0) yield { data: prefix };
		const source = clip === REPLACEMENT ? 'audio' : clip;
		yield { source, offset: samples.offsets[index], bytes: samples.sizes[index] };
	}
}

/** Neighbours become one piece. */
function* merged(pieces: Iterable<Piece>): Generator<Piece> {
	let last: Piece | undefined;
	for (const piece of pieces) {
		if (last && 'source' in last && 'source' in piece && last.source === piece.source) {
			if (last.offset + last.bytes === piece.offset) {
				last = { ...last, bytes: last.bytes + piece.bytes };
				continue;
			}
		}
		if (last) yield last;
		last = piece;
	}
	if (last) yield last;
}

/**
 * Decides where each sample lies in the new file: clip by clip, each in the order of its own file. Fills in the samples' offsets.
 * @throws JoinError when samples of a file overlap
 */
export function layOut(material: Material): { pieces: Iterable<Piece>; bytes: number } {
	const order = orderOf(material);
	checkOrder(material, order);
	const bytes = place(material, order);
	return { pieces: { [Symbol.iterator]: () => merged(eachPiece(material, order)) }, bytes };
}
