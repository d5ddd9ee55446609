import { Mp4Error } from '../problem';
import { boxesIn, damaged, needed, singleBoxes, VersionedFields } from './boxes';
import { MOST_TRACKS } from './limits';
import { SampleEntries } from './sampleEntry';

/** What the samples of a track in fragments are where they do not say it (8.8.3, trex). */
export interface Defaults {
	description: number;
	duration: number;
	size: number;
	flags: number;
}

/** A track of which the tables have not been read yet. */
export interface TrackHeader {
	id: number;
	isEnabled: boolean;
	matrix: number[];
	kind: 'video' | 'audio';
	/** Units per second. */
	timescale: number;
	entries: SampleEntries;
	/** The content of elst. */
	elst?: Buffer;
	/** The contents of the boxes in stbl. */
	table: ReadonlyMap<string, Buffer>;
	/** How many samples the table has, those of fragments not included; not yet checked. */
	samples: number;
}

/** What moov says. */
export interface MovieHeader {
	/** Units per second. */
	timescale: number;
	/** Those of pictures and of sound. */
	tracks: TrackHeader[];
	/** Of a file that announces fragments: their defaults by the track's id. */
	defaults?: ReadonlyMap<number, Defaults>;
}

const KINDS: Record<string, 'video' | 'audio'> = { vide: 'video', soun: 'audio' };
const TABLES = ['stsd', 'stts', 'ctts', 'stss', 'stsz', 'stz2', 'stsc', 'stco', 'co64'];

// ISO/IEC 14496-12, 8.3.2
function readTrackHeader(tkhd: Buffer): Pick<TrackHeader, 'id' | 'isEnabled' | 'matrix'> {
	const fields = new VersionedFields(tkhd, 'tkhd');
	fields.skip(fields.version === 1 ? 16 : 8);
	const id = fields.unsigned(4);
	fields.skip(fields.version === 1 ? 28 : 24);
	const matrix = Array.from({ length: 9 }, () => fields.signed(4));
	return { id, isEnabled: (fields.flags & 1) === 1, matrix };
}

// 8.2.2 and 8.4.2: mvhd and mdhd begin alike.
function readTimescale(content: Buffer, name: string): number {
	const fields = new VersionedFields(content, name);
	fields.skip(fields.version === 1 ? 16 : 8);
	const timescale = fields.unsigned(4);
	if (timescale === 0 || timescale > 0x7fffffff) throw damaged(name);
	return timescale;
}

// 8.4.3
function readHandler(hdlr: Buffer): string {
	const fields = new VersionedFields(hdlr, 'hdlr');
	fields.skip(4);
	return fields.text(4);
}

// 8.7.3: stsz and stz2 have their count in the same place.
function readSampleCount(table: ReadonlyMap<string, Buffer>): number {
	const fields = new VersionedFields(table.get('stsz') ?? needed(table, 'stz2'), 'stsz');
	fields.skip(4);
	return fields.unsigned(4);
}

// 8.7.2: where the samples are, which is this file; what is damaged here, ffmpeg refuses.
function checkReferences(dinf: Buffer | undefined): void {
	const dref = dinf && singleBoxes(dinf, 'dinf', ['dref']).get('dref');
	if (dref === undefined) return;
	const fields = new VersionedFields(dref, 'dref');
	let count = fields.unsigned(4);
	for (const { whole, content } of boxesIn(fields.take(fields.left), 'dref')) {
		// A size of 0, for all that is left, ffmpeg does not take here.
		if (content.length < 4 || whole.readUInt32BE(0) === 0) throw damaged('dref');
		count -= 1;
	}
	if (count !== 0) throw damaged('dref');
}

function readTrack(trak: Buffer): TrackHeader | undefined {
	const boxes = singleBoxes(trak, 'trak', ['tkhd', 'edts', 'mdia']);
	const media = singleBoxes(needed(boxes, 'mdia'), 'mdia', ['mdhd', 'hdlr', 'minf']);
	const handler = readHandler(needed(media, 'hdlr'));
	if (!Object.hasOwn(KINDS, handler)) return undefined;
	const kind = KINDS[handler];
	const information = singleBoxes(needed(media, 'minf'), 'minf', ['stbl', 'dinf']);
	checkReferences(information.get('dinf'));
	const table = singleBoxes(needed(information, 'stbl'), 'stbl', TABLES);
	const edts = boxes.get('edts');
	return {
		...readTrackHeader(needed(boxes, 'tkhd')),
		kind,
		timescale: readTimescale(needed(media, 'mdhd'), 'mdhd'),
		entries: new SampleEntries(needed(table, 'stsd'), kind),
		elst: edts && singleBoxes(edts, 'edts', ['elst']).get('elst'),
		table,
		samples: readSampleCount(table),
	};
}

// 8.8.3
function readDefaults(mvex: Buffer): Map<number, Defaults> {
	const defaults = new Map<number, Defaults>();
	for (const { content } of boxesIn(mvex, 'mvex', ['trex'])) {
		if (defaults.size >= MOST_TRACKS) throw new Mp4Error('tooLong', 'trex');
		const fields = new VersionedFields(content, 'trex');
		const id = fields.unsigned(4);
		const [description, duration, size, flags] = [1, 2, 3, 4].map(() => fields.unsigned(4));
		if (defaults.has(id)) throw damaged('trex');
		defaults.set(id, { description, duration, size, flags });
	}
	return defaults;
}

/**
 * 8.2.1: reads moov but for the tables of the tracks.
 * @param moov the box's content
 * @throws Mp4Error
 */
export function readHeader(moov: Buffer): MovieHeader {
	const boxes = singleBoxes(moov, 'moov', ['mvhd', 'mvex', 'cmov']);
	const tracks: TrackHeader[] = [];
	let seen = 0;
	for (const { content } of boxesIn(moov, 'moov', ['trak'])) {
		seen += 1;
		if (seen > MOST_TRACKS) throw new Mp4Error('tooLong', 'trak');
		const track = readTrack(content);
		if (track !== undefined) tracks.push(track);
	}
	const mvex = boxes.get('mvex');
	return {
		timescale: readTimescale(needed(boxes, 'mvhd'), 'mvhd'),
		tracks,
		defaults: mvex && readDefaults(mvex),
	};
}
