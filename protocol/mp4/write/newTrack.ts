/** The columns of a new track's samples, in the order in which they are decoded. Times are in units of the track's timescale. */
export interface NewSamples {
	sizes: number[];
	durations: number[];
	/** How much later than it is decoded each is shown: never negative. */
	shifts: number[];
	isSync: boolean[];
	/** Where each begins. @unit bytes from the beginning of the content of mdat */
	offsets: number[];
}

export interface NewTrack {
	kind: 'video' | 'audio';
	timescale: number;
	/** The entry of the box stsd. */
	entry: Buffer;
	/** As the track is shown: the width and height of a picture. @unit pixels */
	width: number;
	height: number;
	matrix: readonly number[];
	samples: NewSamples;
	/** The time in the track at which it begins to be shown. @unit the track's timescale */
	from: number;
	/** How long it is shown. @unit seconds */
	seconds: number;
}

export function newSamples(): NewSamples {
	return { sizes: [], durations: [], shifts: [], isSync: [], offsets: [] };
}
