/** More samples a track may not have: two hours at 60 frames per second. */
export const MOST_SAMPLES = 500_000;

/** More tracks a file may not have. */
export const MOST_TRACKS = 100;

/** Larger than this no moov or moof is read: the longest tables of a track of {@link MOST_SAMPLES} have 14 MB. @unit bytes */
export const MOST_TABLE_BYTES = 16 * 1024 * 1024;

/** More fragments a file may not have: 27 minutes of one picture each, at 60 per second. */
export const MOST_FRAGMENTS = 100_000;

/** More boxes a file may not have on its top level: a few for each fragment. */
export const MOST_TOP_BOXES = 4 * MOST_FRAGMENTS;

/** Larger than this no sample entry is read. @unit bytes */
export const MOST_ENTRY_BYTES = 1024 * 1024;

/** No sample is shown this much earlier or later than it is decoded; what ffmpeg refuses. @unit the track's timescale */
export const MOST_SHIFT = 2 ** 28;

/** No sample lasts longer: a negative number that was written as one without a sign. @unit the track's timescale */
export const MOST_DURATION = 2 ** 31 - 1;
