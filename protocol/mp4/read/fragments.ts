import { Mp4Error } from '../problem';
import { boxesIn, damaged, needed, singleBoxes, VersionedFields } from './boxes';
import { Columns } from './columns';
import type { Defaults } from './header';

/** What the fragments of a track have brought. */
export interface FragmentTrack {
	id: number;
	kind: 'video' | 'audio';
	columns: Columns;
	/** When its last sample ends. @unit the track's timescale */
	end: number;
	/** The sample entry of all, from 1; 0 before the first sample. */
	description: number;
}

/** A moof that has been read from the file. */
export interface Fragment {
	/** The box's content. */
	moof: Buffer;
	/** Where the box begins. @unit bytes from the file's start */
	start: number;
	/** How much of the file is there: all samples are within. @unit bytes */
	fileBytes: number;
}

// ISO/IEC 14496-12, 8.8.7: the flags of tfhd say which fields are there.
const BASE_OFFSET = 0x1;
const DESCRIPTION = 0x2;
const DURATION = 0x8;
const SIZE = 0x10;
const FLAGS = 0x20;
const BASE_IS_MOOF = 0x20000;

// 8.8.8: those of trun
const DATA_OFFSET = 0x1;
const FIRST_FLAGS = 0x4;
const SAMPLE_DURATION = 0x100;
const SAMPLE_SIZE = 0x200;
const SAMPLE_FLAGS = 0x400;
const SAMPLE_SHIFT = 0x800;
const SAMPLE_FIELDS = [SAMPLE_DURATION, SAMPLE_SIZE, SAMPLE_FLAGS, SAMPLE_SHIFT];

// 8.8.3.1: sample_is_non_sync_sample, and sample_depends_on 1; as ffmpeg, which asks that of pictures alone
const NEEDS_OTHERS = 0x10000 | 0x1000000;

interface TrackFragment extends Fragment {
	track: FragmentTrack;
	defaults: Defaults;
	/** What offsets count from. */
	base: number;
	/** Where the samples of a run begin that does not say it. */
	next: number;
}

function readSamples(fragment: TrackFragment, trun: Buffer): void {
	const { track, defaults, base, fileBytes } = fragment;
	const fields = new VersionedFields(trun, 'trun');
	const { flags } = fields;
	const count = fields.unsigned(4);
	let offset = flags & DATA_OFFSET ? base + fields.signed(4) : fragment.next;
	const firstFlags = flags & FIRST_FLAGS ? fields.unsigned(4) : undefined;
	const rowBytes = SAMPLE_FIELDS.filter((field) => flags & field).length * 4;
	if (count * rowBytes > fields.left) throw damaged('trun');
	if (!(flags & SAMPLE_SIZE) && offset + count * defaults.size > fileBytes) {
		throw new Mp4Error('truncated', 'trun');
	}
	if (count > 0 && !(flags & SAMPLE_SIZE) && defaults.size === 0) throw damaged('trun');
	track.columns.reserve(count);
	for (let index = 0; index < count; index += 1) {
		const duration = flags & SAMPLE_DURATION ? fields.unsigned(4) : defaults.duration;
		const size = flags & SAMPLE_SIZE ? fields.unsigned(4) : defaults.size;
		let sampleFlags = flags & SAMPLE_FLAGS ? fields.unsigned(4) : defaults.flags;
		if (index === 0) sampleFlags = firstFlags ?? sampleFlags;
		const shift = flags & SAMPLE_SHIFT ? fields.signed(4) : 0;
		const isSync = track.kind === 'audio' || (sampleFlags & NEEDS_OTHERS) === 0;
		track.columns.add({ offset, size, decodeTime: track.end, duration, shift, isSync });
		offset += size;
		track.end += duration;
	}
	if (count > 0) useDescription(track, defaults.description);
	fragment.next = offset;
}

function useDescription(track: FragmentTrack, description: number): void {
	if (track.description !== 0 && track.description !== description) throw new Mp4Error('mixed');
	track.description = description;
}

/** How many bytes the samples of a run have: a track that is not wanted says so where the next one begins. */
function bytesOf(trun: Buffer, defaultSize: number): number {
	const fields = new VersionedFields(trun, 'trun');
	const { flags } = fields;
	const count = fields.unsigned(4);
	fields.skip((flags & DATA_OFFSET ? 4 : 0) + (flags & FIRST_FLAGS ? 4 : 0));
	if (!(flags & SAMPLE_SIZE)) return count * defaultSize;
	const rowBytes = SAMPLE_FIELDS.filter((field) => flags & field).length * 4;
	if (count * rowBytes > fields.left) throw damaged('trun');
	let bytes = 0;
	for (let index = 0; index < count; index += 1) {
		if (flags & SAMPLE_DURATION) fields.skip(4);
		bytes += fields.unsigned(4);
		fields.skip(rowBytes - 4 - (flags & SAMPLE_DURATION ? 4 : 0));
	}
	return bytes;
}

interface Heading {
	id: number;
	defaults: Defaults;
	base?: number;
}

// 8.8.7
function readHeading(tfhd: Buffer, all: ReadonlyMap<number, Defaults>, start: number): Heading {
	const fields = new VersionedFields(tfhd, 'tfhd');
	const { flags } = fields;
	const id = fields.unsigned(4);
	const usual = all.get(id);
	if (usual === undefined) throw damaged('trex');
	const base = flags & BASE_OFFSET ? fields.long() : undefined;
	const defaults = {
		description: flags & DESCRIPTION ? fields.unsigned(4) : usual.description,
		duration: flags & DURATION ? fields.unsigned(4) : usual.duration,
		size: flags & SIZE ? fields.unsigned(4) : usual.size,
		flags: flags & FLAGS ? fields.unsigned(4) : usual.flags,
	};
	return { id, defaults, base: base ?? (flags & BASE_IS_MOOF ? start : undefined) };
}

// 8.8.12: when the fragment begins; without it, where the last one ended.
function readStart(tfdt: Buffer): number {
	return new VersionedFields(tfdt, 'tfdt').time();
}

/** Reads the fragments of a movie, one after the other. */
export class FragmentReader {
	/**
	 * @param defaults of all tracks, by their ids
	 * @param tracks those that are wanted
	 */
	constructor(
		private readonly defaults: ReadonlyMap<number, Defaults>,
		private readonly tracks: readonly FragmentTrack[],
	) {}

	/** 8.8.4: adds the samples of a fragment to the tracks. @throws Mp4Error */
	read(fragment: Fragment): void {
		// 8.8.7.1: the first track's offsets count from the fragment's beginning, those of the others from the end of the data before.
		let next = fragment.start;
		for (const { content } of boxesIn(fragment.moof, 'moof', ['traf'])) {
			next = this.readTrack(fragment, content, next);
		}
	}

	private readTrack(fragment: Fragment, traf: Buffer, before: number): number {
		const boxes = singleBoxes(traf, 'traf', ['tfhd', 'tfdt']);
		const {
			id,
			defaults,
			base = before,
		} = readHeading(needed(boxes, 'tfhd'), this.defaults, fragment.start);
		const track = this.tracks.find((one) => one.id === id);
		const tfdt = boxes.get('tfdt');
		if (track && tfdt) track.end = readStart(tfdt);
		let next = base;
		for (const { content } of boxesIn(traf, 'traf', ['trun'])) {
			if (track) {
				const part = { ...fragment, track, defaults, base, next };
				readSamples(part, content);
				next = part.next;
			} else {
				next = nextAfter(content, base, next) + bytesOf(content, defaults.size);
			}
		}
		return next;
	}
}

function nextAfter(trun: Buffer, base: number, next: number): number {
	const fields = new VersionedFields(trun, 'trun');
	fields.skip(4);
	return fields.flags & DATA_OFFSET ? base + fields.signed(4) : next;
}
