import type { Shown } from '../movie';
import { Mp4Error } from '../problem';
import { damaged, rowsIn, VersionedFields } from './boxes';

/** What an edit list is about. */
export interface EditedTrack {
	/** Units per second. */
	timescale: number;
	/** Of the whole movie. Units per second */
	movieTimescale: number;
	/** Whether samples came in fragments. */
	isFragmented: boolean;
}

const WHOLE: Shown = { from: 0, to: Infinity, delay: 0 };
const NOTHING = -1;
const NORMAL_RATE = 0x10000;

// Each edit is rounded to the movie's timescale.
const rounding = ({ timescale, movieTimescale }: EditedTrack) => 1 + timescale / movieTimescale;

interface Edit {
	/** @unit the movie's timescale */
	duration: number;
	/** @unit the track's timescale */
	from: number;
}

/** Adds an edit to what is shown, which it must continue. */
function continued(shown: Shown, { duration, from }: Edit, track: EditedTrack): Shown {
	const lasts = Math.round((duration * track.timescale) / track.movieTimescale);
	if (shown.to !== Infinity) {
		if (Math.abs(from - shown.to) > rounding(track)) throw new Mp4Error('edits');
		return { ...shown, to: from + lasts };
	}
	return { ...shown, from, to: from + lasts };
}

/**
 * ISO/IEC 14496-12, 8.6.6: what an edit list shows of a track.
 * @param elst the box's content; without one, all is shown
 * @throws Mp4Error `edits` for what cannot be joined
 */
export function readEdits(elst: Buffer | undefined, track: EditedTrack): Shown {
	if (elst === undefined) return WHOLE;
	if (!(track.movieTimescale > 0)) throw damaged('mvhd');
	const fields = new VersionedFields(elst, 'elst');
	let shown = WHOLE;
	let isOver = false;
	for (let left = rowsIn(fields, fields.version === 1 ? 20 : 12); left > 0; left -= 1) {
		const duration = fields.time();
		const from = fields.time(true);
		const rate = fields.signed(4);
		if (from === NOTHING) {
			// What is empty behind the last edit shows nothing of the track.
			if (shown.to !== Infinity) isOver = true;
			else shown = { ...shown, delay: shown.delay + duration / track.movieTimescale };
			continue;
		}
		if (from < 0) throw damaged('elst');
		if (rate !== NORMAL_RATE || isOver) throw new Mp4Error('edits');
		// 8.6.6.1: of fragments it may not be known yet how long they are; then whatever comes is shown.
		if (duration === 0 && left === 1 && shown.to === Infinity) return { ...shown, from };
		shown = continued(shown, { duration, from }, track);
	}
	// Whoever writes fragments counts in the edit those before the first one alone, if any; ffmpeg and browsers show all.
	return track.isFragmented ? { ...shown, to: Infinity } : shown;
}
