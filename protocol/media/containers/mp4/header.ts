import { MOST_TRACKS } from '../container';
import type { Cursor, Steps } from '../steps';
import { eachRow, fieldsOf, within, type Box } from './boxes';
import { newTrack, type Movie, type Track } from './movie';
import { readSampleEntry } from './sampleEntry';

// ISO/IEC 14496-12, 4.2: version 1 of a box has times of 64 bits.
const isLong = (fields: Buffer) => fields[0] === 1;

// All bits say that a duration is not known (8.2.2).
function durationOf(fields: Buffer, at: number): number {
	if (!isLong(fields)) {
		const duration = fields.readUInt32BE(at);
		return duration === 0xffffffff ? 0 : duration;
	}
	const duration = fields.readBigUInt64BE(at);
	return duration === 0xffffffffffffffffn ? 0 : Number(duration);
}

// 8.2.2 and 8.4.2: mvhd and mdhd begin alike.
function* readClock(cursor: Cursor, box: Box): Steps<{ timescale: number; duration: number }> {
	const fields = yield* fieldsOf(cursor, box, 32);
	const at = isLong(fields) ? 20 : 12;
	return { timescale: fields.readUInt32BE(at), duration: durationOf(fields, at + 4) };
}

// 8.3.2: the matrix (a, b, u, c, d, v …) says how the track is turned.
function* readTrackHeader(cursor: Cursor, box: Box, track: Track): Steps {
	const fields = yield* fieldsOf(cursor, box, 96);
	const later = isLong(fields) ? 12 : 0;
	track.isEnabled = (fields[3] & 1) === 1;
	track.id = fields.readUInt32BE(isLong(fields) ? 20 : 12);
	const [a, b, , c, d] = [0, 1, 2, 3, 4].map((at) => fields.readInt32BE(40 + later + at * 4));
	track.isTurned = Math.abs(b) > Math.abs(a) && Math.abs(c) > Math.abs(d);
}

// 8.6.6: an edit without a media time shows nothing.
function* readEdits(cursor: Cursor, box: Box, track: Track): Steps {
	const fields = yield* fieldsOf(cursor, box, 8);
	const long = isLong(fields);
	yield* eachRow(cursor, box, [fields.readUInt32BE(4), long ? 20 : 12], (row, at) => {
		const isEmpty = row.readInt32BE(at + (long ? 8 : 4)) === -1;
		const duration = long ? Number(row.readBigUInt64BE(at)) : row.readUInt32BE(at);
		if (!isEmpty) track.edited += duration;
	});
}

// 8.6.1.2: runs of samples that last equally long.
function* readTimes(cursor: Cursor, box: Box, track: Track): Steps {
	const fields = yield* fieldsOf(cursor, box, 8);
	yield* eachRow(cursor, box, [fields.readUInt32BE(4), 8], (row, at) => {
		const samples = row.readUInt32BE(at);
		track.samples += samples;
		track.sampleTime += samples * row.readUInt32BE(at + 4);
	});
	if (track.samples > 0) track.start = 0;
	track.end = track.sampleTime;
}

// 8.4.2
function* readMediaHeader(cursor: Cursor, box: Box, track: Track): Steps {
	Object.assign(track, yield* readClock(cursor, box));
}

// 8.4.3
function* readHandler(cursor: Cursor, box: Box, track: Track): Steps {
	track.handler = (yield* fieldsOf(cursor, box, 12)).toString('latin1', 8);
}

const readTrack = within<Track>({
	tkhd: readTrackHeader,
	edts: within({ elst: readEdits }),
	mdia: within({
		mdhd: readMediaHeader,
		hdlr: readHandler,
		minf: within({ stbl: within({ stsd: readSampleEntry, stts: readTimes }) }),
	}),
});

interface Header {
	movie: Movie;
	/** How long a sample of a fragment lasts that does not say it, by the track's id. */
	defaults: Map<number, number>;
}

function* readMovieHeader(cursor: Cursor, box: Box, { movie }: Header): Steps {
	movie.timescale = (yield* readClock(cursor, box)).timescale;
}

function* addTrack(cursor: Cursor, box: Box, { movie }: Header): Steps {
	if (movie.tracks.length >= MOST_TRACKS) return;
	const track = newTrack();
	movie.tracks.push(track);
	yield* readTrack(cursor, box, track);
}

// 8.8.2
function* readFragmentedDuration(cursor: Cursor, box: Box, { movie }: Header): Steps {
	movie.fragmentedDuration = durationOf(yield* fieldsOf(cursor, box, 12), 4);
}

// 8.8.3
function* readDefaults(cursor: Cursor, box: Box, { defaults }: Header): Steps {
	const fields = yield* fieldsOf(cursor, box, 24);
	if (defaults.size < MOST_TRACKS) defaults.set(fields.readUInt32BE(4), fields.readUInt32BE(12));
}

const readExtension = within<Header>({ mehd: readFragmentedDuration, trex: readDefaults });

const readHeader = within<Header>({
	mvhd: readMovieHeader,
	trak: addTrack,
	*mvex(cursor, box, header) {
		header.movie.isFragmented = true;
		yield* readExtension(cursor, box, header);
	},
});

/** 8.2.1: moov, which says what tracks there are and, but for fragments, when their samples are shown. */
export function* readMovie(cursor: Cursor, box: Box, movie: Movie): Steps {
	// They may stand before the tracks.
	const defaults = new Map<number, number>();
	yield* readHeader(cursor, box, { movie, defaults });
	for (const track of movie.tracks) track.defaultTime = defaults.get(track.id) ?? 0;
	movie.isRead = true;
}
