import type { Cursor, Steps } from '../steps';
import { eachRow, fieldsOf, within, type Box } from './boxes';
import { newTrack, type Movie, type Track } from './movie';

// ISO/IEC 14496-12, 8.8.7 and 8.8.8: the flags say which fields are there.
const BASE_OFFSET = 0x1;
const DESCRIPTION = 0x2;
const DEFAULT_TIME = 0x8;
const DATA_OFFSET = 0x1;
const FIRST_FLAGS = 0x4;
const SAMPLE_TIME = 0x100;
const SAMPLE_FIELDS = [SAMPLE_TIME, 0x200, 0x400, 0x800];

const flagsOf = (fields: Buffer) => fields.readUIntBE(1, 3);

interface Fragment {
	movie: Movie;
	/** One that is forgotten until the header has named it. */
	track: Track;
	/** How long a sample lasts that does not say it. */
	defaultTime: number;
}

// 8.8.7: tfhd
function* readHeader(cursor: Cursor, box: Box, fragment: Fragment): Steps {
	const fields = yield* fieldsOf(cursor, box, 24);
	const flags = flagsOf(fields);
	const id = fields.readUInt32BE(4);
	const track = fragment.movie.tracks.find((one) => one.id === id) ?? newTrack();
	const at = 8 + (flags & BASE_OFFSET ? 8 : 0) + (flags & DESCRIPTION ? 4 : 0);
	fragment.track = track;
	fragment.defaultTime = flags & DEFAULT_TIME ? fields.readUInt32BE(at) : track.defaultTime;
}

// 8.8.12: tfdt says when the fragment begins.
function* readStart(cursor: Cursor, box: Box, { track }: Fragment): Steps {
	const fields = yield* fieldsOf(cursor, box, 12);
	const start = fields[0] === 1 ? Number(fields.readBigUInt64BE(4)) : fields.readUInt32BE(4);
	track.start ??= start;
	track.end = Math.max(track.end, start);
}

// 8.8.8: trun
function* readSamples(cursor: Cursor, box: Box, { track, defaultTime }: Fragment): Steps {
	const fields = yield* fieldsOf(cursor, box, 8);
	const flags = flagsOf(fields);
	const samples = fields.readUInt32BE(4);
	let time = samples * defaultTime;
	if (flags & SAMPLE_TIME) {
		time = 0;
		const rowBytes = SAMPLE_FIELDS.filter((field) => flags & field).length * 4;
		yield* cursor.skip((flags & DATA_OFFSET ? 4 : 0) + (flags & FIRST_FLAGS ? 4 : 0));
		yield* eachRow(cursor, box, [samples, rowBytes], (row, at) => {
			time += row.readUInt32BE(at);
		});
	}
	track.start ??= 0;
	track.samples += samples;
	track.sampleTime += time;
	track.end += time;
}

const readTrackFragment = within<Fragment>({
	tfhd: readHeader,
	tfdt: readStart,
	trun: readSamples,
});

/** 8.8.4: moof, which says when the samples of a fragment are shown. */
export const readFragment = within<Movie>({
	traf: (cursor, box, movie) =>
		readTrackFragment(cursor, box, { movie, track: newTrack(), defaultTime: 0 }),
});
